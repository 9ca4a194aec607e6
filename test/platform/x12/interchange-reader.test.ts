import { InterchangeReader } from '../../../platform/x12/interchange-reader';
import { writeInterchange } from '../../../platform/x12/write-interchange';
import { interchangeOf, setOf } from './sample-interchange';

const TEXT = writeInterchange(interchangeOf([setOf('835', '0001', [['LX', '1']]), setOf('835', '0002')]));

describe('InterchangeReader', () => {
  it('gives a set as soon as its trailer has come', () => {
    const reader = new InterchangeReader();
    const afterFirst = TEXT.indexOf('SE*3*0001~') + 'SE*3*0001~'.length;
    expect([...reader.push(TEXT.slice(0, afterFirst))].map((set) => set.controlNumber)).toEqual(['0001']);
    expect([...reader.push(TEXT.slice(afterFirst))].map((set) => set.controlNumber)).toEqual(['0002']);
    expect([...reader.end()]).toEqual([]);
  });

  it('gives the sets that stand before text it must refuse', () => {
    const reader = new InterchangeReader();
    const pushed = reader.push(`${TEXT}ISA*${'x'.repeat(500)}`);
    expect([pushed.next().value, pushed.next().value].map((set) => set?.controlNumber)).toEqual(['0001', '0002']);
    expect(() => pushed.next()).toThrow(expect.objectContaining({ code: 'SOURCE_MALFORMED' }));
  });

  it('counts sets through all interchanges of a source', () => {
    const reader = new InterchangeReader();
    const sets = [...reader.push(TEXT + TEXT)];
    expect(sets.map((set) => [set.interchange.ordinal, set.ordinal])).toEqual([[0, 0], [0, 1], [1, 2], [1, 3]]); // prettier-ignore
  });
});
