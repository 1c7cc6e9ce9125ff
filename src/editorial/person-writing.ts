import { changesBetween } from '../audit/audit.store';
import type { SqlExecutor } from '../database/sql';
import { waitForOtherImports } from '../ingest/ingest.store';
import { slugsOf } from '../ingest/slug';
import type { Writing } from './mutation';
import { lockPerson, type WrittenPerson, writePerson } from './person-writing.store';
import type { UpsertPersonInput } from './person-writing.type';
import { factsSaid, lockMeant, slugOfNew, type Upserted } from './upsert';
import { refuse, UserErrorCode } from './user-error';

const factNames = ['name', 'birthYear', 'imdbId', 'tmdbId', 'wikidataId'] as const;

export async function upsertPerson({ sql, record }: Writing, input: UpsertPersonInput): Promise<Upserted> {
  await waitForOtherImports(sql);
  const before = await lockMeant(sql, 'Person', input, lockPerson);
  const facts = await factsSaid(sql, 'Person', { input, names: factNames, before });
  const id = await writePerson(
    sql,
    before ? facts : { ...facts, slug: await newSlug(sql, input) },
    before?.id,
  );
  await record('Person', id, changesBetween(auditedPerson(before), auditedPerson(await lockPerson(sql, id))));
  return { id, isNew: before === null };
}

async function newSlug(sql: SqlExecutor, { name, birthYear, slug }: UpsertPersonInput): Promise<string> {
  if (name === undefined) refuse(UserErrorCode.INVALID, ['name'], 'A new person needs a name.');
  return slugOfNew(sql, 'Person', { wanted: slug, candidates: slugsOf(name, birthYear ?? null) });
}

/** As it is put on record: by the names that the API has for it. */
export function auditedPerson(person: WrittenPerson | null): object | null {
  if (!person) return null;
  const { id, version, ...facts } = person;
  return facts;
}
