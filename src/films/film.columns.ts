import type { ColumnNames } from '../database/sql';
import type { Film } from './film.type';

/** Where a film's fields stand in the table "film". */
export const filmColumns = {
  id: 'id',
  slug: 'slug',
  title: 'title',
  originalTitle: 'original_title',
  releaseYear: 'release_year',
  runtimeMinutes: 'runtime_minutes',
  castIsComplete: 'cast_is_complete',
  imdbId: 'imdb_id',
  tmdbId: 'tmdb_id',
  wikidataId: 'wikidata_id',
  version: 'version',
} satisfies ColumnNames<Film>;
