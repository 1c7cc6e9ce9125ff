import fc from 'fast-check';
import type { SqlExecutor } from '../../src/database/sql';

/** A small made-up store. Ids are given by place, counted from 1. */
export interface Catalogue {
  films: {
    year: number | null;
    votes: number | null;
    rating: number | null;
    genres: number[];
    directors: number[];
    /** Person and billing; null for the unbilled. */
    cast: { person: number; billing: number | null }[];
    /** What counts for no relatedness. */
    crew: { person: number; role: string }[];
  }[];
  reviews: {
    film: number;
    status: 'DRAFT' | 'PUBLISHED' | 'RETRACTED';
    date: string | null;
    year: number | null;
  }[];
  /** Editors' rules, of some of the reviews. Those that name a review which is not there are passed over. */
  rules: Rule[];
}

export interface Rule {
  review: number;
  related: number;
  /** Of a pin; null for what is hidden. */
  place: number | null;
  hasExpired: boolean;
}

export const peopleCount = 7;
export const genreCount = 4;

const idUpTo = (count: number) => fc.integer({ min: 1, max: count });
const person = idUpTo(peopleCount);

const reviewsWithRules = 3;
export const rules: fc.Arbitrary<Rule> = fc
  .record({
    review: idUpTo(reviewsWithRules),
    related: idUpTo(18),
    place: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 }),
    hasExpired: fc.constantFrom(false, false, false, true),
  })
  .filter(({ review, related }) => review !== related);

/** Few people and dates, so that ties and two roles of one person are common. */
export const catalogues: fc.Arbitrary<Catalogue> = fc
  .array(
    fc.record({
      year: fc.option(fc.constantFrom(1927, 1990, 1995, 1996, 2020), { freq: 6 }),
      votes: fc.option(fc.constantFrom(0, 12, 5_000, 2_000_000)),
      rating: fc.option(fc.constantFrom(0, 6.5, 7.25, 10), { freq: 4 }),
      genres: fc.uniqueArray(idUpTo(genreCount), { maxLength: genreCount }),
      directors: fc.uniqueArray(person, { maxLength: 2 }),
      cast: fc.uniqueArray(
        fc.record({ person, billing: fc.option(fc.integer({ min: 0, max: 17 }), { freq: 5 }) }),
        { maxLength: 5, selector: (member) => member.person },
      ),
      crew: fc.uniqueArray(fc.record({ person, role: fc.constantFrom('WRITER', 'COMPOSER', 'PRODUCER') }), {
        maxLength: 2,
        selector: (member) => `${member.person} ${member.role}`,
      }),
    }),
    { minLength: 4, maxLength: 12, size: 'max' },
  )
  .chain((films) =>
    fc.record({
      films: fc.constant(films),
      reviews: fc.array(
        fc.record({
          film: idUpTo(films.length),
          status: fc.constantFrom('PUBLISHED', 'PUBLISHED', 'PUBLISHED', 'PUBLISHED', 'DRAFT', 'RETRACTED'),
          date: fc.option(fc.constantFrom('2020-01-01', '2020-01-01T00:00:00.001Z', '2021-06-30')),
          year: fc.option(fc.constantFrom(2019, 2020, 2022)),
        }),
        { minLength: 3, maxLength: 18, size: 'max' },
      ),
      rules: fc.array(rules, { maxLength: 12, size: 'max' }),
    }),
  );

export async function storeCatalogue(sql: SqlExecutor, { films, reviews, rules }: Catalogue): Promise<void> {
  await sql.query(
    'TRUNCATE review, credit, film_genre, film, person, genre, author RESTART IDENTITY CASCADE',
  );
  await sql.query(`INSERT INTO author (slug, name) VALUES ('author', 'Author')`);
  await sql.query(
    `INSERT INTO person (slug, name) SELECT 'p' || i, 'P' || i FROM generate_series(1, $1::int) AS i`,
    [peopleCount],
  );
  await sql.query(
    `INSERT INTO genre (slug, name) SELECT 'g' || i, 'G' || i FROM generate_series(1, $1::int) AS i`,
    [genreCount],
  );
  await sql.query(
    `INSERT INTO film (slug, title, release_year, vote_count, vote_average)
    SELECT 'f' || place, 'F' || place, year, votes, rating
    FROM ROWS FROM (json_to_recordset($1) AS (year smallint, votes int, rating float8))
      WITH ORDINALITY AS _(year, votes, rating, place)`,
    [JSON.stringify(films)],
  );
  const credits = films.flatMap(({ directors, cast, crew }, index) => [
    ...directors.map((id) => ({ film: index + 1, person: id, role: 'DIRECTOR', billing: null })),
    ...cast.map((member) => ({ film: index + 1, role: 'ACTOR', ...member })),
    ...crew.map((member) => ({ film: index + 1, billing: null, ...member })),
  ]);
  await sql.query(
    `INSERT INTO credit (film_id, person_id, role, billing)
    SELECT film, person, role::credit_role, billing
    FROM json_to_recordset($1) AS _(film int, person int, role text, billing int)`,
    [JSON.stringify(credits)],
  );
  await sql.query(
    'INSERT INTO film_genre SELECT film, genre FROM json_to_recordset($1) AS _(film int, genre int)',
    [
      JSON.stringify(
        films.flatMap(({ genres }, index) => genres.map((genre) => ({ film: index + 1, genre }))),
      ),
    ],
  );
  await sql.query(
    `INSERT INTO review (slug, headline, body, film_id, author_id, status, date_published, copyright_year)
    SELECT 'r' || place, 'Review ' || place, '{text}', film, 1, status::review_status, date, year
    FROM ROWS FROM (json_to_recordset($1) AS (film int, status text, date timestamptz, year smallint))
      WITH ORDINALITY AS _(film, status, date, year, place)`,
    [JSON.stringify(reviews)],
  );
  for (const rule of rules) await sql.query(decideRule, valuesOf(rule));
}

export const decideRule = `
  INSERT INTO editorial_rule (review_id, related_id, kind, place, expires_at, actor)
  SELECT review.id, related.id,
    CASE WHEN $3::int IS NULL THEN 'HIDE' ELSE 'PIN' END::editorial_rule_kind, $3, $4::timestamptz, 'a test'
  FROM review, review AS related WHERE review.id = $1 AND related.id = $2
  ON CONFLICT (review_id, related_id)
  DO UPDATE SET kind = excluded.kind, place = excluded.place, expires_at = excluded.expires_at`;

export function valuesOf({ review, related, place, hasExpired }: Rule) {
  return [review, related, place, hasExpired ? '2020-01-01' : null];
}
