import { ndcg, recall } from '../../../src/relatedness/quality/measures';

/** Discounts of the first three places. */
const [first, second, third] = [1, 1 / Math.log2(3), 1 / 2];
const graded = new Map([
  [1, 1],
  [2, 0.5],
]);
const many = new Map(Array.from({ length: 15 }, (_, i) => [i, 1]));

describe('nDCG@10', () => {
  it.each<[string, number[], ReadonlyMap<number, number>, number]>([
    ['the best order', [1, 2], graded, 1],
    ['the best order, and others behind', [1, 2, 9, 8], graded, 1],
    ['the other order', [2, 1], graded, (0.5 * first + second) / (first + 0.5 * second)],
    ['the best film only', [1], graded, first / (first + 0.5 * second)],
    ['strangers in front', [9, 8, 2], graded, (0.5 * third) / (first + 0.5 * second)],
    ['strangers only', [9, 8], graded, 0],
    ['an empty list', [], graded, 0],
    ['what comes eleventh', [90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 1], graded, 0],
    ['ten of fifteen', [14, 13, 12, 11, 10, 9, 8, 7, 6, 5], many, 1],
  ])('of %s', (_what, ranked, gains, expected) => {
    expect(ndcg(ranked, gains)).toBeCloseTo(expected, 12);
  });
});

describe('recall@20', () => {
  const others = (count: number) => Array.from({ length: count }, (_, i) => 100 + i);

  it.each<[string, number[], number]>([
    ['both of two', [2, 9, 1], 1],
    ['one of two', [2, 9], 0.5],
    ['the twentieth', [...others(19), 1], 0.5],
    ['the twenty-first', [...others(20), 1], 0],
  ])('of %s', (_what, ranked, expected) => {
    expect(recall(ranked, graded)).toBe(expected);
  });
});
