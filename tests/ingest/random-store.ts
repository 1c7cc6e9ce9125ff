import type { SqlExecutor } from '../../src/database/sql';
import { CreditRole } from '../../src/films/credit-role';
import { FactsSource } from '../../src/films/facts-source';
import { randomNumbers } from '../../src/relatedness/quality/seeded';
import { ReviewStatus } from '../../src/reviews/review-status';

/** Few, so that there are namesakes; and as hard to write down as they come. */
const names = [
  'Ann Lee',
  'ann  lee',
  'Bo Øst',
  '志村喬',
  'O’Hara "Q"',
  'A\\B',
  'X\u2028Y',
  '😀 Z',
  ' padded ',
];
const texts = ['A line.', 'Two\nlines', '<b>not bold</b> & "so"', '{"a": 1}', '', '\t tab', 'ﬁ', 'e\u0301'];

/** Fill an empty store with films, some without a review, people and reviews of any kind. @returns how many reviews. */
export async function drawStore(sql: SqlExecutor, seed: number): Promise<number> {
  const next = randomNumbers(seed);
  const below = (count: number) => Math.floor(next() * count);
  const one = <Value>(values: readonly Value[]): Value => values[below(values.length)]!;
  const maybe = <Value>(value: Value): Value | null => (next() < 0.5 ? value : null);
  const moment = () => new Date(Math.floor(next() * 2e12)).toISOString();
  const [films, people, authors, genres] = [12, 20, 4, 5];

  for (let i = 0; i < people; i++) {
    await sql.query(
      'INSERT INTO person (slug, name, birth_year, imdb_id, tmdb_id, wikidata_id) VALUES ($1, $2, $3, $4, $5, $6)',
      [`p${i}`, one(names), maybe(1950 + below(3)), maybe(`nm000000${i}`), maybe(i), maybe(`Q${i + 1}`)],
    );
  }
  for (let i = 0; i < authors; i++) {
    await sql.query('INSERT INTO author (slug, name, bio) VALUES ($1, $2, $3)', [
      `a${i}`,
      one(names),
      maybe(one(texts)),
    ]);
  }
  for (let i = 0; i < genres; i++) {
    await sql.query('INSERT INTO genre (slug, name) VALUES ($1, $2)', [`g-${9 - i}`, `Genre ${i}`]);
  }
  await sql.query(`INSERT INTO publication (slug, name) VALUES ('one', 'The One'), ('zwei', 'Zweiblatt')`);
  for (let i = 1; i <= films; i++) {
    await sql.query(
      `INSERT INTO film (slug, title, original_title, release_year, runtime_minutes, imdb_id, tmdb_id, wikidata_id,
        vote_count, vote_average, cast_is_complete, facts_source)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        `f${i}`,
        one(names),
        maybe(one(names)),
        maybe(2000 + below(2)),
        maybe(1 + below(200)),
        maybe(`tt000000${i}`),
        maybe(i),
        maybe(`Q${i}`),
        maybe(below(1_000_000)),
        maybe(next() * 10),
        next() < 0.5,
        maybe(one(Object.values(FactsSource))),
      ],
    );
    for (let place = below(5); place > 0; place--) {
      const role = one(Object.values(CreditRole));
      const isActor = role === CreditRole.ACTOR;
      await sql.query(
        `INSERT INTO credit (film_id, person_id, role, "character", billing) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING`,
        [i, 1 + below(people), role, isActor ? maybe(one(texts)) : null, isActor ? maybe(below(3)) : null],
      );
    }
    await sql.query('INSERT INTO film_genre (film_id, genre_id) SELECT $1, id FROM genre WHERE id % $2 = 0', [
      i,
      1 + below(4),
    ]);
  }
  for (let i = 0; i < 3 * films; i++) {
    const best = 1 + below(100);
    const rating = maybe(next() * best);
    await sql.query(
      `INSERT INTO review (slug, headline, body, film_id, author_id, publication_id, status, date_published,
        copyright_year, rating_value, rating_best, source_url, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        `r${i}`,
        `${one(names)} ${i}`,
        Array.from({ length: 1 + below(4) }, () => one(texts)),
        1 + below(films - 3),
        1 + below(authors),
        maybe(1 + below(2)),
        one(Object.values(ReviewStatus)),
        maybe(one([moment(), `${moment().slice(0, 10)}T00:00:00Z`])),
        maybe(1990 + below(30)),
        rating,
        rating === null ? null : best,
        maybe(`https://example.org/?p=${i}`),
        moment(),
        moment(),
      ],
    );
  }
  return 3 * films;
}
