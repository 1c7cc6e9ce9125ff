import type { SqlExecutor } from '../../database/sql';
import type { FactsSource } from '../../films/facts-source';
import { waitForOtherImports } from '../ingest.store';
import { filmEvidence } from '../matching/film-evidence';
import { areSpellingsOfOneName } from '../matching/name-likeness';
import { areTwoFilms } from '../matching/two-films';
import { upsertGenre } from '../upsert-film';
import {
  doubtfulFilms,
  dropDoubleFilms,
  dropFilmsOfTwo,
  dropRepeatedFilms,
  findFilmsById,
  keepReviewedFilms,
  matchFilmsById,
} from './match-films.store';
import {
  addColleagues,
  creditsOfNobody,
  gatherCredits,
  gatherNames,
  gatherPeople,
  matchColleaguesByName,
  matchPeopleAtLarge,
  matchPeopleByFilms,
  matchPeopleById,
  strangers,
} from './match-people.store';
import { addCredits, resolveCredits, takeBackCredits, updateCredits } from './merge-credits.store';
import {
  addGenresToFilms,
  addNewFilms,
  gatherCasts,
  gatherNewFilms,
  settleOwners,
  stagedGenres,
  updateFilms,
} from './merge-films.store';
import { addNewPeople, gatherNewPeople, updatePeople } from './merge-people.store';
import { acceptPairs, filmPairs, pairFilmsByTitle, weighPairs } from './pair-films.store';
import { recordFilmMatches, recordNames, recordSpellings } from './record-matches.store';
import { giveSlugs } from './slugs.store';

/** How many rows the merge has written. */
export interface MergeCounts {
  filmsAdded: number;
  filmsChanged: number;
  peopleAdded: number;
  peopleChanged: number;
  creditsAdded: number;
  creditsChanged: number;
  genresAdded: number;
}

/** What was refused, or taken in with a guess; `file` is a number of the staging's. */
export interface MergeFinding {
  kind: 'refused' | 'doubt';
  file: number | null;
  line: number | null;
  reason: string;
}

export interface MergeOptions {
  source: FactsSource;
  /** Whether the catalogue knows people by ids, and not by their names alone. */
  hasPersonIds: boolean;
  onlyReviewed: boolean;
  onStep: (step: string) => void;
  onFinding: (finding: MergeFinding) => void;
}

/** So many films, or pairs of films, are looked at at a time. */
const pageSize = 2_000;

/**
 * Merge what is staged into the store, set by set. Run again, it writes nothing.
 * @param sql must belong to a transaction of the connection that has staged it.
 */
export async function mergeCatalogue(sql: SqlExecutor, options: MergeOptions): Promise<MergeCounts> {
  const { source, hasPersonIds: hasIds, onStep } = options;
  onStep('waiting for other imports');
  await waitForOtherImports(sql);
  onStep('finding films');
  await gatherPeople(sql);
  await gatherCasts(sql);
  await matchFilms(sql, options);
  await settleOwners(sql, source);
  await gatherNewFilms(sql);
  await recordFilmMatches(sql, source);
  onStep('finding people');
  await matchPeople(sql, options);

  onStep('writing films');
  await giveSlugs(sql, 'film');
  const filmsAdded = await addNewFilms(sql, source);
  const filmsChanged = await updateFilms(sql, source);
  const names = await stagedGenres(sql);
  const ids: number[] = [];
  for (const name of names) ids.push(await upsertGenre(sql, name));
  const genresAdded = await addGenresToFilms(sql, { names, ids });
  onStep('writing people');
  await giveSlugs(sql, 'person');
  const peopleAdded = await addNewPeople(sql);
  const peopleChanged = await updatePeople(sql);
  onStep('writing credits');
  await resolveCredits(sql, { hasIds });
  const takenBack = hasIds ? await takeBackCredits(sql) : 0;
  const creditsAdded = await addCredits(sql);
  const creditsChanged = takenBack + (await updateCredits(sql));
  return {
    filmsAdded,
    filmsChanged,
    peopleAdded,
    peopleChanged,
    creditsAdded,
    creditsChanged,
    genresAdded,
  };
}

