import fc from 'fast-check';
import { openDataSource } from '../../src/database/data-source';
import { catalogues, storeCatalogue } from '../relatedness/catalogue';
import { createStore, type TestStore } from '../support/store';

let store: TestStore;
beforeAll(async () => {
  store = await createStore({ poolSize: 10 });
});
afterAll(() => store.drop());

/** What the triggers keep, beside what the tables say. Nothing, where they agree. */
async function findFaults(): Promise<object[]> {
  return store.sql.query(`
    SELECT 'film' AS what, id FROM film LEFT JOIN film_tally ON film_id = id WHERE review_count IS DISTINCT FROM (
      SELECT count(*) FROM review WHERE film_id = film.id AND status = 'PUBLISHED'
    )
    UNION ALL
    SELECT 'review', review.id FROM review JOIN film ON film.id = film_id
    WHERE film_release_year IS DISTINCT FROM release_year
    UNION ALL
    SELECT 'person', id FROM person WHERE film_count IS DISTINCT FROM (
      SELECT count(DISTINCT film_id) FROM credit WHERE person_id = person.id
    )
    UNION ALL
    SELECT 'role', person_id FROM (
      (TABLE person_role EXCEPT SELECT person_id, role, count(*) FROM credit GROUP BY person_id, role)
      UNION ALL (SELECT person_id, role, count(*) FROM credit GROUP BY person_id, role EXCEPT TABLE person_role)
    ) AS differing
  `);
}

/** Changes by what could be sent in one statement; ids beyond those that there are change nothing. */
const changes: Record<string, (some: number, other: number) => string> = {
  publish: (film) => `INSERT INTO review (slug, headline, body, film_id, author_id, status)
    SELECT 'more-' || gen_random_uuid(), 'More ' || gen_random_uuid(), '{text}', id, 1, 'PUBLISHED'
    FROM film WHERE id IN (${film}, ${film} + 2)`,
  'change of status': (review, other) =>
    `UPDATE review SET status = (ARRAY['DRAFT', 'PUBLISHED', 'RETRACTED'])[1 + ${other} % 3]::review_status
     WHERE id % 5 = ${review} % 5`,
  'change of film': (review, film) =>
    `UPDATE review SET film_id = ${film} WHERE id = ${review} AND EXISTS (SELECT FROM film WHERE id = ${film})`,
  'change of headline': (review) => `UPDATE review SET headline = headline || '!' WHERE id = ${review}`,
  'removal of reviews': (review) => `DELETE FROM review WHERE id % 4 = ${review} % 4`,
  'change of year': (film, year) =>
    `UPDATE film SET release_year = ${year > 6 ? 'NULL' : 1990 + year} WHERE id >= ${film}`,
  'new credits': (film, person) =>
    `INSERT INTO credit (film_id, person_id, role) SELECT id, 1 + ${person} % 7, 'WRITER' FROM film
     WHERE id <= ${film} ON CONFLICT DO NOTHING`,
  'change of people': (person) =>
    `UPDATE credit SET person_id = 1 + (person_id + 2) % 7 WHERE person_id = ${person} AND role = 'WRITER'
     AND NOT EXISTS (
       SELECT FROM credit AS other WHERE other.film_id = credit.film_id AND other.role = credit.role
         AND other.person_id = 1 + (credit.person_id + 2) % 7
     )`,
  'removal of credits': (person) => `DELETE FROM credit WHERE person_id = ${person}`,
  'removal of films': (film) =>
    `DELETE FROM film WHERE id >= ${film} AND NOT EXISTS (SELECT FROM review WHERE film_id = film.id)`,
  'removal of all reviews': () => 'TRUNCATE review CASCADE',
  'removal of all credits': () => 'TRUNCATE credit',
};

