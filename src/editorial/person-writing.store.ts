import { type SqlExecutor, selectList } from '../database/sql';
import { personColumns } from '../people/person.columns';
import { lockRow, writeRow } from './rows.store';

/** All that is written of a person but their credits. */
export interface WrittenPerson {
  id: number;
  version: number;
  slug: string;
  name: string;
  birthYear: number | null;
  imdbId: string | null;
  tmdbId: number | null;
  wikidataId: string | null;
}

const names: Record<keyof WrittenPerson, string> = {
  id: personColumns.id,
  version: personColumns.version,
  slug: personColumns.slug,
  name: personColumns.name,
  birthYear: personColumns.birthYear,
  imdbId: personColumns.imdbId,
  tmdbId: personColumns.tmdbId,
  wikidataId: personColumns.wikidataId,
};

const columns = selectList('person', names);

export function lockPerson(sql: SqlExecutor, id: number): Promise<WrittenPerson | null> {
  return lockRow<WrittenPerson>(sql, 'person', { columns, id });
}

export type PersonFacts = Partial<Omit<WrittenPerson, 'id' | 'version'>>;

/** @param facts what is left out stays as it is. @returns their id. */
export function writePerson(sql: SqlExecutor, facts: PersonFacts, id?: number): Promise<number> {
  const written = Object.entries(facts).map(([name, value]) => [names[name as keyof PersonFacts], value]);
  return writeRow(sql, 'person', Object.fromEntries(written), id);
}
