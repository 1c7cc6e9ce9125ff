import { changesBetween } from '../audit/audit.store';
import type { SqlExecutor } from '../database/sql';
import { CreditRole } from '../films/credit-role';
import { toGlobalId } from '../graphql/node';
import { waitForOtherImports } from '../ingest/ingest.store';
import {
  creditsOf,
  removeCredits as deleteCredits,
  type WrittenCredit,
  writeCredits,
} from './credit-writing.store';
import type { CreditInput, RemoveCreditsInput, UpsertCreditsInput } from './credit-writing.type';
import { inCredit, peopleIn } from './credited-people';
import { countFilmChange, lockFilm } from './film-writing.store';
import { expectVersion, idIn, type Writing } from './mutation';
import { presentIdIn } from './upsert';
import { presentIds } from './upsert.store';
import { refuse, refuseIfAny, type UserError, UserErrorCode } from './user-error';

/** @returns the number of the film. */
export async function upsertCredits(writing: Writing, input: UpsertCreditsInput): Promise<number> {
  const { sql } = writing;
  refuseIfAny(input.credits.flatMap(mistakesIn));
  const filmId = await lockCreditedFilm(sql, input);
  const known = byKey(await creditsOf(sql, 'film', filmId));
  const personIds = await peopleIn(writing, { filmId, credits: input.credits });
  const wanted = input.credits.map(({ role, character, billing }, index): WrittenCredit => {
    const personId = personIds[index]!;
    const before = known.get(keyOf({ personId, role }));
    return {
      filmId,
      personId,
      role,
      character: character === undefined ? (before?.character ?? null) : (character?.trim() ?? null),
      billing: billing === undefined ? (before?.billing ?? null) : billing,
    };
  });
  refuseIfAny(repeatsIn(wanted));
  const changed = wanted.filter((credit) => {
    const before = known.get(keyOf(credit));
    return !before || Object.keys(changesBetween(before, credit)).length > 0;
  });
  if (changed.length === 0) return filmId;
  await writeCredits(sql, changed);
  const before = changed.flatMap((credit) => known.get(keyOf(credit)) ?? []);
  return finish(writing, { filmId, before, after: changed });
}

/** @returns the number of the film. */
export async function removeCredits(writing: Writing, input: RemoveCreditsInput): Promise<number> {
  const { sql } = writing;
  const filmId = await lockCreditedFilm(sql, input);
  const known = byKey(await creditsOf(sql, 'film', filmId));
  const given = input.credits.map(({ person }, index) => idIn('Person', person, inCredit(index, 'person')));
  const personIds = await presentIds(sql, 'person', given);
  const wanted = input.credits.map(({ role }, index) => ({ personId: personIds[index]!, role }));
  refuseIfAny(
    wanted
      .map((credit, index) => ({ credit, field: inCredit(index) }))
      .filter(({ credit }) => !known.has(keyOf(credit)))
      .map(({ field }) => ({
        code: UserErrorCode.NOT_FOUND,
        field,
        message: 'The film has no such credit: leave it out.',
      })),
  );
  const credits = [...new Set(wanted.map((credit) => known.get(keyOf(credit))!))];
  await deleteCredits(sql, credits);
  return finish(writing, { filmId, before: credits, after: [] });
}

async function lockCreditedFilm(
  sql: SqlExecutor,
  input: { film: string; version?: number | null },
): Promise<number> {
  await waitForOtherImports(sql);
  const film = await lockFilm(sql, await presentIdIn(sql, 'Film', { id: input.film, field: ['film'] }));
  if (!film) refuse(UserErrorCode.NOT_FOUND, ['film'], 'There is no film with this id: add it first.');
  expectVersion(film, input.version);
  return film.id;
}

async function finish(
  { sql, record }: Writing,
  { filmId, before, after }: { filmId: number; before: WrittenCredit[]; after: WrittenCredit[] },
): Promise<number> {
  await countFilmChange(sql, [filmId]);
  await record('Film', filmId, {
    credits: { before: before.map(auditedCredit), after: after.map(auditedCredit) },
  });
  return filmId;
}

/** As it is put on record: by the names that the API has for it. */
export function auditedCredit({ filmId, personId, ...credit }: WrittenCredit): object {
  return { film: toGlobalId('Film', filmId), person: toGlobalId('Person', personId), ...credit };
}

type Key = Pick<WrittenCredit, 'personId' | 'role'>;

const keyOf = ({ personId, role }: Key) => `${role} ${personId}`;

function byKey(credits: WrittenCredit[]): Map<string, WrittenCredit> {
  return new Map(credits.map((credit) => [keyOf(credit), credit]));
}

function mistakesIn(credit: CreditInput, index: number): UserError[] {
  const { person, personName, personBirthYear, role, character, billing } = credit;
  const isActor = role === CreditRole.ACTOR;
  const rules: [field: keyof CreditInput, isBroken: boolean, message: string][] = [
    ['person', person == null && personName == null, 'Give person or personName.'],
    ['personName', person != null && personName != null, 'Give person or personName, not both.'],
    ['personBirthYear', personBirthYear != null && personName == null, 'It goes along with personName only.'],
    ['character', character != null && !isActor, 'Only an actor has a character: leave it out.'],
    ['billing', billing != null && !isActor, 'Only an actor has a billing: leave it out.'],
  ];
  return rules
    .filter(([, isBroken]) => isBroken)
    .map(([field, , message]) => ({ code: UserErrorCode.INVALID, field: inCredit(index, field), message }));
}

function repeatsIn(credits: readonly Key[]): UserError[] {
  const firstPlace = new Map(credits.map((credit, index) => [keyOf(credit), index] as const).reverse());
  return credits
    .map((credit, index) => ({ index, first: firstPlace.get(keyOf(credit))! }))
    .filter(({ index, first }) => index !== first)
    .map(({ index, first }) => ({
      code: UserErrorCode.INVALID,
      field: inCredit(index),
      message: `This person is in the list in this role already, at ${first}: leave one out.`,
    }));
}