describe('counts and years that lists are ordered by', () => {
  it('are right after whatever is done to the tables', async () => {
    const steps = fc.array(
      fc.tuple(
        fc.constantFrom(...Object.keys(changes)),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
      ),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(catalogues, steps, async (catalogue, taken) => {
        await storeCatalogue(store.sql, catalogue);
        expect(await findFaults()).toEqual([]);
        for (const [name, some, other] of taken) {
          await store.sql.query(changes[name]!(some, other));
          expect({ after: name, faults: await findFaults() }).toEqual({ after: name, faults: [] });
        }
      }),
      { numRuns: 25 },
    );
  });

  it('are found wrong when they are', async () => {
    await storeCatalogue(store.sql, fc.sample(catalogues, { numRuns: 1, seed: 1 })[0]!);
    await store.sql.query('UPDATE film_tally SET review_count = review_count + 1 WHERE film_id = 1');
    await store.sql.query('UPDATE person SET film_count = film_count + 1 WHERE id = 1');
    expect(await findFaults()).toEqual([
      { what: 'film', id: 1 },
      { what: 'person', id: 1 },
    ]);
    await store.sql.query('SELECT fill_list_columns()');
    expect(await findFaults()).toEqual([]);
  });

  it('are right when many write at once, each of the same films and people in another order', async () => {
    await storeCatalogue(store.sql, fc.sample(catalogues, { numRuns: 1, seed: 2 })[0]!);
    await store.sql.query('DELETE FROM credit');
    const write = (writer: number) => {
      const order = writer % 2 ? 'DESC' : 'ASC';
      return Promise.all([
        store.sql.query(
          `INSERT INTO review (slug, headline, body, film_id, author_id, status)
          SELECT 'at-once-' || film.id || '-' || $1, 'At once ' || $1, '{text}', film.id, 1, 'PUBLISHED'
          FROM film, generate_series(1, 1) ORDER BY film.id ${order}`,
          [String(writer)],
        ),
        store.sql.query(
          `INSERT INTO credit (film_id, person_id, role)
          SELECT film.id, person.id, (enum_range(NULL::credit_role))[$1::int] FROM film, person
          ORDER BY film.id ${order}, person.id ${order}`,
          [writer],
        ),
      ]);
    };
    await Promise.all([1, 2, 3, 4, 5, 6, 7].map(write));
    expect(await findFaults()).toEqual([]);
    const [counted] = await store.sql.query(
      'SELECT min(review_count) >= 7 AS "areAllCounted" FROM film_tally',
    );
    expect(counted).toEqual({ areAllCounted: true });
  });

  it('follow the year of a film that is corrected while a review of it is written', async () => {
    await storeCatalogue(store.sql, fc.sample(catalogues, { numRuns: 1, seed: 3 })[0]!);
    const other = await openDataSource({ url: store.url, poolSize: 1 });
    const runner = other.createQueryRunner();
    await runner.startTransaction();
    await runner.query('UPDATE film SET release_year = 1933 WHERE id = 1');
    const written = store.sql.query(changes.publish!(1, 1));
    await waitUntilBlocked();
    await runner.commitTransaction();
    await runner.release();
    await written;
    await other.destroy();
    expect(await findFaults()).toEqual([]);
  });

  it('do not count as changes of a film: relatedness has nothing to follow', async () => {
    await storeCatalogue(store.sql, fc.sample(catalogues, { numRuns: 1, seed: 4 })[0]!);
    await store.sql.query('TRUNCATE change_log');
    await store.sql.query('UPDATE film_tally SET review_count = review_count + 1');
    await store.sql.query('UPDATE review SET film_release_year = 1900');
    expect(await store.sql.query('SELECT id FROM change_log')).toEqual([]);
    await store.sql.query(changes.publish!(1, 1));
    expect(await store.sql.query('SELECT id FROM change_log ORDER BY id')).toEqual([{ id: 1 }, { id: 3 }]);
  });
});

async function waitUntilBlocked(): Promise<void> {
  for (;;) {
    const [{ count }] = (await store.sql.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )) as [{ count: number }];
    if (count > 0) return;
  }
}
