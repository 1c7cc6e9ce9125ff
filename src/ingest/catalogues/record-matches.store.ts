import type { SqlExecutor } from '../../database/sql';
import type { FactsSource } from '../../films/facts-source';
import { acceptFrom, askFrom } from '../matching/confidence';
import { spellingConfidence } from '../matching/match-person';

/**
 * Puts on record which films were found by their titles, and which wait for somebody to decide: there the film of the
 * store may be the one that the catalogue adds. That a film whose facts are this catalogue's is its own is no guess.
 */
export async function recordFilmMatches(sql: SqlExecutor, source: FactsSource): Promise<void> {
  await sql.query(
    `/* record films found by title */
    INSERT INTO match (kind, status, rule, confidence, written, source, candidate_id, subject_id)
    SELECT 'FILM', guess.status::match_status,
      CASE WHEN title_likeness <> 'SAME' THEN 'NEAR_TITLE' WHEN year_gap IS NULL THEN 'TITLE' ELSE 'TITLE_AND_YEAR' END::match_rule,
      confidence, staged.title || coalesce(' (' || staged.release_year || ')', ''), $1::facts_source,
      guess.candidate_id, guess.subject_id
    FROM film_pair JOIN staged_film AS staged USING (key) JOIN film_match USING (key)
    JOIN film ON film.id = film_pair.film_id
    CROSS JOIN LATERAL (
      SELECT 'ACCEPTED' AS status, film.id AS candidate_id, NULL::int AS subject_id
      WHERE confidence >= $2 AND film.facts_source IS DISTINCT FROM $1::facts_source
      UNION ALL
      SELECT 'WAITING', film_match.film_id, film.id
      WHERE confidence < $2 AND confidence >= $3 AND film_match.is_new
        AND NOT EXISTS (SELECT FROM film_match AS other WHERE other.film_id = film.id)
    ) AS guess
    ORDER BY place
    ON CONFLICT DO NOTHING`,
    [source, acceptFrom, askFrom],
  );
}

/** Whoever is spelt otherwise on a film of theirs; once for each spelling. */
export async function recordSpellings(sql: SqlExecutor, source: FactsSource): Promise<void> {
  await sql.query(
    `/* record people spelt otherwise */
    INSERT INTO match (kind, status, rule, confidence, written, source, candidate_id, film_id)
    SELECT DISTINCT ON (person_id, person.name) 'PERSON'::match_kind, 'ACCEPTED'::match_status, 'SPELLING'::match_rule,
      $2::float8, person.name, $1::facts_source, person_id, film_id
    FROM colleague JOIN wanted_name AS wanted USING (film_id, person_key) JOIN known_name AS known USING (film_id, person_id)
    JOIN catalogue_person AS person ON person.key = person_key
    WHERE wanted.name_key <> known.name_key
      AND NOT EXISTS (SELECT FROM former_person WHERE former_person.slug = wanted.slug AND former_person.person_id = known.person_id)
      AND NOT EXISTS (
        SELECT FROM match
        WHERE kind = 'PERSON' AND match.candidate_id = person_id AND rule = 'SPELLING' AND written = person.name
      )
    ORDER BY person_id, person.name, film_id
    ON CONFLICT DO NOTHING`,
    [source, spellingConfidence],
  );
}

/** Whoever was found by name at large, and who among the new ones may be somebody who is known. */
export async function recordNames(sql: SqlExecutor, source: FactsSource): Promise<void> {
  await sql.query(
    `/* record people found by name */
    INSERT INTO match (kind, status, rule, confidence, written, source, candidate_id, subject_id)
    SELECT 'PERSON', CASE WHEN confidence >= $2 THEN 'ACCEPTED' ELSE 'WAITING' END::match_status, 'NAME', confidence,
      name, $1::facts_source, namesake.id, CASE WHEN confidence < $2 THEN person_match.person_id END
    FROM name_at_large JOIN namesake USING (name_key, born) JOIN person_match ON person_match.key = keys[1]
    WHERE confidence >= $2 OR (person_match.is_new AND confidence >= $3)
    ORDER BY name_key, born, namesake.id
    ON CONFLICT DO NOTHING`,
    [source, acceptFrom, askFrom],
  );
}
