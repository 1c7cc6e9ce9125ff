import type { SqlExecutor } from '../../src/database/sql';

/** Ids to narrow lists by: of what much belongs to, and of what little does. */
export interface ListValues {
  genre: { common: number; second: number; rare: number };
  person: { common: number; rare: number };
  film: { common: number; rare: number };
  author: number;
  publication: number;
  /** One that many reviews have. */
  word: string;
}

export async function findListValues(sql: SqlExecutor): Promise<ListValues> {
  const ids = async (from: string) => (await sql.query<{ id: number }>(from)).map(({ id }) => id);
  const genres = await ids(
    '/* bench: genres */ SELECT genre_id AS id FROM film_genre GROUP BY genre_id ORDER BY count(*) DESC, genre_id',
  );
  const [busiest] = await ids(
    '/* bench: busiest */ SELECT id FROM person ORDER BY film_count DESC, id LIMIT 1',
  );
  const [hardlySeen] = await ids(
    '/* bench: seldom */ SELECT id FROM person WHERE film_count = 1 ORDER BY id LIMIT 1',
  );
  const [best] = await ids(
    '/* bench: known */ SELECT film_id AS id FROM film_tally ORDER BY review_count DESC, film_id LIMIT 1',
  );
  const [once] = await ids(
    '/* bench: unknown */ SELECT film_id AS id FROM film_tally WHERE review_count = 1 ORDER BY film_id LIMIT 1',
  );
  const [{ words }] = (await sql.query<{ words: string[] }>(
    `/* bench: words */ SELECT most_common_elems::text::text[] AS words FROM pg_stats WHERE tablename = 'review' AND attname = 'words'`,
  )) as [{ words: string[] }];
  return {
    genre: { common: genres[0]!, second: genres[1]!, rare: genres.at(-1)! },
    person: { common: busiest!, rare: hardlySeen! },
    film: { common: best!, rare: once! },
    author: 1,
    publication: 1,
    word: words.at(-1)!,
  };
}