async function matchFilms(sql: SqlExecutor, { onlyReviewed, onFinding }: MergeOptions): Promise<void> {
  for (const { file, line, title, firstLine } of await dropDoubleFilms(sql)) {
    onFinding({
      kind: 'refused',
      file,
      line,
      reason: `${title} is the film that line ${firstLine} is about`,
    });
  }
  await findFilmsById(sql);
  for (const { file, line, title, slugs } of await dropFilmsOfTwo(sql)) {
    onFinding({ kind: 'refused', file, line, reason: `${title} ${areTwoFilms(slugs)}` });
  }
  for (const { file, line, title } of await matchFilmsById(sql)) {
    onFinding({ kind: 'refused', file, line, reason: `${title} is a film that another line is about too` });
  }
  await pairFilmsByTitle(sql);
  for (let after = 0; ; ) {
    const pairs = await filmPairs(sql, { after, limit: pageSize });
    if (pairs.length === 0) break;
    after = pairs.at(-1)!.place;
    await weighPairs(
      sql,
      pairs.map((pair) => ({ place: pair.place, odds: Math.exp(filmEvidence(pair)) })),
    );
  }
  await acceptPairs(sql);
  for (const { file, line, title, slugs, isMade } of await doubtfulFilms(sql)) {
    const reason = `${title} could be ${slugs.map((slug) => `"${slug}"`).join(' or ')}`;
    if (isMade) onFinding({ kind: 'doubt', file, line, reason: `${reason}; a film of its own was made` });
    else onFinding({ kind: 'refused', file, line, reason: `${reason}; say which by its imdbId` });
  }
  for (const { file, line, title, slug } of await dropRepeatedFilms(sql)) {
    onFinding({
      kind: 'refused',
      file,
      line,
      reason: `${title} is "${slug}", which another line is about too`,
    });
  }
  if (onlyReviewed) await keepReviewedFilms(sql);
}

async function matchPeople(sql: SqlExecutor, options: MergeOptions): Promise<void> {
  const { source, hasPersonIds: hasIds, onFinding } = options;
  for (const { file, line, personKey } of await creditsOfNobody(sql)) {
    onFinding({ kind: 'refused', file, line, reason: `credits ${personKey}, whom the names do not have` });
  }
  await gatherCredits(sql);
  await matchPeopleById(sql);
  await gatherNames(sql);
  await matchColleaguesByName(sql);
  await matchColleaguesBySpelling(sql);
  if (hasIds) await matchPeopleByFilms(sql);
  else {
    for (const { name, namesakes, films } of await matchPeopleAtLarge(sql)) {
      onFinding({
        kind: 'doubt',
        file: null,
        line: null,
        reason: `there are ${namesakes} people called ${name}, none of them clearly meant in ${films} films; one more was made`,
      });
    }
  }
  await gatherNewPeople(sql, { hasIds });
  await recordSpellings(sql, source);
  if (!hasIds) await recordNames(sql, source);
}

/** "Elizabeth Shue" on a film that has Elisabeth Shue is her. */
async function matchColleaguesBySpelling(sql: SqlExecutor): Promise<void> {
  for (let after = 0; ; ) {
    const films = await strangers(sql, { after, limit: pageSize });
    if (films.length === 0) return;
    after = films.at(-1)!.filmId;
    const found = films.flatMap(({ filmId, wanted, known }) => {
      const left = new Set(known);
      return wanted.flatMap(({ key, nameKey }) => {
        const person = [...left].find((other) => areSpellingsOfOneName(other.nameKey, nameKey));
        if (!person) return [];
        left.delete(person);
        return [{ filmId, personKey: key, personId: person.id }];
      });
    });
    if (found.length > 0) await addColleagues(sql, found);
  }
}
