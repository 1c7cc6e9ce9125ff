import { type Bind, bindInto } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import type { ArticleCriteria } from './analytics-filter';
import { isCounted } from './articles.store';

/** As a share of the best value. */
const share = 'rating_value / rating_best';
const meanRating = `avg(${share}) AS "meanRating"`;

/** A row for each film: how many articles there are about it, and what these rate it. */
const films = (condition: string) => `(
  SELECT film_id, count(*) AS articles, sum(${share}) AS shares, count(rating_value) AS rated
  FROM review WHERE ${condition} GROUP BY film_id
) AS counted`;
const ofFilms = `sum(counted.articles)::int AS articles, count(*)::int AS films,
  sum(counted.shares) / nullif(sum(counted.rated), 0)::float8 AS "meanRating"`;

/** @param statement over the table review, narrowed by the condition. */
function read<Row>(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
  statement: (condition: string, bind: Bind) => string,
): Promise<Row[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  return sql.query<Row>(statement(isCounted(criteria, bind), bind), values);
}

export async function countFilms(sql: SqlExecutor, criteria: ArticleCriteria): Promise<number> {
  const [row] = await read<{ films: number }>(
    sql,
    criteria,
    (condition) =>
      `/* films covered */ SELECT count(DISTINCT film_id)::int AS films FROM review WHERE ${condition}`,
  );
  return row!.films;
}

/** Oldest first, the months between them too, by UTC. */
export function coverageByMonth(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
): Promise<{ month: string; articles: number }[]> {
  return read(
    sql,
    criteria,
    (condition) => `/* coverage by month */
    WITH counted AS (
      SELECT date_trunc('month', date_published AT TIME ZONE 'UTC') AS month, count(*)::int AS articles
      FROM review WHERE ${condition} AND date_published IS NOT NULL GROUP BY 1
    )
    SELECT to_char(every.month, 'YYYY-MM-DD') AS month, coalesce(counted.articles, 0) AS articles
    FROM (
      SELECT generate_series(min(month), max(month), interval '1 month') AS month FROM counted
    ) AS every LEFT JOIN counted USING (month)
    ORDER BY every.month`,
  );
}

export async function countUndated(sql: SqlExecutor, criteria: ArticleCriteria): Promise<number> {
  const [row] = await read<{ articles: number }>(
    sql,
    criteria,
    (condition) => `/* undated articles */
    SELECT count(*)::int AS articles FROM review WHERE ${condition} AND date_published IS NULL`,
  );
  return row!.articles;
}

/** Most articles first. */
export function coverageByGenre(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
): Promise<{ genreId: number | null; articles: number; films: number; meanRating: number | null }[]> {
  return read(
    sql,
    criteria,
    (condition) => `/* coverage by genre */
    SELECT carried.genre_id AS "genreId", ${ofFilms}
    FROM ${films(condition)} LEFT JOIN film_genre AS carried USING (film_id)
    GROUP BY carried.genre_id ORDER BY articles DESC, films DESC, carried.genre_id`,
  );
}

/** Oldest first, the unknown one last. */
export function coverageByDecade(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
): Promise<{ decade: number | null; articles: number; films: number }[]> {
  return read(
    sql,
    criteria,
    (condition) => `/* coverage by decade */
    SELECT film_release_year / 10 * 10 AS decade, count(*)::int AS articles, count(DISTINCT film_id)::int AS films
    FROM review WHERE ${condition} GROUP BY 1 ORDER BY 1 NULLS LAST`,
  );
}

/** Most articles first. */
export function coverageByAuthor(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
  most: number,
): Promise<{ authorId: number; articles: number; meanRating: number | null }[]> {
  return read(
    sql,
    criteria,
    (condition, bind) => `/* coverage by author */
    SELECT author_id AS "authorId", count(*)::int AS articles, ${meanRating}
    FROM review WHERE ${condition} GROUP BY author_id ORDER BY articles DESC, author_id LIMIT ${bind(most)}`,
  );
}

/** Of whose films there are most articles first. */
export function coverageByPerson(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
  { role, most }: { role: 'DIRECTOR' | 'ACTOR'; most: number },
): Promise<{ personId: number; articles: number; films: number; meanRating: number | null }[]> {
  return read(
    sql,
    criteria,
    (condition, bind) => `/* coverage by person */
    SELECT credit.person_id AS "personId", ${ofFilms}
    FROM ${films(condition)} JOIN credit ON credit.film_id = counted.film_id AND credit.role = ${bind(role)}
    GROUP BY credit.person_id ORDER BY articles DESC, films DESC, credit.person_id LIMIT ${bind(most)}`,
  );
}

/** Into how many parts the scale of ratings is cut. */
const binCount = 10;

export async function ratingsGiven(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
): Promise<{
  rated: number;
  unrated: number;
  mean: number | null;
  bins: { from: number; to: number; articles: number }[];
}> {
  const parts = await read<{ bin: number | null; articles: number; shares: number | null }>(
    sql,
    criteria,
    // Multiplied first: 0.29 × 100 is less than 29, and 29 of 100 belongs above the edge, not below.
    (condition) => `/* ratings given */
    SELECT CASE rating_value WHEN rating_best THEN ${binCount - 1}
        ELSE floor(rating_value * ${binCount} / rating_best) END::int AS bin,
      count(*)::int AS articles, sum(${share}) AS shares
    FROM review WHERE ${condition} GROUP BY 1`,
  );
  const rated = parts.filter(({ bin }) => bin !== null);
  const count = rated.reduce((sum, { articles }) => sum + articles, 0);
  const shares = rated.reduce((sum, part) => sum + part.shares!, 0);
  return {
    rated: count,
    unrated: parts.find(({ bin }) => bin === null)?.articles ?? 0,
    mean: count === 0 ? null : shares / count,
    bins: Array.from({ length: binCount }, (_, bin) => ({
      from: bin / binCount,
      to: (bin + 1) / binCount,
      articles: rated.find((part) => part.bin === bin)?.articles ?? 0,
    })),
  };
}

/** Two articles or more; most first. */
export function filmsReviewedOften(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
  most: number,
): Promise<{ filmId: number; articles: number }[]> {
  return read(
    sql,
    criteria,
    (condition, bind) => `/* films reviewed often */
    SELECT film_id AS "filmId", count(*)::int AS articles FROM review WHERE ${condition}
    GROUP BY film_id HAVING count(*) > 1 ORDER BY articles DESC, film_id LIMIT ${bind(most)}`,
  );
}

/** How many articles count of each film that has one. */
export async function articlesByFilm(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
): Promise<Map<number, number>> {
  const rows = await read<{ filmId: number; articles: number }>(
    sql,
    criteria,
    (condition) => `/* articles by film */
    SELECT film_id AS "filmId", count(*)::int AS articles FROM review WHERE ${condition} GROUP BY film_id`,
  );
  return new Map(rows.map(({ filmId, articles }) => [filmId, articles]));
}
