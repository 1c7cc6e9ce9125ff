import type { SqlExecutor } from '../database/sql';
import { toGlobalId } from '../graphql/node';
import { takenSlugs } from '../ingest/ingest.store';
import { freeSlug } from '../ingest/slug';
import { expectVersion, idIn } from './mutation';
import { type ExternalIds, findByExternalIds, formerExternalIds, presentIds } from './upsert.store';
import type { UpsertInput } from './upsert.type';
import { refuse, UserErrorCode } from './user-error';

/** What became of a film or a person. */
export interface Upserted {
  id: number;
  isNew: boolean;
}

/** What is upserted, by its GraphQL type: the name of its table, which is the word for it too. */
export const tableOf = { Film: 'film', Person: 'person' } as const;

export type Kind = keyof typeof tableOf;

const externalIds = ['imdbId', 'tmdbId', 'wikidataId'] as const;

/** The number in the store of what an input refers to, or was merged into. @throws Refusal if it is no id of this type. */
export async function presentIdIn(
  sql: SqlExecutor,
  kind: Kind,
  { id, field }: { id: string; field: string[] },
): Promise<number> {
  const [present] = await presentIds(sql, tableOf[kind], [idIn(kind, id, field)]);
  return present!;
}

/**
 * The film or person that is meant: by its id, else by its ids elsewhere.
 * @param lock reads the row of this number, for nobody else to change.
 * @returns null for one that is to be added.
 * @throws Refusal where it is not there, is not as the caller has seen it, or is not one but two.
 */
export async function lockMeant<Row extends { version: number; slug: string }>(
  sql: SqlExecutor,
  kind: Kind,
  input: UpsertInput & ExternalIds,
  lock: (sql: SqlExecutor, id: number) => Promise<Row | null>,
): Promise<Row | null> {
  const noun = tableOf[kind];
  if (input.id != null && input.version == null) {
    refuse(UserErrorCode.INVALID, ['version'], `Send the version of the ${noun} that you have read.`);
  }
  const id =
    input.id == null
      ? await idElsewhere(sql, kind, input)
      : await presentIdIn(sql, kind, { id: input.id, field: ['id'] });
  const row = id === null ? null : await lock(sql, id);
  if (row) {
    expectVersion(row, input.version);
    if (input.slug != null && input.slug !== row.slug) {
      refuse(UserErrorCode.INVALID, ['slug'], 'A slug stays the same once given: leave it out.');
    }
  } else if (input.id != null) {
    refuse(UserErrorCode.NOT_FOUND, ['id'], `There is no ${noun} with this id.`);
  } else if (input.version != null) {
    refuse(
      UserErrorCode.NOT_FOUND,
      ['version'],
      `There is no ${noun} with these ids: leave the version out to add it.`,
    );
  }
  return row;
}

async function idElsewhere(sql: SqlExecutor, kind: Kind, ids: ExternalIds): Promise<number | null> {
  const table = tableOf[kind];
  const [found, other] = await findByExternalIds(sql, table, ids);
  if (found && other) {
    refuse(
      UserErrorCode.TAKEN,
      [other.foundBy],
      `The ${found.foundBy} is that of ${toGlobalId(kind, found.id)}, the ${other.foundBy} that of another ${table}, ${toGlobalId(kind, other.id)}: merge the two, or correct the ids.`,
    );
  }
  return found?.id ?? null;
}

/**
 * What a new film or person is called in URLs.
 * @param candidates where the caller wants none of his own: the first that is free is taken.
 * @throws Refusal where the one that is wanted is taken.
 */
export async function slugOfNew(
  sql: SqlExecutor,
  kind: Kind,
  { wanted, candidates }: { wanted: string | null | undefined; candidates: string[] },
): Promise<string> {
  const table = tableOf[kind];
  if (wanted == null) return freeSlug(sql, table, candidates);
  if ((await takenSlugs(sql, { table, slugs: [wanted] })).has(wanted)) {
    refuse(UserErrorCode.TAKEN, ['slug'], `Another ${table} has this slug: choose another.`);
  }
  return wanted;
}

/**
 * What an input says of these fields; text without the spaces around it. An id elsewhere by which something was found
 * that has another, because what had it was merged into it, does not take the other's place.
 * @param before what it was found to speak of; null for what is new.
 */
export async function factsSaid<Input extends UpsertInput & ExternalIds, Name extends keyof Input>(
  sql: SqlExecutor,
  kind: Kind,
  {
    input,
    names,
    before,
  }: { input: Input; names: readonly Name[]; before: ({ id: number } & ExternalIds) | null },
): Promise<Partial<Pick<Input, Name>>> {
  const former = before && input.id == null ? await formerExternalIds(sql, tableOf[kind], before.id) : [];
  const stays = new Set<unknown>(
    externalIds.filter((id) => before?.[id] != null && former.some((ids) => ids[id] === input[id])),
  );
  const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value);
  return Object.fromEntries(
    names
      .filter((name) => input[name] !== undefined && !stays.has(name))
      .map((name) => [name, trimmed(input[name])]),
  ) as Partial<Pick<Input, Name>>;
}
