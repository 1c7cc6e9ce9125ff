import fc from 'fast-check';
import { SortedList } from '../../../src/relatedness/core/sorted-list';

describe('a sorted list', () => {
  it('holds in order what was added and not taken, over many chunks', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { minLength: 3000, maxLength: 5000, size: 'max' }),
        fc.nat(100),
        (numbers, keepPercent) => {
          const list = new SortedList((a, b) => b - a);
          for (const number of numbers) list.add(number);
          const gone = numbers.filter((_, i) => i % 100 >= keepPercent);
          for (const number of gone) list.remove(number);
          list.remove(Number.MAX_SAFE_INTEGER); // never there
          const left = new Set(numbers);
          for (const number of gone) left.delete(number);
          expect([...list]).toEqual([...left].sort((a, b) => b - a));
        },
      ),
      { numRuns: 10 },
    );
  });
});
