import type { SqlExecutor } from '../../../src/database/sql';
import { globalId } from '../../editorial/editor';

export interface Key {
  id: string;
  slug: string;
}

/** What is in the store and not for readers; of each kind also one that never was. */
export type Hidden = Record<'draft' | 'retracted' | 'author' | 'publication', Key>;

/** Far beyond what is in the store. */
const neverGiven = 2_000_000_000;

/** An id and a slug as something of this type would have them. */
export function neverWas(type: string): Key {
  return { id: globalId(type, neverGiven), slug: 'never-was' };
}

/** Adds reviews that are not published, by an author and in a publication that have nothing else. */
export async function hideSome(sql: SqlExecutor, word: string): Promise<Hidden> {
  const add = async (statement: string, values: unknown[] = []) =>
    (await sql.query<{ id: number }>(`${statement} RETURNING id`, values))[0]!.id;
  const author = await add(`INSERT INTO author (slug, name) VALUES ('${word}-author', 'Ada ${word}')`);
  const publication = await add(
    `INSERT INTO publication (slug, name) VALUES ('${word}-publication', 'The ${word}')`,
  );
  const review = (status: string, film: string) =>
    add(
      `INSERT INTO review (slug, headline, body, film_id, author_id, publication_id, status, date_published)
      SELECT $1, $2, ARRAY['All about the ${word}.'], film.id, $3, $4, $5, '2020-01-01'
      FROM film WHERE film.slug = $6`,
      [`${word}-${status.toLowerCase()}`, `A ${word}`, author, publication, status, film],
    );
  const key = (type: string, name: string, id: number) => ({
    id: globalId(type, id),
    slug: `${word}-${name}`,
  });
  return {
    draft: key('Review', 'draft', await review('DRAFT', 'pig')),
    retracted: key('Review', 'retracted', await review('RETRACTED', 'leaving-las-vegas')),
    author: key('Author', 'author', author),
    publication: key('Publication', 'publication', publication),
  };
}
