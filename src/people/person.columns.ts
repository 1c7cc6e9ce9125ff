import type { ColumnNames } from '../database/sql';
import type { Person } from './person.type';

/** Where a person's fields stand in the table "person". */
export const personColumns = {
  id: 'id',
  slug: 'slug',
  name: 'name',
  birthYear: 'birth_year',
  imdbId: 'imdb_id',
  tmdbId: 'tmdb_id',
  wikidataId: 'wikidata_id',
  version: 'version',
  filmCount: 'film_count',
} satisfies ColumnNames<Person>;
