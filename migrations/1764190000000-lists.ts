import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists are filtered and ordered by and would else be counted or joined for each: kept right by triggers. */
export class Lists1764190000000 implements MigrationInterface {
  name = 'Lists1764190000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Beside the films and not in them: whoever changes a film goes on to its reviews, and whoever changes a review
    // goes on to what is counted here. If that were the film, the two would wait for each other.
    await queryRunner.query(`
      CREATE TABLE film_tally (
        film_id      int CONSTRAINT film_tally_pkey PRIMARY KEY
                         CONSTRAINT film_tally_film_fkey REFERENCES film ON DELETE CASCADE,
        review_count int NOT NULL DEFAULT 0 CONSTRAINT film_tally_review_count_check CHECK (review_count >= 0)
      )
    `);
    await queryRunner.query(`
      ALTER TABLE person ADD COLUMN film_count int NOT NULL DEFAULT 0
        CONSTRAINT person_film_count_check CHECK (film_count >= 0)
    `);
    await queryRunner.query('ALTER TABLE review ADD COLUMN film_release_year smallint');
    // A row for each role that a person has a credit in. No foreign key: credits have one, and rows come and go
    // with them; with one, nobody could empty the table person without naming this one too.
    await queryRunner.query(`
      CREATE TABLE person_role (
        person_id  int NOT NULL,
        role       credit_role NOT NULL,
        film_count int NOT NULL CONSTRAINT person_role_film_count_check CHECK (film_count > 0),
        CONSTRAINT person_role_pkey PRIMARY KEY (person_id, role)
      )
    `);

    // All at once, for a store that was filled while the triggers rested.
    await queryRunner.query(`
      CREATE FUNCTION fill_list_columns() RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
        DELETE FROM film_tally;
        INSERT INTO film_tally
        SELECT film.id, count(review.id)
        FROM film LEFT JOIN review ON review.film_id = film.id AND review.status = 'PUBLISHED' GROUP BY film.id;
        UPDATE review SET film_release_year = film.release_year FROM film
        WHERE film.id = review.film_id AND review.film_release_year IS DISTINCT FROM film.release_year;
        UPDATE person SET film_count = counted.films
        FROM (
          SELECT person.id, count(DISTINCT credit.film_id) AS films
          FROM person LEFT JOIN credit ON credit.person_id = person.id GROUP BY person.id
        ) AS counted
        WHERE person.id = counted.id AND person.film_count <> counted.films;
        DELETE FROM person_role;
        INSERT INTO person_role SELECT person_id, role, count(*) FROM credit GROUP BY person_id, role;
      $$
    `);
    await queryRunner.query('ALTER TABLE review DISABLE TRIGGER USER');
    await queryRunner.query('SELECT fill_list_columns()');
    await queryRunner.query('ALTER TABLE review ENABLE TRIGGER USER');

