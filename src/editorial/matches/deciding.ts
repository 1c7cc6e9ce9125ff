import { waitForOtherImports } from '../../ingest/ingest.store';
import { MatchKind, MatchStatus } from '../../ingest/matching/match-words';
import { addFilmAsWritten, writeFacts } from '../../ingest/upsert-film';
import { mergeByNumber } from '../merging';
import type { Editing } from '../mutation';
import { refuse, UserErrorCode } from '../user-error';
import { undo, undoable } from './act';
import { latestActOn } from './act.store';
import { decideMatch, lockMatch, type MatchRow, moveReviews } from './match.store';
import { splitPersonByNumber } from './splitting';

/** What was decided, and by which number it can be taken back. */
export interface Decided {
  id: number;
  act: number;
}

const field = ['match'];
/** The GraphQL type of what a match is of. */
export const typeOfKind = { FILM: 'Film', PERSON: 'Person' } as const;

type Locked = NonNullable<Awaited<ReturnType<typeof lockMatch>>>;

/** Two are one: what was made of what is written becomes part of the candidate. */
export async function acceptMatch(editing: Editing, id: number): Promise<Decided> {
  const { sql, actor } = editing;
  const match = await lockKnown(editing, id);
  if (match.status === MatchStatus.ACCEPTED) {
    refuse(UserErrorCode.WRONG_STATUS, field, 'It is accepted already.');
  }
  return decided(editing, match, async () => {
    const { subjectId, candidateId } = match;
    if (subjectId !== null && subjectId !== candidateId) {
      await mergeByNumber(editing, typeOfKind[match.kind], { keepId: candidateId, mergeId: subjectId });
    }
    await decideMatch(sql, { id, actor, status: MatchStatus.ACCEPTED });
  });
}

/** Two are two, for good: what was made one is taken apart again. */
export async function rejectMatch(editing: Editing, id: number): Promise<Decided> {
  const { sql, actor } = editing;
  let match = await lockKnown(editing, id);
  if (match.status === MatchStatus.REJECTED) {
    refuse(UserErrorCode.WRONG_STATUS, field, 'It is rejected already.');
  }
  if (match.status === MatchStatus.ACCEPTED && match.actor !== null) {
    const accepted = await latestActOn(sql, `match ${id}`);
    if (accepted !== null) await undo(editing, { id: accepted, field });
    match = await lockKnown(editing, id);
  }
  return decided(editing, match, async () => {
    const subjectId = match.status === MatchStatus.ACCEPTED ? await takeApart(editing, match) : null;
    await decideMatch(sql, { id, actor, subjectId, status: MatchStatus.REJECTED });
  });
}

async function lockKnown({ sql }: Editing, id: number): Promise<Locked> {
  await waitForOtherImports(sql);
  return (
    (await lockMatch(sql, id)) ?? refuse(UserErrorCode.NOT_FOUND, field, 'There is no match of this number.')
  );
}

async function decided(editing: Editing, match: MatchRow, act: () => Promise<void>): Promise<Decided> {
  const { id, kind, status, subjectId, candidateId } = match;
  const things = [candidateId, ...(subjectId === null ? [] : [subjectId])];
  const scope = kind === MatchKind.FILM ? { films: things } : { people: things };
  const done = await undoable(editing, { ...scope, matches: [id] }, async () => {
    await act();
    await editing.record(typeOfKind[kind], candidateId, {
      [`match ${id}`]: { before: status, after: editing.action },
    });
  });
  return { id, act: done.id };
}

/** What a rule had taken for the candidate is made something of its own. @returns its number. */
async function takeApart(editing: Editing, match: Locked): Promise<number> {
  const { sql } = editing;
  const { kind, candidateId, filmId, reviewId, facts, written } = match;
  if (kind === MatchKind.PERSON && filmId !== null) {
    return (await splitPersonByNumber(editing, { personId: candidateId, filmIds: [filmId], name: written }))
      .id;
  }
  if (kind === MatchKind.FILM && reviewId !== null && facts !== null) {
    const film = await addFilmAsWritten(sql, facts);
    await writeFacts(sql, film, facts);
    await moveReviews(sql, { reviewIds: [reviewId], from: candidateId, to: film.id });
    return film.id;
  }
  const command = kind === MatchKind.FILM ? 'splitFilm, with the reviews' : 'splitPerson, with the films';
  return refuse(
    UserErrorCode.WRONG_STATUS,
    field,
    `A catalogue has written its facts there since: use ${command} that belong to the other.`,
  );
}
