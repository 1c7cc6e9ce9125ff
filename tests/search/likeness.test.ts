import { likenessOf, type Named } from '../../src/search/likeness';

const named = (...keys: string[]): Named => ({ id: 1, keys, fame: 0 });
const known = (fame: number, ...keys: string[]): Named => ({ id: 2, keys, fame });

describe('it is likelier that is meant', () => {
  it.each([
    ['the exact name than one that holds it', 'cage', named('cage'), known(1, 'nicolas cage')],
    ['words that stand there than one that is begun', 'rob', named('rob reiner'), known(1, 'robert de niro')],
    ['what is begun than what is misspelt', 'nicol', named('nicolas cage'), known(1, 'nichol')],
    [
      'what is misspelt than a word of many',
      'pig and other films',
      named('pix und other film'),
      named('pig'),
    ],
    ['the better known', 'nicolas', known(0.8, 'nicolas cage'), named('nicolas ray')],
    ['the shorter of two that are as well known', 'nicolas', named('nicolas ray'), named('nicolas roeg jr')],
    ['a name in two words', 'deniro', named('robert de niro'), known(1, 'daniel deneiro')],
    ['a name in one word', 'wall e', named('walle'), known(1, 'wallace')],
    ['an original title', '東京物語', named('tokyo story', '東京物語'), known(1, '東京物語 2')],
    ['words in another order', 'cage nicolas', named('nicolas cage'), known(1, 'nicolas caged')],
  ])('%s', (_what, asked, likelier, other) => {
    expect(likenessOf(asked, likelier)).toBeGreaterThan(likenessOf(asked, other));
  });

  it('never more than surely', () => {
    expect(likenessOf('cage', known(1, 'cage'))).toBeCloseTo(1, 10);
  });
});
