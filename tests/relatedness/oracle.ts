import type { SqlExecutor } from '../../src/database/sql';
import type { Profile, RelationKind } from '../../src/relatedness/core/profile';

export interface OracleEntry {
  filmId: number;
  /** Null where films are ranked. */
  reviewId: number | null;
  units: number;
  score: number;
  reasons: { kind: RelationKind; id: number; units: number }[];
}

export interface OracleQuery {
  /** What is related to each of these. */
  filmIds: readonly number[];
  /** As many of each film. */
  first: number;
  kinds?: readonly RelationKind[] | undefined;
  exclude?: number[];
  minScore?: number;
  perFilm?: number;
}

/** The definition of relatedness, said in SQL as plainly as it goes: every film of the store is scored for the one asked about. */
const scoredFilms = `
  WITH profile AS (
    SELECT * FROM json_to_record($2) AS _(
      "billingSlope" float8, "castDepth" int, "sharedPeopleBonus" float8, "genreLikeness" float8,
      normalisation float8, "eraYears" float8, "eraLikeness" float8, "fameBonus" float8,
      "receptionContrast" float8, "receptionSpan" float8, midpoint float8
    )
  ),
  weight AS (SELECT key AS kind, value::text::float8 AS weight FROM json_each(($2::json) -> 'weights')),
  counted AS (SELECT kind, weight FROM weight WHERE $3::text[] IS NULL OR kind = ANY($3::text[])),
  reviewed AS (SELECT DISTINCT film_id FROM review WHERE status = 'PUBLISHED'),
  carries AS (
    SELECT film_id, 'DIRECTOR' AS kind, person_id AS id, 1::float8 AS worth FROM credit WHERE role = 'DIRECTOR'
    UNION ALL
    SELECT film_id, 'ACTOR', person_id, 1 / (1 + "billingSlope" * billing)
    FROM credit, profile WHERE role = 'ACTOR' AND billing < "castDepth"
    UNION ALL
    SELECT film_id, 'GENRE', genre_id, 1 FROM film_genre
  ),
  feature AS (
    SELECT kind, id,
      ln((SELECT count(*) FROM reviewed)::float8 + 1) - ln(count(reviewed.film_id)::float8 + 1) AS rarity
    FROM carries LEFT JOIN reviewed USING (film_id)
    GROUP BY kind, id
  ),
  total AS (
    SELECT film.id AS film_id, coalesce(sum(weight * rarity * worth), 0) AS total
    FROM film LEFT JOIN (carries JOIN feature USING (kind, id) JOIN weight USING (kind)) ON film_id = film.id
    GROUP BY film.id
  ),
  shared AS (
    SELECT there.film_id, kind, id, weight * rarity * here.worth * there.worth AS worth
    FROM carries AS here
    JOIN carries AS there USING (kind, id)
    JOIN feature USING (kind, id)
    JOIN counted USING (kind)
    WHERE here.film_id = asked.film_id AND there.film_id <> asked.film_id AND weight * rarity > 0
  ),
  alike AS (
    SELECT there.film_id,
      count(*) FILTER (WHERE there.genre_id = ANY(ours.genres))::float8
        / (cardinality(ours.genres) + count(*) FILTER (WHERE there.genre_id <> ALL(ours.genres))) AS jaccard
    FROM film_genre AS there,
      (SELECT array_agg(genre_id) AS genres FROM film_genre WHERE film_id = asked.film_id) AS ours
    GROUP BY there.film_id, ours.genres
  ),
  pair AS (
    SELECT film_id,
      1 + "sharedPeopleBonus" * (count(DISTINCT shared.id) FILTER (WHERE kind <> 'GENRE') - 1) AS "ofPeople",
      power(min(jaccard), min("genreLikeness")) AS "ofGenres",
      power(1 + min(total), -min(normalisation)) AS damping,
      (1 + min("fameBonus") * min(least(6, log(1 + coalesce(there.vote_count, 0)::float8))))
        * (1 - min("receptionContrast") * (1 - coalesce(exp(-(
          min(abs(there.vote_average - here.vote_average))
          + 2 * min(abs(least(6, log(1 + coalesce(there.vote_count, 0)::float8))
            - least(6, log(1 + coalesce(here.vote_count, 0)::float8))))
        ) / min("receptionSpan")), 0))) AS fame,
      min("eraYears") AS "eraYears",
      1 - min("eraLikeness") * (1 - coalesce(min(jaccard), 0)) AS "ofEra",
      min(abs(here.release_year - there.release_year)) AS "yearsApart"
    FROM shared
    JOIN total USING (film_id)
    LEFT JOIN alike USING (film_id)
    JOIN film AS there ON there.id = film_id
    JOIN film AS here ON here.id = asked.film_id
    CROSS JOIN profile
    GROUP BY film_id, "sharedPeopleBonus"
  ),
  reason AS (
    SELECT film_id, kind, id,
      greatest(1, round(1e6 * worth * CASE kind WHEN 'GENRE' THEN "ofGenres" ELSE "ofPeople" END * damping * fame))
        AS units
    FROM shared JOIN pair USING (film_id)
    UNION ALL
    SELECT film_id, 'ERA', 0, units
    FROM pair, counted, LATERAL (
      SELECT round(
        1e6 * weight * power(ln((SELECT count(*) FROM reviewed)::float8 + 1), 2) / 10 * exp(-"yearsApart" / "eraYears")
          * "ofEra" * fame
      ) AS units
    ) AS _
    WHERE kind = 'ERA' AND units > 0
  ),
  scored AS (
    SELECT film_id, sum(units) AS units, sum(units) / (sum(units) + 1e6::float8 * min(midpoint)) AS score,
      json_agg(json_build_object('kind', kind, 'id', id, 'units', units)
        ORDER BY kind = 'ERA', units DESC, array_position('{DIRECTOR,ACTOR,GENRE,ERA}', kind), id) AS reasons
    FROM reason, profile GROUP BY film_id
  )`;

