import { readHeadline, readTitle, unquote } from '../../../src/ingest/articles/headline';

describe('a headline', () => {
  it.each([
    ["'Leaving Las Vegas' (1995) - Movie Review", 'Leaving Las Vegas', 1995],
    ['‘Leaving Las Vegas’ (1995) – Movie Review', 'Leaving Las Vegas', 1995],
    ['"Leaving Las Vegas" (1995) | Film Review', 'Leaving Las Vegas', 1995],
    ['“Good Night, and Good Luck.” (2005) — Movie Review', 'Good Night, and Good Luck.', 2005],
    ["'Fargo' - Movie Review", 'Fargo', null],
    ["'Fargo': A Review", 'Fargo', null],
    ['Fargo (1996) - Movie Review', 'Fargo', 1996],
    ['Fargo - Movie Review', 'Fargo', null],
    ['Movie Review: Fargo (1996)', 'Fargo', 1996],
    ['Review of Fargo', 'Fargo', null],
    ['Fargo [1996]', 'Fargo', 1996],
    ["'(500) Days of Summer' (2009) - Movie Review", '(500) Days of Summer', 2009],
    ['(500) Days of Summer (2009) - Movie Review', '(500) Days of Summer', 2009],
    [
      "'Birdman or (The Unexpected Virtue of Ignorance)' (2014) - Movie Review",
      'Birdman or (The Unexpected Virtue of Ignorance)',
      2014,
    ],
    ["'Ocean's Eleven' (2001) - Movie Review", "Ocean's Eleven", 2001],
    ["Schindler's List (1993) - Movie Review", "Schindler's List", 1993],
    ["'Singin' in the Rain' (1952) - Movie Review", "Singin' in the Rain", 1952],
    ["Singin' in the Rain (1952) - Movie Review", "Singin' in the Rain", 1952],
    ["'The 'Burbs' (1989) - Movie Review", "The 'Burbs", 1989],
    ["'2001: A Space Odyssey' (1968) - Movie Review", '2001: A Space Odyssey', 1968],
    ['2001: A Space Odyssey (1968) - Movie Review', '2001: A Space Odyssey', 1968],
    ["'1917' (2019) - Movie Review", '1917', 2019],
    ['1917 (2019) - Movie Review', '1917', 2019],
    ["'2012' (2009) - Movie Review", '2012', 2009],
    ["'Se7en' (1995) - Movie Review", 'Se7en', 1995],
    ["'8½' (1963) - Movie Review", '8½', 1963],
    ["'M' (1931) - Movie Review", 'M', 1931],
    ['『七人の侍』（1954）- Movie Review', '七人の侍', 1954],
    ['《活着》 (1994) - Movie Review', '活着', 1994],
    ["'Сталкер' (1979) - Movie Review", 'Сталкер', 1979],
    ["Why 'Pig' (2021) Moved Me", 'Pig', 2021],
    ["'Fargo' (996) - Movie Review", 'Fargo', null],
  ])('%s', (headline, title, releaseYear) => expect(readHeadline(headline)).toEqual({ title, releaseYear }));

  it.each(['Ten films to see before you die', 'Movie Review', '(1995)', "'' - Movie Review", '???'])(
    '%s: names no film',
    (headline) => expect(readHeadline(headline)).toBeNull(),
  );
});

describe('a title', () => {
  it.each([
    ['Leaving Las Vegas', { title: 'Leaving Las Vegas' }],
    ["'Leaving Las Vegas'", { title: 'Leaving Las Vegas' }],
    ['Leaving Las Vegas (1995)', { title: 'Leaving Las Vegas', releaseYear: 1995 }],
    ['(500) Days of Summer', { title: '(500) Days of Summer' }],
    [
      'Birdman or (The Unexpected Virtue of Ignorance)',
      { title: 'Birdman or (The Unexpected Virtue of Ignorance)' },
    ],
    ["'night, Mother", { title: "'night, Mother" }],
    ['$', { title: '$' }],
    ['""', null],
    ['-', null],
  ])('%s', (text, title) => expect(readTitle(text)).toEqual(title));

  it.each([
    ['“Fargo”', 'Fargo'],
    ["Singin' in the Rain", "Singin' in the Rain"],
    ['"', '"'],
  ])('loses the quotes around %s', (text, bare) => expect(unquote(text)).toBe(bare));
});
