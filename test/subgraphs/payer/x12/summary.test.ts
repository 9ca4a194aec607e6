import { writeInterchange } from '../../../../platform/x12/write-interchange';
import { isKnownSet, summaryOf } from '../../../../subgraphs/payer/x12/summary';
import { interchangeOf, setOf } from '../../../platform/x12/sample-interchange';
import { firstSetOf } from '../sample-835';

describe('summaryOf', () => {
  it('counts what a set is about and lists its claims', () => {
    const text = writeInterchange(
      interchangeOf([setOf('837', '0007', [['CLM', 'A', '1'], ['LX', '1'], ['LX', '2'], ['CLM', 'B', '1'], ['LX', '1']])]), // prettier-ignore
    );
    expect(summaryOf(firstSetOf(text))).toEqual({
      setCode: '837',
      guideVersion: '005010X221A1',
      controlNumber: '0007',
      isTest: false,
      segmentCount: 7,
      counts: { CLM: 2, LX: 3 },
      claimIds: ['A', 'B'],
    });
  });

  it('knows the sets of the payer side and no others', () => {
    expect(['270', '271', '276', '277', '278', '835', '837', '997', '999', 'TA1'].filter((code) => !isKnownSet(code))).toEqual([]); // prettier-ignore
    expect(['834', '820', '850', '', 'constructor'].filter(isKnownSet)).toEqual([]);
  });
});
