import { importPages, page } from '../../editorial/matches/publication';
import { createStore, type TestStore } from '../../support/store';
import { importPaths, withFiles } from '../catalogues/import';

let store: TestStore;
beforeEach(async () => {
  store = await createStore();
});
afterEach(() => store.drop());

interface Film {
  title: string;
  year?: number;
  originalTitle?: string;
  director?: string;
  cast?: string[];
}

const takeArticle = ({ title, year, director, cast }: Film) =>
  importPages(store, [
    page({
      title,
      ...(year !== undefined && { year }),
      lines: [
        ...(director ? [`Director(s): ${director}`] : []),
        ...(cast ? [`Actors: ${cast.join(', ')} a.o.`] : []),
      ],
    }),
  ]);

const takeCatalogue = ({ title, year, originalTitle, director, cast = [] }: Film) =>
  withFiles(
    {
      'films.jsonl': JSON.stringify({
        ...{ title, originalTitle, releaseYear: year, imdbId: 'tt9000001', genres: ['Sci-Fi', 'Romcom'] },
        ...{ directors: director ? [director] : [], cast },
      }),
    },
    (folder) => importPaths(store, [folder]),
  );

const becameOf = async () => {
  const films = await store.sql.query('SELECT FROM film');
  const waiting = await store.sql.query(`SELECT FROM match WHERE status = 'WAITING' AND kind = 'FILM'`);
  if (films.length === 1) return 'one';
  return waiting.length > 0 ? 'somebody decides' : 'two';
};

const orders = [
  ['the article first', [takeArticle, takeCatalogue]],
  ['the catalogue first', [takeCatalogue, takeArticle]],
] as const;

/** As the article has it, as the catalogue has it, and what becomes of them. */
const pairs: [Film, Film, string][] = [
  [{ title: 'The Godfather: Part II', year: 1974 }, { title: 'Godfather 2', year: 1974 }, 'one'],
  [{ title: 'Fast & Furious', year: 2009 }, { title: 'Fast and Furious', year: 2009 }, 'one'],
  [
    { title: 'Spirited Away', year: 2001 },
    { title: 'Sen to Chihiro', originalTitle: 'Spirited Away', year: 2001 },
    'one',
  ],
  [
    { title: 'Amelie', year: 2001 },
    { title: 'The Fabulous Destiny', originalTitle: 'Amélie', year: 2002 },
    'one',
  ],
  [{ title: 'Pig', year: 2020 }, { title: 'Pig', year: 2021 }, 'one'],
  [{ title: 'Pig' }, { title: 'Pig', year: 2021 }, 'one'],
  [
    { title: 'Pig', director: 'Michael Sarnosky' },
    { title: 'Pig', year: 2021, director: 'Michael Sarnoski' },
    'one',
  ],
  [
    { title: 'Pig', year: 2021, director: 'A Bay' },
    { title: 'Pig', year: 2021, director: 'M Sarnoski' },
    'somebody decides',
  ],
  [
    { title: 'Pig', year: 2021, director: 'A Bay', cast: ['Nicolas Cage', 'Alex Wolff'] },
    { title: 'Pig', year: 2021, director: 'M Sarnoski', cast: ['Nicolas Cage', 'Alex Wolff', 'Adam Arkin'] },
    'one',
  ],
  [{ title: 'Pig', year: 2019 }, { title: 'Pig', year: 2021 }, 'somebody decides'],
  [{ title: 'A Star Is Born', year: 1937 }, { title: 'A Star Is Born', year: 1954 }, 'two'],
  [{ title: 'Alien', year: 1986 }, { title: 'Aliens', year: 1986 }, 'two'],
  [{ title: 'Seven', year: 1995 }, { title: 'Se7en', year: 1995 }, 'one'],
  [
    { title: 'Star Wars', year: 1977 },
    { title: 'Star Wars: Episode IV – A New Hope', year: 1977 },
    'somebody decides',
  ],
  [
    { title: 'Borat: Cultural Learnings of America', year: 2006, director: 'Larry Charles' },
    { title: 'Borat', year: 2006, director: 'Larry Charles' },
    'one',
  ],
  [
    { title: 'Birdman', year: 2014, cast: ['Michael Keaton', 'Emma Stone'] },
    {
      title: 'Birdman or (The Unexpected Virtue of Ignorance)',
      year: 2014,
      cast: ['Emma Stone', 'Michael Keaton'],
    },
    'one',
  ],
  [
    { title: 'Léon', year: 1994, director: 'Luc Besson' },
    { title: 'Leon: The Professional', originalTitle: 'Léon', year: 1994, director: 'Luc Besson' },
    'one',
  ],
  [
    { title: 'Mission: Impossible', year: 1996, cast: ['Tom Cruise', 'Ving Rhames'] },
    { title: 'Mission: Impossible – Fallout', year: 2018, cast: ['Tom Cruise', 'Ving Rhames'] },
    'two',
  ],
  [
    { title: 'Kill Bill', year: 2003, director: 'Quentin Tarantino' },
    { title: 'Kill Bill: Vol. 2', year: 2003, director: 'Quentin Tarantino' },
    'two',
  ],
  [
    { title: 'The Twilight Saga: Eclipse', year: 2010, cast: ['Kristen Stewart', 'Robert Pattinson'] },
    { title: 'The Twilight Saga: New Moon', year: 2010, cast: ['Kristen Stewart', 'Robert Pattinson'] },
    'two',
  ],
  [
    { title: 'Casino', year: 1995, cast: ['Robert DeNiro', 'Sharon Stone'] },
    { title: 'Casino', year: 1997, cast: ['Robert De Niro', 'Sharon Stone', 'Joe Pesci'] },
    'one',
  ],
];

it('a film with a subtitle beside one without is its own, where both are told of', async () => {
  const cast = ['Leonardo DiCaprio', 'Ken Watanabe'];
  await takeArticle({ title: 'Inception', year: 2010, cast });
  const lines = [
    { title: 'Inception: The Cobol Job', year: 2010, cast },
    { title: 'Inception', year: 2010, cast },
  ];
  const { findings } = await withFiles(
    { 'films.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') },
    (folder) => importPaths(store, [folder]),
  );
  expect(findings).toEqual([]);
  const films = await store.sql.query('SELECT title FROM film ORDER BY title');
  expect(films).toEqual([{ title: 'Inception' }, { title: 'Inception: The Cobol Job' }]);
  expect(await store.sql.query(`SELECT FROM match WHERE status = 'WAITING'`)).toEqual([]);
});

describe.each(orders)('a film of an article and one of a catalogue, %s', (_, steps) => {
  it.each(pairs)('%j and %j: %s', async (article, catalogue, verdict) => {
    const films = new Map<unknown, Film>([
      [takeArticle, article],
      [takeCatalogue, catalogue],
    ]);
    for (const step of steps) await step(films.get(step)!);
    expect(await becameOf()).toBe(verdict);
    const genres = await store.sql.query(`SELECT name FROM genre ORDER BY name`);
    expect(genres).toEqual([{ name: 'Comedy' }, { name: 'Romance' }, { name: 'Science Fiction' }]);
    for (const step of steps) await step(films.get(step)!);
    expect(await becameOf()).toBe(verdict);
  });
});
