import {
  beginningQuery,
  exclusionQuery,
  joinedPairs,
  nameQuery,
  runsOfWords,
  takeApart,
  wordsOf,
} from '../../src/search/wording';

describe('a search is taken apart', () => {
  it.each([
    ['nicolas cage', 'nicolas cage', [], 'nicolas '],
    ['pig -truffle', 'pig  ', ['truffle'], 'pig  '],
    ['pig -"golden truffle" snow', 'pig   snow', ['golden truffle'], 'pig   '],
    ['-pig', ' ', ['pig'], ' '],
    ['spider-man', 'spider-man', [], 'spider-'],
    ['"rear window"', '"rear window"', [], '"rear window"'],
    ['"rear wind', '"rear wind', [], '"rear '],
    ['Toshirō', 'Toshirō', [], ''],
    ['человек с кино', 'человек с кино', [], 'человек с '],
    ['- -- -"', '-    ', ['-', ''], '-    '],
    ['', '', [], ''],
  ])('%j', (query, asked, excluded, before) => {
    expect(takeApart(query)).toEqual({ asked, excluded, before });
  });
});

describe('names are asked for', () => {
  it.each([
    [['cage'], [], "('cage':*)"],
    [['nicolas', 'cag'], [], "('nicolas' & 'cag':*) | ('nicolascag':*)"],
    [['kubrik'], [['kubrick', 'kubik']], "(('kubrik':* | 'kubrick' | 'kubik'))"],
    [
      ['elizabeth', 'shu'],
      [['elisabeth'], []],
      "(('elizabeth' | 'elisabeth') & 'shu':*) | ('elizabethshu':*)",
    ],
  ])('by %j and spellings %j', (words, spellings, expected) => {
    expect(nameQuery(words, spellings)).toBe(expected);
  });

  it('without joining words of a long title', () => {
    expect(nameQuery('the good the bad and the ugly'.split(' '))).not.toContain('|');
  });

  it('but for those that hold all of what is excluded', () => {
    expect(exclusionQuery(['', 'de niro', 'cage'])).toBe("('de' & 'niro') | ('cage')");
    expect(exclusionQuery([])).toBe('');
  });

  it('by each run of words', () => {
    expect(runsOfWords(['a', 'b', 'c']).sort()).toEqual(['a', 'a b', 'a b c', 'b', 'b c', 'c']);
  });
});

it('takes no more than twenty words', () => {
  expect(wordsOf('a '.repeat(100).trim())).toHaveLength(20);
  expect(wordsOf('')).toEqual([]);
  expect(joinedPairs(['blade', 'run', 'ner'])).toEqual(['bladerun', 'runner']);
});

describe('texts with an unfinished word are asked for', () => {
  it.each([
    ['', 'le', ''],
    ['', 'lea', "('lea':*)"],
    ['', 'charac', "('charac':* | 'chara')"],
    ["'david' & 'lean'", 'characte', "('david' & 'lean') & ('characte':* | 'charact' | 'charac' | 'chara')"],
  ])('%j then %j', (before, word, expected) => {
    expect(beginningQuery(before, word)).toBe(expected);
  });
});
