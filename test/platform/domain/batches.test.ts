import fc from 'fast-check';
import { batchesOf } from '../../../platform/domain/batches';

const sizeOf = (text: string): number => text.length;

describe('batchesOf', () => {
  it('keeps every item once and in order, within both limits but for what is too large by itself', () => {
    const limits = fc.record({ count: fc.integer({ min: 1, max: 5 }), size: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 })), limits, (items, { count, size }) => {
        const batches = [...batchesOf(items, { count, size, sizeOf })];
        expect(batches.flat()).toEqual(items);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(count);
          if (batch.length > 1) expect(batch.join('').length).toBeLessThanOrEqual(size);
        }
      }),
    );
  });

  it('takes one item more than it gives, and nothing before it is asked', () => {
    let taken = 0;
    function* items() {
      for (;;) {
        taken += 1;
        yield 'x';
      }
    }
    const batches = batchesOf(items(), { count: 3, size: 100, sizeOf });
    expect(taken).toBe(0);
    batches.next();
    expect(taken).toBe(4);
  });
});
