import { changesBetween } from '../audit/audit.store';
import type { SqlExecutor } from '../database/sql';
import { nameKeys } from '../ingest/film-facts.store';
import { freeSlugs, slugsOf } from '../ingest/slug';
import { addPeople, knownPeople, type Namesake, type NewPerson, namesakes } from './credit-writing.store';
import type { CreditInput } from './credit-writing.type';
import { idIn, type Writing } from './mutation';
import { presentIds } from './upsert.store';
import { refuseIfAny, type UserError, UserErrorCode } from './user-error';

/** Somebody who is to be added, and has no number until then. */
type Stranger = Namesake & NewPerson;
const notYetKnown = 0;

/** Where in the input: "credits", "3", "billing". */
export function inCredit(index: number, ...field: string[]): string[] {
  return ['credits', String(index), ...field];
}

/**
 * Who is meant by each credit of a film; whoever is named and not known yet is added.
 * @returns their numbers, in order.
 * @throws Refusal where somebody is not there, or could be several.
 */
export async function peopleIn(
  writing: Writing,
  { filmId, credits }: { filmId: number; credits: readonly CreditInput[] },
): Promise<number[]> {
  const given = await peopleById(writing.sql, credits);
  const named = await peopleByName(writing, { filmId, credits });
  return credits.map((_, index) => (given.get(index) ?? named.get(index))!);
}

/** @returns the number of each who is given by id, by place in the list. */
async function peopleById(sql: SqlExecutor, credits: readonly CreditInput[]): Promise<Map<number, number>> {
  const asked = [...credits.entries()].flatMap(([index, { person }]) =>
    person == null ? [] : [{ index, id: idIn('Person', person, inCredit(index, 'person')) }],
  );
  const ids = await presentIds(
    sql,
    'person',
    asked.map(({ id }) => id),
  );
  const known = await knownPeople(sql, ids);
  refuseIfAny(
    asked
      .filter((_, place) => !known.has(ids[place]!))
      .map(({ index }) => ({
        code: UserErrorCode.NOT_FOUND,
        field: inCredit(index, 'person'),
        message: 'There is no person with this id.',
      })),
  );
  return new Map(asked.map(({ index }, place) => [index, ids[place]!]));
}

/** @returns the number of each who is given by name, by place in the list. */
async function peopleByName(
  writing: Writing,
  { filmId, credits }: { filmId: number; credits: readonly CreditInput[] },
): Promise<Map<number, number>> {
  const { sql } = writing;
  const named = new Map<number, Namesake>();
  const ambiguous: UserError[] = [];
  const names = credits.map(({ personName }) => personName?.trim() ?? '');
  const keys = await nameKeys(sql, names);
  const known = await namesakes(sql, { filmId, keys: [...keys.values()] });
  const strangers: Stranger[] = [];
  for (const [index, { personBirthYear }] of credits.entries()) {
    const name = names[index]!;
    if (!name) continue;
    const key = keys.get(name)!;
    const birthYear = personBirthYear ?? null;
    const meant = mostLikely(
      known.filter((person) => person.key === key),
      birthYear,
    );
    if (meant.length === 0) {
      const stranger = { id: notYetKnown, key, name, birthYear, isColleague: true };
      strangers.push(stranger);
      known.push(stranger);
      named.set(index, stranger);
    } else if (meant.length === 1) named.set(index, meant[0]!);
    else {
      ambiguous.push({
        code: UserErrorCode.INVALID,
        field: inCredit(index, 'personName'),
        message:
          'There are several people of this name: give one of them as person, or add another with upsertPerson.',
      });
    }
  }
  refuseIfAny(ambiguous);
  await addStrangers(writing, strangers);
  return new Map([...named].map(([index, { id }]) => [index, id]));
}

async function addStrangers({ sql, record }: Writing, strangers: Stranger[]): Promise<void> {
  const slugs = await freeSlugs(
    sql,
    'person',
    strangers.map(({ name, birthYear }) => slugsOf(name, birthYear)),
  );
  const ids = await addPeople(
    sql,
    strangers.map(({ name, birthYear }, place) => ({ name, birthYear, slug: slugs[place]! })),
  );
  for (const [place, stranger] of strangers.entries()) {
    stranger.id = ids[place]!;
    const { name, birthYear } = stranger;
    await record('Person', stranger.id, changesBetween(null, { slug: slugs[place], name, birthYear }));
  }
}

/** Those of this year of birth before those of whom none is known, those who are on the film before all others. */
function mostLikely(people: Namesake[], birthYear: number | null): Namesake[] {
  const possible = people.filter(
    (person) => birthYear === null || person.birthYear === null || person.birthYear === birthYear,
  );
  const ofThisYear = possible.filter((person) => person.birthYear === birthYear && birthYear !== null);
  const likely = ofThisYear.length > 0 ? ofThisYear : possible;
  const colleagues = likely.filter((person) => person.isColleague);
  return colleagues.length > 0 ? colleagues : likely;
}
