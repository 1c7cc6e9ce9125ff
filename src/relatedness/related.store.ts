import { cutOut, type SqlExecutor, selectList } from '../database/sql';
import { filmColumns } from '../films/film.columns';
import type { Film } from '../films/film.type';
import { isPublished, reviewColumns } from '../reviews/review.columns';
import type { Review } from '../reviews/review.type';

/** What a list of related films or reviews is to show: its entries, and whom and what their reasons name. */
export interface WantedForList {
  ids: number[];
  personIds: number[];
  genreIds: number[];
}

/** Names by id. What is not there any more has none. */
export interface ReasonNames {
  people: Record<number, string>;
  genres: Record<number, string>;
}

// In the first row only, and one statement for both is half the work of two.
const names = `
  CASE WHEN row_number() OVER () = 1 THEN
    (SELECT json_object_agg(id, name) FROM person WHERE id = ANY($2::int[]))::text
  END AS "names.people",
  CASE WHEN row_number() OVER () = 1 THEN
    (SELECT json_object_agg(id, name) FROM genre WHERE id = ANY($3::int[]))::text
  END AS "names.genres"`;

/** Reviews with their films: whoever shows what to read next, shows what it is about. */
export async function relatedReviewsToShow(
  sql: SqlExecutor,
  { ids, personIds, genreIds }: WantedForList,
): Promise<{ reviews: Review[]; films: Film[]; names: ReasonNames }> {
  const reviews = await sql.query<Review>(
    `/* related reviews, with their films */
    SELECT ${selectList('review', reviewColumns)}, ${selectList('film', filmColumns, 'film.')}, ${names}
    FROM review JOIN film ON film.id = review.film_id
    WHERE review.id = ANY($1::int[]) AND ${isPublished}`,
    [ids, personIds, genreIds],
  );
  return {
    names: cutOutNames(reviews),
    films: reviews.map((review) => cutOut<Film>(review, 'film.')),
    reviews,
  };
}

export async function relatedFilmsToShow(
  sql: SqlExecutor,
  { ids, personIds, genreIds }: WantedForList,
): Promise<{ films: Film[]; names: ReasonNames }> {
  const films = await sql.query<Film>(
    `/* related films */
    SELECT ${selectList('film', filmColumns)}, ${names} FROM film WHERE film.id = ANY($1::int[])`,
    [ids, personIds, genreIds],
  );
  return { names: cutOutNames(films), films };
}

function cutOutNames(rows: object[]): ReasonNames {
  const found = rows.map((row) => cutOut<{ people: string | null; genres: string | null }>(row, 'names.'));
  const parse = (which: 'people' | 'genres') =>
    JSON.parse(found.find((row) => row[which] !== null)?.[which] ?? '{}');
  return { people: parse('people'), genres: parse('genres') };
}
