import fc from 'fast-check';
import { createStore, type TestStore } from '../../support/store';

let store: TestStore;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.drop());

const keysOf = async (titles: string[], keyed = 'title_key'): Promise<string[]> =>
  (
    await store.sql.query<{ key: string }>(
      `SELECT ${keyed}(title) AS key FROM unnest($1::text[]) WITH ORDINALITY AS _ (title, place) ORDER BY place`,
      [titles],
    )
  ).map(({ key }) => key);

describe('titles of one film meet', () => {
  it.each([
    ['The Godfather: Part II', 'Godfather 2'],
    ['The Godfather Part II', 'The Godfather, Part Two'],
    ['Matrix, The', 'The Matrix'],
    ['Beautiful Mind, A', 'A Beautiful Mind'],
    ['Rocky V', 'Rocky 5'],
    ['Saw X', 'Saw 10'],
    ['Kill Bill: Vol. 2', 'Kill Bill Volume Two'],
    ['Star Wars: Episode IV – A New Hope', 'Star Wars 4: A New Hope'],
    ['Star Wars: Episode I - The Phantom Menace', 'Star Wars: The Phantom Menace'],
    ['Dune: Part One', 'Dune'],
    ["Ocean's Eleven", 'Oceans 11'],
    ['Ocean’s Eleven', "Ocean's Eleven"],
    ['Twelve Angry Men', '12 Angry Men'],
    ['Fast & Furious', 'Fast and Furious'],
    ['Spider-Man 2', 'Spiderman II'],
    ['WALL·E', 'Wall-E'],
    ['Amélie', 'amelie'],
    ['LÉON', 'Leon'],
    ["L'Avventura", 'L’avventura'],
    ['Les Misérables', 'Miserables'],
    ['Phone Two', 'Phone 2'],
    ['Se7en', 'Seven'],
    ['S1m0ne', 'Simone'],
  ])('%s and %s', async (one, other) => {
    const [a, b] = await keysOf([one, other]);
    expect(a).toBe(b);
  });
});

describe('a title and the same before its subtitle meet', () => {
  it.each([
    ['Star Wars: Episode IV – A New Hope', 'Star Wars'],
    ['Borat: Cultural Learnings of America …', 'Borat'],
    ['Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb', 'Dr. Strangelove'],
    ['Dr. Strangelove, or How I Learned to Stop Worrying', 'Dr Strangelove'],
    ['Birdman or (The Unexpected Virtue of Ignorance)', 'Birdman'],
    ['Birdman (or The Unexpected Virtue of Ignorance)', 'Birdman'],
    ['Léon: The Professional', 'Leon'],
    ['CB4 - The Movie', 'CB4'],
    ['Bloodsport II: The Next Kumite', 'Bloodsport 2'],
  ])('%s and %s', async (title, head) => {
    expect(await keysOf([title], 'title_head_key')).toEqual(await keysOf([head]));
  });

  it.each(['Alien', 'Spider-Man', 'Che: Part Two', 'Saw - 3', 'Labor Day', 'Gore: VI', ': or'])(
    '%s has no subtitle',
    async (title) => {
      expect(await keysOf([title], 'title_head_key')).toEqual([null]);
    },
  );
});

describe('titles of two films do not', () => {
  it.each([
    ['Alien', 'Aliens'],
    ['I, Robot', '1 Robot'],
    ['Withnail and I', 'Withnail'],
    ['The Godfather', 'The Godfather Part II'],
    ['The Godfather Part II', 'The Godfather Part III'],
    ['V', 'Five'],
    ['The', 'A'],
    ['羅生門', '七人の侍'],
  ])('%s and %s', async (one, other) => {
    const [a, b] = await keysOf([one, other]);
    expect(a).not.toBe(b);
  });

  it('have a key at all, be they no more than an article', async () => {
    expect(await keysOf(['The', 'A', 'It', 'Part One', '羅生門', '10'])).toEqual(
      expect.not.arrayContaining(['']),
    );
  });
});

it('depends on neither case, spaces nor an article before it', async () => {
  const word = fc
    .stringMatching(/^[a-z]{2,9}$/)
    .filter((text) => !/^(the|an?|el|il|l[aeo]s?|d(er|as))$/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 5 }), async (words) => {
      const title = words.join(' ');
      const written = [
        title,
        title.toUpperCase(),
        `The ${title}`,
        `${title}, The`,
        ` ${words.join('  -  ')}! `,
      ];
      expect(new Set(await keysOf(written)).size).toBe(1);
    }),
    { numRuns: 100 },
  );
});
