import { USUAL_DELIMITERS } from '../../../platform/x12/delimiters';
import { Segment } from '../../../platform/x12/segment';

const segment = (text: string) => new Segment(text, USUAL_DELIMITERS);

describe('Segment', () => {
  it('counts elements and components from 1', () => {
    const svc = segment('SVC*HC:99213:25*100*80');
    expect([svc.id, svc.element(2), svc.component(1, 2), svc.component(2, 1)]).toEqual(['SVC', '100', '99213', '100']);
    expect(svc.components(1)).toEqual(['HC', '99213', '25']);
  });

  it('reads what is absent as empty', () => {
    const clp = segment('CLP*A');
    expect([clp.element(9), clp.component(1, 2), clp.component(9, 1)]).toEqual(['', '', '']);
    expect([clp.components(9), clp.repetitions(9)]).toEqual([[], []]);
  });

  it.each([
    ['N1**NAME', 'N1'],
    ['ST*835', 'ST'],
    ['SE', 'SE'],
    ['IEA*1', 'IEA'],
    ['LONGER*1', 'LONGER'],
    ['*IC', ''],
  ])('knows the id of %s', (text, id) => {
    expect(segment(text).id).toBe(id);
  });

  it('splits repetitions only where there is a separator for them', () => {
    expect(segment('EB*1**30^42').repetitions(3)).toEqual(['30', '42']);
    expect(new Segment('EB*1**30^42', { ...USUAL_DELIMITERS, repetition: null }).repetitions(3)).toEqual(['30^42']);
  });
});
