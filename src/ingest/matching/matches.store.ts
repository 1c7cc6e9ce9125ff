import type { SqlExecutor } from '../../database/sql';
import type { CreditRole } from '../../films/credit-role';
import type { FilmFacts } from '../upsert-film';
import { type Guess, MatchKind, MatchStatus } from './match-words';

/** What a person is named for, and whether the candidate had that credit before. */
export interface CreditFacts {
  role: CreditRole;
  hadCredit: boolean;
}

export interface NewMatch extends Guess {
  /** Number of the film or person that was made of what is written; null where it was taken for the candidate. */
  subjectId: number | null;
  /** Whose credits name the person. */
  filmId: number | null;
  /** What is told of the film, or of the person's credit, for when the guess turns out wrong. */
  facts: FilmFacts | CreditFacts;
}

/**
 * Puts on record what was guessed for an article. That the film of a known article is the one that it was is no guess,
 * nor is one that was made before made again.
 */
export async function recordMatches(
  sql: SqlExecutor,
  matches: readonly NewMatch[],
  { reviewSlug, isReviewNew }: { reviewSlug: string; isReviewNew: boolean },
): Promise<void> {
  const made = matches.filter(
    ({ kind, status }) => isReviewNew || kind === MatchKind.PERSON || status === MatchStatus.WAITING,
  );
  if (made.length === 0) return;
  await sql.query(
    `/* record matches */
    INSERT INTO match (kind, status, rule, confidence, written, candidate_id, subject_id, film_id, facts, review_id)
    SELECT made.kind, made.status, made.rule, made.confidence, made.written, made."candidateId", made."subjectId",
      made."filmId", made.facts, review.id
    FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (
      kind match_kind, status match_status, rule match_rule, confidence float8, written text,
      "candidateId" int, "subjectId" int, "filmId" int, facts jsonb
    )) WITH ORDINALITY AS made CROSS JOIN review
    WHERE review.slug = $2
    ORDER BY made.ordinality
    ON CONFLICT DO NOTHING`,
    [JSON.stringify(made), reviewSlug],
  );
}
