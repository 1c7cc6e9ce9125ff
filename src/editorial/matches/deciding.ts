import { addCredits, addPerson } from '../../ingest/film-facts.store';
import { waitForOtherImports } from '../../ingest/ingest.store';
import { MatchKind, MatchStatus } from '../../ingest/matching/match-words';
import type { CreditFacts } from '../../ingest/matching/matches.store';
import { freeSlug, slugsOf } from '../../ingest/slug';
import { addFilmAsWritten, type FilmFacts, writeFacts } from '../../ingest/upsert-film';
import { countFilmChange } from '../film-writing.store';
import { mergeByNumber } from '../merging';
import type { Editing } from '../mutation';
import { refuse, UserErrorCode } from '../user-error';
import { undo, undoable } from './act';
import { latestActOn } from './act.store';
import {
  decideMatch,
  type LockedMatch,
  lockMatch,
  type MatchRow,
  moveCredits,
  moveReviews,
} from './match.store';

/** What was decided, and by which number it can be taken back. */
export interface Decided {
  id: number;
  act: number;
}

const field = ['match'];
/** The GraphQL type of what a match is of. */
export const typeOfKind = { FILM: 'Film', PERSON: 'Person' } as const;

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

async function lockKnown({ sql }: Editing, id: number): Promise<LockedMatch> {
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
async function takeApart(editing: Editing, match: LockedMatch): Promise<number> {
  const { kind, reviewId, facts } = match;
  if (reviewId === null || facts === null) {
    const command = kind === MatchKind.FILM ? 'splitFilm, with the reviews' : 'splitPerson, with the films';
    return refuse(
      UserErrorCode.WRONG_STATUS,
      field,
      `A catalogue has written its facts there since: use ${command} that belong to the other.`,
    );
  }
  return 'hadCredit' in facts ? takePersonApart(editing, match, facts) : takeFilmApart(editing, match, facts);
}

async function takeFilmApart({ sql }: Editing, match: LockedMatch, facts: FilmFacts): Promise<number> {
  const film = await addFilmAsWritten(sql, facts);
  await writeFacts(sql, film, facts);
  await moveReviews(sql, { reviewIds: [match.reviewId!], from: match.candidateId, to: film.id });
  return film.id;
}

/** The credit that the candidate had before stays theirs, and whoever is written has one beside. */
async function takePersonApart(
  { sql }: Editing,
  { written, candidateId, filmId }: LockedMatch,
  { role, hadCredit }: CreditFacts,
): Promise<number> {
  const slug = await freeSlug(sql, 'person', slugsOf(written, null));
  const id = await addPerson(sql, { slug, name: written, birthYear: null });
  const credit = { personId: id, role, character: null, billing: null };
  if (hadCredit) await addCredits(sql, { filmId: filmId!, credits: [credit] });
  else await moveCredits(sql, { filmIds: [filmId!], from: candidateId, to: id, role });
  await countFilmChange(sql, [filmId!]);
  return id;
}
