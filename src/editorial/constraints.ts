import { codeOf } from '../errors';
import { Refusal, UserErrorCode } from './user-error';

/** What the store's own rules are called in an input, and how to say that they were broken. */
const taken: Record<string, { field: string[]; message: string }> = {
  review_slug_unique: { field: ['slug'], message: 'Another review has this slug: choose another.' },
  review_source_url_unique: { field: ['sourceUrl'], message: 'Another review was taken from this page.' },
  review_article_unique: {
    field: ['headline'],
    message: 'There is a review of this film by this author under this headline already.',
  },
  film_slug_unique: { field: ['slug'], message: 'Another film has this slug: choose another.' },
  film_imdb_id_unique: { field: ['imdbId'], message: 'Another film has this IMDb id: merge the two.' },
  film_tmdb_id_unique: { field: ['tmdbId'], message: 'Another film has this TMDB id: merge the two.' },
  film_wikidata_id_unique: {
    field: ['wikidataId'],
    message: 'Another film has this Wikidata id: merge the two.',
  },
  person_slug_unique: { field: ['slug'], message: 'Another person has this slug: choose another.' },
  person_imdb_id_unique: { field: ['imdbId'], message: 'Another person has this IMDb id: merge the two.' },
  person_tmdb_id_unique: { field: ['tmdbId'], message: 'Another person has this TMDB id: merge the two.' },
  person_wikidata_id_unique: {
    field: ['wikidataId'],
    message: 'Another person has this Wikidata id: merge the two.',
  },
  credit_once: {
    field: ['act'],
    message: 'Somebody has entered one of these credits again since: remove it first.',
  },
};

/** @returns what to tell the caller where a rule of the store was broken that callers can break; else undefined. */
export function refusalFor(error: unknown): Refusal | undefined {
  if (codeOf(error) !== '23505') return undefined;
  const broken = taken[(error as { constraint?: string }).constraint ?? ''];
  return broken && new Refusal([{ code: UserErrorCode.TAKEN, ...broken }]);
}

/** Two writers were in each other's way: the same may succeed a moment later. */
export function mayPass(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error) ?? '');
}

/** A slug that was found free was taken by another writer meanwhile. */
export function isSlugTaken(error: unknown): boolean {
  const { constraint } = error as { constraint?: string };
  return codeOf(error) === '23505' && !!constraint?.endsWith('_slug_unique');
}
