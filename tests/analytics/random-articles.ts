import fc from 'fast-check';
import type { SqlExecutor } from '../../src/database/sql';
import { type Catalogue, catalogues, storeCatalogue } from '../relatedness/catalogue';

/** A small made-up store, with what figures are made of beside what relatedness is. */
export interface RandomArticles {
  catalogue: Catalogue;
  titles: string[];
  articles: {
    author: number;
    headline: string;
    date: string | null;
    rating: { value: number; best: number } | null;
  }[];
}

export const authorCount = 3;

/** At the edges of months and bins, where counting goes wrong. */
const article = fc.record({
  author: fc.integer({ min: 1, max: authorCount }),
  headline: fc.constantFrom(
    'A look',
    'It (1996)',
    'It [ 2020 ]',
    'It (28 times)',
    'In 1927: it (1990) and (1995)',
  ),
  date: fc.option(
    fc.constantFrom(
      '2019-12-31T23:59:59.999Z',
      '2020-01-01T00:00:00Z',
      '2020-01-31T20:00:00-05:00',
      '2020-03-01T01:00:00+05:00',
      '2021-02-28',
    ),
    { freq: 5 },
  ),
  rating: fc.option(
    fc.constantFrom(
      { value: 0, best: 5 },
      { value: 3.5, best: 5 },
      { value: 29, best: 100 },
      { value: 0.7, best: 1 },
      { value: 10, best: 10 },
    ),
  ),
});

export const randomArticles: fc.Arbitrary<RandomArticles> = catalogues.chain((catalogue) =>
  fc.record({
    catalogue: fc.constant(catalogue),
    titles: fc.array(fc.constantFrom('It', 'IT!', 'Them', 'Us', '…', '???'), {
      minLength: catalogue.films.length,
      maxLength: catalogue.films.length,
    }),
    articles: fc.array(article, {
      minLength: catalogue.reviews.length,
      maxLength: catalogue.reviews.length,
    }),
  }),
);

export async function storeArticles(
  sql: SqlExecutor,
  { catalogue, titles, articles }: RandomArticles,
): Promise<void> {
  await storeCatalogue(sql, catalogue);
  await sql.query(
    `INSERT INTO author (slug, name) SELECT 'a' || i, 'A' || i FROM generate_series(2, $1::int) AS i`,
    [authorCount],
  );
  await sql.query(`UPDATE author SET slug = 'a1' WHERE slug = 'author'`);
  await sql.query(
    'UPDATE film SET title = given.title FROM unnest($1::text[]) WITH ORDINALITY AS given(title, id) WHERE film.id = given.id',
    [titles],
  );
  // With its place behind it, a headline is of one article.
  await sql.query(
    `UPDATE review SET author_id = given.author, headline = given.headline || ' ' || given.id,
      date_published = given.date, rating_value = given.value, rating_best = given.best
    FROM ROWS FROM (json_to_recordset($1)
      AS (author int, headline text, date timestamptz, value float8, best float8))
      WITH ORDINALITY AS given(author, headline, date, value, best, id)
    WHERE review.id = given.id`,
    [JSON.stringify(articles.map(({ rating, ...rest }) => ({ ...rest, ...rating })))],
  );
}

/** Which articles figures are of; ids by place, counted from 1. */
export interface Narrowing {
  genres?: number[];
  authors?: number[];
}

export const narrowings: fc.Arbitrary<Narrowing> = fc.constantFrom(
  {},
  {},
  { genres: [1] },
  { genres: [1, 2] },
  { authors: [1] },
  { authors: [2, 3] },
  { genres: [1, 2, 3], authors: [1, 2] },
);

export function toFilter({ genres, authors }: Narrowing) {
  const idOf = (type: string) => (id: number) => Buffer.from(`${type}:${id}`).toString('base64url');
  return {
    ...(genres && { genres: genres.map(idOf('Genre')) }),
    ...(authors && { authors: authors.map(idOf('Author')) }),
  };
}

/** What is in the store, read a table at a time. */
export async function readTables(sql: SqlExecutor) {
  const tables = {
    films: await sql.query<{ id: number; title: string; year: number | null }>(
      'SELECT id, title, release_year AS year FROM film ORDER BY id',
    ),
    carried: await sql.query<{ film: number; genre: number }>(
      'SELECT film_id AS film, genre_id AS genre FROM film_genre',
    ),
    credits: await sql.query<{ film: number; person: number; role: string; billing: number | null }>(
      'SELECT film_id AS film, person_id AS person, role, billing FROM credit',
    ),
    reviews: await sql.query<{
      id: number;
      film: number;
      author: number;
      headline: string;
      date: Date | null;
      rating: number | null;
    }>(
      `SELECT id, film_id AS film, author_id AS author, headline, date_published AS date,
        rating_value / rating_best AS rating
      FROM review WHERE status = 'PUBLISHED' ORDER BY id`,
    ),
  };
  return {
    ...tables,
    counted: ({ genres, authors }: Narrowing) =>
      tables.reviews.filter(
        ({ film, author }) =>
          (!authors || authors.includes(author)) &&
          (!genres || tables.carried.some((row) => row.film === film && genres.includes(row.genre))),
      ),
  };
}
export type Tables = Awaited<ReturnType<typeof readTables>>;
export type CountedReview = Tables['reviews'][number];