    // Each counts anew instead of adding to what was counted: the rows counted are few. What is counted for is
    // locked first, in the order of the ids, and the count is a statement of its own: so it sees what those have
    // committed whom it waited for, and two of them do not wait for each other.
    await queryRunner.query(`
      CREATE FUNCTION follow_reviews() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      DECLARE
        films int[];
        -- Of reviews that are new there: nobody else waits for these.
        filmsOfNew int[];
      BEGIN
        CASE TG_OP
          WHEN 'TRUNCATE' THEN
            UPDATE film_tally SET review_count = 0 WHERE review_count > 0;
          WHEN 'INSERT' THEN
            SELECT array_agg(DISTINCT film_id) INTO films FROM written;
            filmsOfNew := films;
          WHEN 'DELETE' THEN
            SELECT array_agg(DISTINCT film_id) INTO films FROM gone;
          WHEN 'UPDATE' THEN
            SELECT array_agg(DISTINCT film_id) INTO films FROM (
              (SELECT id, film_id, status FROM gone EXCEPT SELECT id, film_id, status FROM written)
              UNION ALL (SELECT id, film_id, status FROM written EXCEPT SELECT id, film_id, status FROM gone)
            ) AS changed;
            SELECT array_agg(DISTINCT written.film_id) INTO filmsOfNew
            FROM written JOIN gone USING (id) WHERE written.film_id <> gone.film_id;
        END CASE;
        IF films IS NULL THEN RETURN NULL; END IF;
        IF filmsOfNew IS NOT NULL THEN
          -- Their year stays as it is until the end of the transaction.
          PERFORM FROM film WHERE id = ANY(filmsOfNew) ORDER BY id FOR SHARE;
          UPDATE review SET film_release_year = film.release_year FROM film
          WHERE film.id = ANY(filmsOfNew) AND review.film_id = film.id AND review.id IN (SELECT id FROM written)
            AND review.film_release_year IS DISTINCT FROM film.release_year;
        END IF;
        PERFORM FROM film_tally WHERE film_id = ANY(films) ORDER BY film_id FOR NO KEY UPDATE;
        UPDATE film_tally SET review_count = counted.reviews
        FROM (
          SELECT touched.id, count(review.id) AS reviews
          FROM unnest(films) AS touched(id)
          LEFT JOIN review ON review.film_id = touched.id AND review.status = 'PUBLISHED' GROUP BY touched.id
        ) AS counted
        WHERE film_tally.film_id = counted.id AND film_tally.review_count <> counted.reviews;
        RETURN NULL;
      END $$
    `);
    await queryRunner.query(`
      CREATE FUNCTION tally_films() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      BEGIN
        INSERT INTO film_tally (film_id) SELECT id FROM written;
        RETURN NULL;
      END $$
    `);
    await queryRunner.query(`
      CREATE FUNCTION follow_release_year() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      DECLARE
        films int[];
      BEGIN
        SELECT array_agg(id) INTO films FROM gone JOIN written USING (id)
        WHERE gone.release_year IS DISTINCT FROM written.release_year;
        IF films IS NULL THEN RETURN NULL; END IF;
        PERFORM FROM review WHERE film_id = ANY(films) ORDER BY id FOR NO KEY UPDATE;
        UPDATE review SET film_release_year = film.release_year FROM film
        WHERE film.id = ANY(films) AND review.film_id = film.id;
        RETURN NULL;
      END $$
    `);
    await queryRunner.query(`
      CREATE FUNCTION follow_credits() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
      DECLARE
        people int[];
      BEGIN
        CASE TG_OP
          WHEN 'TRUNCATE' THEN
            UPDATE person SET film_count = 0 WHERE film_count > 0;
            DELETE FROM person_role;
          WHEN 'INSERT' THEN
            SELECT array_agg(DISTINCT person_id) INTO people FROM written;
          WHEN 'DELETE' THEN
            SELECT array_agg(DISTINCT person_id) INTO people FROM gone;
          WHEN 'UPDATE' THEN
            SELECT array_agg(DISTINCT person_id) INTO people FROM (
              (SELECT film_id, person_id, role FROM gone EXCEPT SELECT film_id, person_id, role FROM written)
              UNION ALL (SELECT film_id, person_id, role FROM written EXCEPT SELECT film_id, person_id, role FROM gone)
            ) AS changed;
        END CASE;
        IF people IS NULL THEN RETURN NULL; END IF;
        PERFORM FROM person WHERE id = ANY(people) ORDER BY id FOR NO KEY UPDATE;
        UPDATE person SET film_count = counted.films
        FROM (
          SELECT touched.id, count(DISTINCT credit.film_id) AS films
          FROM unnest(people) AS touched(id) LEFT JOIN credit ON credit.person_id = touched.id GROUP BY touched.id
        ) AS counted
        WHERE person.id = counted.id AND person.film_count <> counted.films;
        DELETE FROM person_role WHERE person_id = ANY(people) AND NOT EXISTS (
          SELECT FROM credit WHERE credit.person_id = person_role.person_id AND credit.role = person_role.role
        );
        INSERT INTO person_role
        SELECT person_id, role, count(*) FROM credit WHERE person_id = ANY(people) GROUP BY person_id, role
        ON CONFLICT (person_id, role) DO UPDATE SET film_count = excluded.film_count
        WHERE person_role.film_count <> excluded.film_count;
        RETURN NULL;
      END $$
    `);
    for (const [name, table, event, execute] of triggers) {
      await queryRunner.query(`
        CREATE TRIGGER ${name} AFTER ${event} ON ${table} ${transitions[event]}
        FOR EACH STATEMENT EXECUTE FUNCTION ${execute}()
      `);
    }

