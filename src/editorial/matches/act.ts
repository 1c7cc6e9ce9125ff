import { toGlobalId } from '../../graphql/node';
import { waitForOtherImports } from '../../ingest/ingest.store';
import { countFilmChange } from '../film-writing.store';
import type { Editing } from '../mutation';
import { refuse, UserErrorCode } from '../user-error';
import { addAct, findAct, highestNumbers, markUndone, rowsIn, type Scope } from './act.store';
import { restoreRows } from './restore.store';
import { changesBetweenRows, subjectsOf } from './row-change';

/**
 * Does something to films, people and matches so that it can be taken back.
 * @param scope what it is about; what it makes is found out. Imports wait until the end of the transaction, so that
 *   nobody else makes anything meanwhile.
 * @returns by which number it is taken back.
 */
export async function undoable<Result>(
  { sql, actor, action }: Editing,
  { films = [], people = [], matches = [] }: Partial<Omit<Scope, 'made'>>,
  act: () => Promise<Result>,
): Promise<{ id: number; result: Result }> {
  await waitForOtherImports(sql);
  const scope = { films, people, matches, made: await highestNumbers(sql) };
  const before = await rowsIn(sql, scope);
  const result = await act();
  const changes = changesBetweenRows(before, await rowsIn(sql, scope));
  return { id: await addAct(sql, { actor, action, subjects: subjectsOf(changes), changes }), result };
}

/** Takes back what was merged, split or decided. @returns its number. @throws Refusal where it is not there, or something stands on it. */
export async function undo(
  { sql, record }: Editing,
  { id, field }: { id: number; field: string[] },
): Promise<number> {
  await waitForOtherImports(sql);
  const act = await findAct(sql, id);
  if (!act) refuse(UserErrorCode.NOT_FOUND, field, 'There is no act of this number.');
  if (act.undoneAt) refuse(UserErrorCode.WRONG_STATUS, field, 'It has been taken back already.');
  if (act.laterAct !== null) {
    refuse(
      UserErrorCode.WRONG_STATUS,
      field,
      `Act ${act.laterAct} has changed the same afterwards: take that one back first.`,
    );
  }
  const inTheWay = await restoreRows(sql, act.changes);
  if (inTheWay.length > 0) {
    refuse(
      UserErrorCode.TAKEN,
      field,
      `What it has made has got more since, and would take it along: ${inTheWay.join(', ')}.`,
    );
  }
  await markUndone(sql, id);
  const numbersOf = (table: 'film' | 'person') =>
    act.subjects
      .filter((subject) => subject.startsWith(table))
      .map((subject) => Number(subject.split(' ')[1]));
  await countFilmChange(sql, numbersOf('film'));
  for (const [table, type] of [
    ['film', 'Film'],
    ['person', 'Person'],
  ] as const) {
    const things = act.changes.filter((change) => change.table === table);
    for (const { before, after } of things) {
      const number = Number((before ?? after)!.id);
      const restored = { before: act.action, after: before && toGlobalId(type, number) };
      await record(type, number, { undone: restored });
    }
  }
  return id;
}
