import fc from 'fast-check';
import { IntLists } from '../../../src/relatedness/core/int-lists';

const list = fc.integer({ min: 0, max: 40 });
const value = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const steps = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constant('add' as const), list, value, times: fc.nat(60) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('remove' as const), list, times: fc.nat(30) }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('replace' as const), list, values: fc.array(value) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('clear' as const), list }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('compact' as const) }) },
);

describe('lists in one array', () => {
  it('hold what arrays of their own would hold', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 200, size: 'max' }), (made) => {
        const lists = new IntLists();
        const plain: number[][] = Array.from({ length: 41 }, () => []);
        for (const step of made) {
          switch (step.what) {
            case 'add':
              for (let i = 0; i < step.times; i++) {
                lists.add(step.list, (step.value + i) | 0);
                plain[step.list]!.push((step.value + i) | 0);
              }
              break;
            case 'remove':
              for (const gone of plain[step.list]!.splice(0, step.times)) lists.remove(step.list, gone);
              break;
            case 'replace':
              lists.replace(step.list, step.values);
              plain[step.list] = [...step.values];
              break;
            case 'clear':
              lists.clear(step.list);
              plain[step.list] = [];
              break;
            case 'compact':
              lists.compact();
          }
        }
        const held = plain.map((_, i) => Array.from(lists.values.subarray(lists.start(i), lists.end(i))));
        expect(held.map((values) => values.sort())).toEqual(plain.map((values) => values.sort()));
      }),
      { numRuns: 60 },
    );
  });

  it('are empty where nothing was ever put', () => {
    const lists = new IntLists();
    expect([lists.start(1e6), lists.end(1e6), lists.length(1e6)]).toEqual([0, 0, 0]);
    lists.remove(3, 7);
    lists.clear(1e6);
    expect(lists.length(3)).toBe(0);
  });
});
