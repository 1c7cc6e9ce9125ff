import type { DataSource } from 'typeorm';
import { type SqlExecutor, transactionExecutor } from '../database/sql';
import type { CatalogueFacts } from './core/relatedness-index';

interface Columns {
  [name: string]: number[];
}

/** Everything that relatedness is computed from, as it stood at one moment. */
export function loadCatalogueFacts(dataSource: DataSource): Promise<CatalogueFacts> {
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    const sql = transactionExecutor(manager);
    const films = await readColumns(sql, '/* index: films */ SELECT id FROM film', ['id']);
    const directors = await readColumns(
      sql,
      `/* index: directors */
      SELECT film_id AS "filmId", person_id AS "personId" FROM credit WHERE role = 'DIRECTOR'`,
      ['filmId', 'personId'],
    );
    const actors = await readColumns(
      sql,
      `/* index: billed actors */
      SELECT film_id AS "filmId", person_id AS "personId", billing FROM credit
      WHERE role = 'ACTOR' AND billing IS NOT NULL`,
      ['filmId', 'personId', 'billing'],
    );
    const genres = await readColumns(
      sql,
      '/* index: genres */ SELECT film_id AS "filmId", genre_id AS "genreId" FROM film_genre',
      ['filmId', 'genreId'],
    );
    const reviews = await readColumns(
      sql,
      `/* index: reviews */
      SELECT id, film_id AS "filmId",
        (extract(epoch FROM review_recency(date_published, copyright_year)) * 1000)::float8 AS recency
      FROM review WHERE status = 'PUBLISHED'`,
      ['id', 'filmId', 'recency'],
    );
    return {
      filmIds: films.id!,
      directors: { filmIds: directors.filmId!, personIds: directors.personId! },
      actors: { filmIds: actors.filmId!, personIds: actors.personId!, billings: actors.billing! },
      genres: { filmIds: genres.filmId!, genreIds: genres.genreId! },
      reviews: { ids: reviews.id!, filmIds: reviews.filmId!, recencies: reviews.recency! },
    };
  });
}

async function readColumns(sql: SqlExecutor, statement: string, names: string[]): Promise<Columns> {
  const rows = await sql.query<Record<string, number>>(statement);
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name]!)]));
}
