import { type Changes, changesBetween } from '../audit/audit.store';
import type { SqlExecutor } from '../database/sql';
import { toGlobalId } from '../graphql/node';
import { waitForOtherImports } from '../ingest/ingest.store';
import { MatchKind } from '../ingest/matching/match-words';
import { auditedCredit } from './credit-writing';
import { creditsOf, type WrittenCredit } from './credit-writing.store';
import { auditedFilm } from './film-writing';
import { countFilmChange, type FilmFacts, lockFilm, type WrittenFilm, writeFilm } from './film-writing.store';
import { undoable } from './matches/act';
import { acceptMatchesWithin, rejectMatchesApart } from './matches/match.store';
import {
  handOverReviews,
  lockPair,
  mergeCredits,
  mergeGenres,
  type Pair,
  raiseVersion,
  replaceByKept,
  sameArticles,
} from './merging.store';
import type { MergeFilmsInput, MergeInput, MergePeopleInput } from './merging.type';
import type { Editing } from './mutation';
import { auditedPerson } from './person-writing';
import { lockPerson, type WrittenPerson, writePerson } from './person-writing.store';
import { type Kind, presentIdIn, tableOf } from './upsert';
import { refuse, refuseIfAny, UserErrorCode } from './user-error';

/** What stays, and by which number it can be taken back. */
export interface Merged {
  id: number;
  act: number;
}

export async function mergeFilms(editing: Editing, input: MergeFilmsInput): Promise<Merged> {
  const films = await lockBoth(editing.sql, 'Film', input, lockFilm);
  const { id: act } = await undoable(editing, { films: idsOf(films) }, () => mergeFilmPair(editing, films));
  return { id: films.kept.id, act };
}

export async function mergePeople(editing: Editing, input: MergePeopleInput): Promise<Merged> {
  const people = await lockBoth(editing.sql, 'Person', input, lockPerson);
  const { id: act } = await undoable(editing, { people: idsOf(people) }, () =>
    mergePersonPair(editing, people),
  );
  return { id: people.kept.id, act };
}

/** Makes one of two that may be one, as somebody has decided now. Whoever calls it makes it undoable. */
export async function mergeByNumber(editing: Editing, kind: Kind, { keepId, mergeId }: Pair): Promise<void> {
  const input = { keep: toGlobalId(kind, keepId), merge: toGlobalId(kind, mergeId) };
  if (kind === 'Film') await mergeFilmPair(editing, await lockBoth(editing.sql, kind, input, lockFilm));
  else await mergePersonPair(editing, await lockBoth(editing.sql, kind, input, lockPerson));
}

interface Both<Row> {
  kept: Row;
  merged: Row;
}

function idsOf({ kept, merged }: Both<{ id: number }>): number[] {
  return [kept.id, merged.id];
}

async function mergeFilmPair(
  { sql, actor, record }: Editing,
  { kept, merged }: Both<WrittenFilm>,
): Promise<void> {
  const pair = { keepId: kept.id, mergeId: merged.id };
  await refuseSameArticles(sql, pair);
  const credits = await creditsOf(sql, 'film', kept.id);
  await mergeCredits(sql, 'film', pair);
  await mergeGenres(sql, pair);
  const reviewIds = await handOverReviews(sql, pair);
  await replaceByKept(sql, 'film', pair);
  await acceptMatchesWithin(sql, { kind: MatchKind.FILM, id: kept.id, actor });
  await writeFilm(sql, filmFactsToTake(kept, merged), kept.id);
  await rejectMatchesApart(sql, { kind: MatchKind.FILM, id: kept.id, actor });
  await raiseVersion(sql, 'film', { id: kept.id, above: merged.version });
  await record('Film', kept.id, {
    merged: { before: { id: toGlobalId('Film', merged.id), ...auditedFilm(merged) }, after: null },
    ...changesBetween(auditedFilm(kept), auditedFilm(await lockFilm(sql, kept.id))),
    ...creditChanges(credits, await creditsOf(sql, 'film', kept.id)),
    ...changesBetween({ reviews: [] }, { reviews: reviewIds.map((id) => toGlobalId('Review', id)) }),
  });
}

