import type { ListDefinition } from '../database/keyset';
import type { SearchType } from './search.type';

/** Names and titles at least so alike are taken to be meant, 0 to 1; "elizabeth shu" to "elisabeth shue" is 0.55. */
const alikeEnough = 0.5;

/**
 * What the trigram indexes can find, and a little more than is wanted: their thresholds are pg_trgm's own, 0.3
 * for the whole, 0.5 for whole words of the name and 0.6 for any part of it.
 */
const mayBeAlike = (name: string) =>
  `(match_key(${name}) % wanted.key OR match_key(${name}) %>> wanted.key OR match_key(${name}) %> wanted.key)`;

export interface Hit {
  type: SearchType;
  id: number;
}

/**
 * Reviews by their text, by the title of their film and by who worked on it; films by title; people and
 * authors by name. What is named outright comes before what only mentions it.
 */
export function searchList({ query, types }: { query: string; types: SearchType[] | null }): ListDefinition {
  return {
    name: 'search',
    columns: 'hit.type, hit.id',
    from: `(
      WITH wanted AS (
        SELECT match_key($1) AS key, websearch_to_tsquery('english', unaccent($1)) AS words
      ),
      named_person AS (
        SELECT person.id, alike.likeness
        FROM wanted, person, name_likeness(wanted.key, match_key(person.name)) AS alike(likeness)
        WHERE ${mayBeAlike('person.name')} AND alike.likeness >= ${alikeEnough}
      ),
      named_film AS (
        SELECT film.id, alike.likeness
        FROM wanted, film, name_likeness(wanted.key, match_key(film.title)) AS alike(likeness)
        WHERE ${mayBeAlike('film.title')} AND alike.likeness >= ${alikeEnough}
        UNION
        SELECT film.id, 1 FROM wanted JOIN film ON match_key(film.original_title) = wanted.key
      ),
      found AS (
        SELECT 'PERSON' AS type, id, likeness * 3 AS score FROM named_person
        UNION ALL
        SELECT 'FILM', id, likeness * 3 FROM named_film
        UNION ALL
        SELECT 'AUTHOR', author.id, alike.likeness * 3
        FROM wanted, author, name_likeness(wanted.key, match_key(author.name)) AS alike(likeness)
        WHERE ${mayBeAlike('author.name')} AND alike.likeness >= ${alikeEnough}
          AND EXISTS (SELECT FROM review WHERE review.author_id = author.id AND review.status = 'PUBLISHED')
        UNION ALL
        SELECT 'REVIEW', review.id, named_film.likeness * 2.5
        FROM named_film JOIN review ON review.film_id = named_film.id AND review.status = 'PUBLISHED'
        UNION ALL
        SELECT 'REVIEW', review.id, named_person.likeness * 2 / (1 + 0.1 * coalesce(credit.billing, 0))
        FROM named_person
        JOIN credit ON credit.person_id = named_person.id
        JOIN review ON review.film_id = credit.film_id AND review.status = 'PUBLISHED'
        UNION ALL
        SELECT 'REVIEW', review.id, 1 + ts_rank(review_text(review.headline, review.body), wanted.words)
        FROM wanted
        JOIN review ON review_text(review.headline, review.body) @@ wanted.words AND review.status = 'PUBLISHED'
      )
      SELECT type, id, max(score)::float8 AS score FROM found GROUP BY type, id
    ) AS hit`,
    where: ['($2::text[] IS NULL OR hit.type = ANY($2::text[]))'],
    values: [query, types],
    sortKeys: [
      { expression: 'hit.score', type: 'float8', isDescending: true },
      { expression: 'hit.type', type: 'text' },
      { expression: 'hit.id', type: 'int' },
    ],
  };
}
