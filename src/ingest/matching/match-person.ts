import type { SqlExecutor } from '../../database/sql';
import type { CreditRole } from '../../films/credit-role';
import { addPerson, type FilmCredit, namesakes } from '../film-facts.store';
import { freeSlug, slugsOf } from '../slug';
import { acceptFrom, askFrom, confidences } from './confidence';
import { type Guess, MatchKind, MatchRule, MatchStatus } from './match-words';
import { areSpellingsOfOneName } from './name-likeness';
import { nameEvidence } from './person-evidence';

/** Of names that differ by letters, on one film: 41 such pairs were looked at, and each was one person. */
export const spellingConfidence = 0.98;

/** The credit among a film's own whose person has this name, be it in another spelling that nobody else there has. */
export function findAmongCredits(credits: readonly FilmCredit[], nameKey: string): FilmCredit | undefined {
  const sameName = credits.find((credit) => credit.nameKey === nameKey);
  if (sameName) return sameName;
  const alike = credits.filter((credit) => areSpellingsOfOneName(credit.nameKey, nameKey));
  return new Set(alike.map(({ personId }) => personId)).size === 1 ? alike[0] : undefined;
}

/** The guess that was made where a colleague is spelt otherwise; the same name on the same film is none. */
export function spellingGuess(
  colleague: FilmCredit,
  { name, nameKey }: { name: string; nameKey: string },
): Guess[] {
  if (colleague.nameKey === nameKey) return [];
  return [
    {
      kind: MatchKind.PERSON,
      status: MatchStatus.ACCEPTED,
      rule: MatchRule.SPELLING,
      confidence: spellingConfidence,
      written: name,
      candidateId: colleague.personId,
    },
  ];
}

export interface WantedPerson {
  name: string;
  birthYear: number | null;
  role: CreditRole;
  /** When the film is of that names them. */
  releaseYear: number | null;
}

/** Find a person by name at large, or make one: several can have the name, and then somebody has to decide. */
export async function upsertPerson(
  sql: SqlExecutor,
  wanted: WantedPerson,
): Promise<{ id: number; isNew: boolean; guesses: Guess[]; doubt?: string }> {
  const { name, birthYear } = wanted;
  const known = await namesakes(sql, wanted);
  const confidence = confidences(nameEvidence(known));
  const guesses = known.map(({ id }, place) => ({
    kind: MatchKind.PERSON,
    status: confidence[place]! >= acceptFrom ? MatchStatus.ACCEPTED : MatchStatus.WAITING,
    rule: MatchRule.NAME,
    confidence: confidence[place]!,
    written: name,
    candidateId: id,
  }));
  const accepted = guesses.find(({ status }) => status === MatchStatus.ACCEPTED);
  if (accepted) return { id: accepted.candidateId, isNew: false, guesses: [accepted] };
  const slug = await freeSlug(sql, 'person', slugsOf(name, birthYear));
  const id = await addPerson(sql, { slug, name, birthYear });
  if (known.length === 0) return { id, isNew: true, guesses: [] };
  return {
    id,
    isNew: true,
    guesses: guesses.filter((guess) => guess.confidence >= askFrom),
    doubt: `there are ${known.length} people called ${name}, none of them clearly meant; one more was made`,
  };
}
