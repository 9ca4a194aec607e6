import fc from 'fast-check';
import { placesIn, PlacesWriter } from '../../../../platform/access/audit/places';

function written(places: readonly number[]): readonly number[] {
  const writer = new PlacesWriter();
  for (const place of places) writer.add(place);
  return writer.end();
}

describe('places of a list', () => {
  it('come back as they were written', () => {
    const place = fc.integer({ min: -1, max: 6 });
    fc.assert(fc.property(fc.array(place), (places) => expect([...placesIn(written(places))]).toEqual(places)));
  });

  it('take one run for a list of records, and for many records of one patient', () => {
    expect(written(Array.from({ length: 1_000 }, (_, at) => at))).toEqual([0, 1_000, 1]);
    expect(written([7, 7, 7])).toEqual([7, 3, 0]);
    expect(written([4])).toEqual([4, 1, 0]);
    expect(written([])).toEqual([]);
  });
});