/** One row for each film asked about: its entries. In one statement, as planning it takes longer than a run. */
const ofEach = (answer: string) => `
  SELECT (SELECT coalesce(json_agg(entry), '[]') FROM (${scoredFilms} ${answer}) AS entry) AS entries
  FROM unnest($1::int[]) WITH ORDINALITY AS asked(film_id, turn) ORDER BY turn`;

async function entriesOfEach<Entry = OracleEntry>(
  sql: SqlExecutor,
  answer: string,
  values: unknown[],
): Promise<Entry[][]> {
  const rows = await sql.query<{ entries: Entry[] }>(ofEach(answer), values);
  return rows.map(({ entries }) => entries);
}

/** @returns the list of each film, in the order asked. */
export function oracleFilms(
  sql: SqlExecutor,
  { filmIds, kinds, first }: OracleQuery,
  profile: Profile,
): Promise<OracleEntry[][]> {
  return entriesOfEach(
    sql,
    `SELECT film_id AS "filmId", NULL AS "reviewId", units, score, reasons FROM scored
    ORDER BY units DESC, (
      SELECT max(review_recency(date_published, copyright_year)) FROM review
      WHERE review.film_id = scored.film_id AND status = 'PUBLISHED'
    ) DESC NULLS LAST, film_id
    LIMIT $4`,
    [filmIds, JSON.stringify(profile), kinds ?? null, first],
  );
}

/** @returns the list of each film, in the order asked. */
export function oracleReviews(
  sql: SqlExecutor,
  { filmIds, kinds, first, exclude = [], minScore = 0, perFilm = 1 }: OracleQuery,
  profile: Profile,
): Promise<OracleEntry[][]> {
  return entriesOfEach(
    sql,
    `, candidate AS (
      SELECT film_id, review.id, review_recency(date_published, copyright_year) AS recency, units, score, reasons,
        row_number() OVER (
          PARTITION BY film_id ORDER BY review_recency(date_published, copyright_year) DESC, review.id
        ) AS place
      FROM scored JOIN review USING (film_id)
      WHERE status = 'PUBLISHED' AND review.id <> ALL($5::int[])
    )
    SELECT film_id AS "filmId", id AS "reviewId", units, score, reasons FROM candidate
    WHERE place <= $6 AND score >= $7
    ORDER BY units DESC, recency DESC, id
    LIMIT $4`,
    [filmIds, JSON.stringify(profile), kinds ?? null, first, exclude, perFilm, minScore],
  );
}

export interface OracleListEntry extends OracleEntry {
  isPinned: boolean;
}

/** What follows one review, by the editors' rules too: what is pinned, then what is related. */
export async function oracleList(
  sql: SqlExecutor,
  query: Omit<OracleQuery, 'filmIds'> & { reviewId: number; filmId: number },
  profile: Profile,
): Promise<OracleListEntry[]> {
  const { reviewId, filmId, kinds, first, exclude = [], minScore = 0, perFilm = 1 } = query;
  const [list] = await entriesOfEach<OracleListEntry>(
    sql,
    `, rule AS (
      SELECT related_id AS id, kind, place FROM editorial_rule
      WHERE review_id = $8 AND (expires_at IS NULL OR expires_at > now())
    ),
    candidate AS (
      SELECT film_id, id, review_recency(date_published, copyright_year) AS recency, kind IS NOT NULL AS "isPinned", place,
        coalesce(units, 0) AS units, coalesce(score, 0) AS score, coalesce(reasons, '[]') AS reasons
      FROM review LEFT JOIN scored USING (film_id) LEFT JOIN rule USING (id)
      WHERE status = 'PUBLISHED' AND id <> ALL($5::int[]) AND id <> $8 AND kind IS DISTINCT FROM 'HIDE'
    ),
    wanted AS (
      SELECT *, row_number() OVER (PARTITION BY film_id ORDER BY "isPinned" DESC, recency DESC, id) AS "placeOfFilm"
      FROM candidate
      WHERE units > 0 AND score >= $7 OR "isPinned" AND $3::text[] IS NULL AND $7 = 0
    )
    SELECT film_id AS "filmId", id AS "reviewId", units, score, reasons, "isPinned" FROM wanted
    WHERE "isPinned" OR "placeOfFilm" <= $6
    ORDER BY "isPinned" DESC, place, CASE WHEN "isPinned" THEN id END, units DESC, recency DESC, id
    LIMIT $4`,
    [[filmId], JSON.stringify(profile), kinds ?? null, first, exclude, perFilm, minScore, reviewId],
  );
  return list!;
}