    for (const index of indexes) await queryRunner.query(`CREATE INDEX ${index}`);
    // Of an index for some of the rows, PostgreSQL does not take how its values are distributed.
    for (const [name, expression] of distributions) {
      await queryRunner.query(`CREATE STATISTICS ${name} ON (${expression}) FROM review`);
    }
    await queryRunner.query('ANALYZE film, person, person_role, review');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name, table] of triggers) await queryRunner.query(`DROP TRIGGER ${name} ON ${table}`);
    await queryRunner.query(
      'DROP FUNCTION follow_credits, follow_release_year, follow_reviews, tally_films, fill_list_columns',
    );
    await queryRunner.query(`DROP STATISTICS ${distributions.map(([name]) => name).join(', ')}`);
    await queryRunner.query('DROP TABLE person_role, film_tally');
    // The indexes on these columns go with them.
    await queryRunner.query('ALTER TABLE review DROP COLUMN film_release_year');
    await queryRunner.query('ALTER TABLE person DROP COLUMN film_count');
    await queryRunner.query(
      'DROP INDEX film_oldest, film_latest, review_best, review_worst, review_headline',
    );
  }
}

type Event = 'INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE';

const transitions: Record<Event, string> = {
  INSERT: 'REFERENCING NEW TABLE AS written',
  UPDATE: 'REFERENCING OLD TABLE AS gone NEW TABLE AS written',
  DELETE: 'REFERENCING OLD TABLE AS gone',
  TRUNCATE: '',
};

const triggers: [name: string, table: string, event: Event, execute: string][] = [
  ...(Object.keys(transitions) as Event[]).flatMap((event): typeof triggers => [
    [`follow_${event.toLowerCase()}`, 'review', event, 'follow_reviews'],
    [`follow_${event.toLowerCase()}`, 'credit', event, 'follow_credits'],
  ]),
  ['follow_release_year', 'film', 'UPDATE', 'follow_release_year'],
  ['tally', 'film', 'INSERT', 'tally_films'],
];

const newest = 'review_recency(date_published, copyright_year) DESC, id';
const recency = 'review_recency(date_published, copyright_year)';
const rating = 'coalesce(rating_value / rating_best, -1)';
const filmYear = 'coalesce(film_release_year, 0)';
const year = 'coalesce(release_year, 0)';

// One for each direction of what many rows have in common: ids go upwards in both, and a page that begins amid
// rows of one rating is found only where both columns go the same way.
const indexes = [
  `review_best ON review ((-(${rating})), id) WHERE status = 'PUBLISHED'`,
  `review_worst ON review ((${rating}), id) WHERE status = 'PUBLISHED'`,
  `review_headline ON review (match_key(headline), id) WHERE status = 'PUBLISHED'`,
  `review_newest_by_year ON review ((${filmYear}), ${newest}) WHERE status = 'PUBLISHED'`,
  // With the date behind: what was published last is mostly of the latest films, and the way from the oldest to it far.
  `review_latest_film ON review ((-(${filmYear})), id, (${recency})) WHERE status = 'PUBLISHED'`,
  `review_oldest_film ON review ((${filmYear}), id, (${recency})) WHERE status = 'PUBLISHED'`,
  `film_latest ON film ((-(${year})), id)`,
  `film_oldest ON film ((${year}), id)`,
  'film_tally_most_reviews ON film_tally ((-review_count), film_id)',
  'film_tally_fewest_reviews ON film_tally (review_count, film_id)',
  'person_most_films ON person ((-film_count), id)',
  'person_fewest_films ON person (film_count, id)',
  'person_role_most_films ON person_role (role, (-film_count), person_id)',
  'person_role_fewest_films ON person_role (role, film_count, person_id)',
];

const distributions = [
  ['review_recency_distribution', recency],
  ['review_rating_distribution', rating],
  ['review_negative_rating_distribution', `-${rating}`],
  ['review_film_year_distribution', filmYear],
  ['review_negative_film_year_distribution', `-${filmYear}`],
] as const;