async function mergePersonPair(
  { sql, actor, record }: Editing,
  { kept, merged }: Both<WrittenPerson>,
): Promise<void> {
  const pair = { keepId: kept.id, mergeId: merged.id };
  const credits = await creditsOf(sql, 'person', kept.id);
  const handedOver = await creditsOf(sql, 'person', merged.id);
  await mergeCredits(sql, 'person', pair);
  await countFilmChange(sql, [...new Set(handedOver.map(({ filmId }) => filmId))]);
  await replaceByKept(sql, 'person', pair);
  await acceptMatchesWithin(sql, { kind: MatchKind.PERSON, id: kept.id, actor });
  await writePerson(sql, lacking(kept, merged, ['birthYear', 'imdbId', 'tmdbId', 'wikidataId']), kept.id);
  await rejectMatchesApart(sql, { kind: MatchKind.PERSON, id: kept.id, actor });
  await raiseVersion(sql, 'person', { id: kept.id, above: merged.version });
  await record('Person', kept.id, {
    merged: { before: { id: toGlobalId('Person', merged.id), ...auditedPerson(merged) }, after: null },
    ...changesBetween(auditedPerson(kept), auditedPerson(await lockPerson(sql, kept.id))),
    ...creditChanges(credits, await creditsOf(sql, 'person', kept.id)),
  });
}

async function lockBoth<Row>(
  sql: SqlExecutor,
  kind: Kind,
  { keep, merge }: MergeInput,
  lock: (sql: SqlExecutor, id: number) => Promise<Row | null>,
): Promise<Both<Row>> {
  await waitForOtherImports(sql);
  const keepId = await presentIdIn(sql, kind, { id: keep, field: ['keep'] });
  const mergeId = await presentIdIn(sql, kind, { id: merge, field: ['merge'] });
  const noun = tableOf[kind];
  if (keepId === mergeId) {
    refuse(
      UserErrorCode.SAME,
      ['merge'],
      `This is the ${noun} to keep, or is part of it already: name another.`,
    );
  }
  await lockPair(sql, noun, { keepId, mergeId });
  const missing = (field: string) =>
    refuse(UserErrorCode.NOT_FOUND, [field], `There is no ${noun} with this id.`);
  const kept = (await lock(sql, keepId)) ?? missing('keep');
  const merged = (await lock(sql, mergeId)) ?? missing('merge');
  return { kept, merged };
}

async function refuseSameArticles(sql: SqlExecutor, pair: Pair): Promise<void> {
  refuseIfAny(
    (await sameArticles(sql, pair)).map(({ kept, merged }) => ({
      code: UserErrorCode.TAKEN,
      field: ['merge'],
      message: `Both films have one article, the reviews "${kept}" and "${merged}": give one of them another headline first.`,
    })),
  );
}

/** What a film lacks and the other has; of two counts of votes the larger, with its average. */
function filmFactsToTake(kept: WrittenFilm, merged: WrittenFilm): FilmFacts {
  const hasMoreVotes = (merged.voteCount ?? -1) > (kept.voteCount ?? -1);
  return {
    ...lacking(kept, merged, [
      'originalTitle',
      'releaseYear',
      'runtimeMinutes',
      'voteAverage',
      'imdbId',
      'tmdbId',
      'wikidataId',
    ]),
    ...(hasMoreVotes && {
      voteCount: merged.voteCount,
      voteAverage: merged.voteAverage ?? kept.voteAverage,
    }),
    castIsComplete: kept.castIsComplete || merged.castIsComplete,
  };
}

function lacking<Row, Name extends keyof Row>(
  kept: Row,
  merged: Row,
  names: readonly Name[],
): Partial<Pick<Row, Name>> {
  return Object.fromEntries(
    names.filter((name) => kept[name] === null && merged[name] !== null).map((name) => [name, merged[name]]),
  ) as Partial<Pick<Row, Name>>;
}

/** Those that came, went or changed. */
function creditChanges(before: WrittenCredit[], after: WrittenCredit[]): Changes {
  const [were, are] = [before, after].map((credits) => credits.map(auditedCredit));
  const without = (some: object[], others: object[]) => {
    const known = new Set(others.map((credit) => JSON.stringify(credit)));
    return some.filter((credit) => !known.has(JSON.stringify(credit)));
  };
  return changesBetween({ credits: without(were!, are!) }, { credits: without(are!, were!) });
}
