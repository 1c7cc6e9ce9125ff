import { createStore, type TestStore } from '../support/store';

describe('the database refuses', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await createStore();
    await store.sql.query(`
      WITH film AS (INSERT INTO film (id, slug, title, release_year) VALUES (1, 'pig', 'Pig', 2021)),
        person AS (INSERT INTO person (id, slug, name) VALUES (1, 'nicolas-cage', 'Nicolas Cage'))
      INSERT INTO author (id, slug, name) VALUES (1, 'priya', 'Priya')`);
    await store.sql.query(`INSERT INTO credit (film_id, person_id, role, billing) VALUES (1, 1, 'ACTOR', 0)`);
    await store.sql.query(
      `INSERT INTO review (slug, headline, body, film_id, author_id) VALUES ('pig', 'Pig', '{text}', 1, 1)`,
    );
  });
  afterAll(() => store.drop());

  const review = (values: string, columns = '') =>
    `INSERT INTO review (slug, headline, body, film_id, author_id${columns}) VALUES (${values})`;

  const rule = (values: string, columns = '') =>
    `INSERT INTO editorial_rule (actor, review_id, related_id, kind, place${columns}) VALUES ('a test', ${values})`;

  it.each([
    ['a film without a title', `INSERT INTO film (slug, title) VALUES ('x', ' ')`, '23514'],
    ['a film of the year 0', `INSERT INTO film (slug, title, release_year) VALUES ('x', 'X', 0)`, '23514'],
    ['two films of one slug', `INSERT INTO film (slug, title) VALUES ('pig', 'Pig')`, '23505'],
    [
      'an IMDb id of a person for a film',
      `INSERT INTO film (slug, title, imdb_id) VALUES ('x', 'X', 'nm0000115')`,
      '23514',
    ],
    [
      'a credit without a film',
      `INSERT INTO credit (film_id, person_id, role) VALUES (99, 1, 'DIRECTOR')`,
      '23503',
    ],
    [
      'the same credit twice',
      `INSERT INTO credit (film_id, person_id, role) VALUES (1, 1, 'ACTOR')`,
      '23505',
    ],
    [
      'a billed director',
      `INSERT INTO credit (film_id, person_id, role, billing) VALUES (1, 1, 'DIRECTOR', 0)`,
      '23514',
    ],
    ['a negative billing', `UPDATE credit SET billing = -1`, '23514'],
    ['a review of no film', review(`'x', 'X', '{text}', 99, 1`), '23503'],
    ['a review without text', review(`'x', 'X', '{}', 1, 1`), '23514'],
    [
      'the same headline by the same author about the same film',
      review(`'x', 'PIG!', '{text}', 1, 1`),
      '23505',
    ],
    [
      'a rating above the best',
      review(`'x', 'X', '{text}', 1, 1, 6, 5`, ', rating_value, rating_best'),
      '23514',
    ],
    ['a rating without a scale', review(`'x', 'X', '{text}', 1, 1, 4`, ', rating_value'), '23514'],
    ['an unknown status', review(`'x', 'X', '{text}', 1, 1, 'HIDDEN'`, ', status'), '22P02'],
    [
      'a source that is no web address',
      review(`'x', 'X', '{text}', 1, 1, 'javascript:1'`, ', source_url'),
      '23514',
    ],
    ['a pin of a review beside itself', rule(`1, 1, 'PIN', 1`), '23514'],
    ['a pin without a place', rule(`1, 2, 'PIN', NULL`), '23514'],
    ['a pin at place 0', rule(`1, 2, 'PIN', 0`), '23514'],
    ['a hidden review with a place', rule(`1, 2, 'HIDE', 1`), '23514'],
    ['a rule that ends at no time', rule(`1, 2, 'PIN', 1, 'infinity'`, ', expires_at'), '23514'],
    ['a rule about a review that is not there', rule(`1, 99, 'HIDE', NULL`), '23503'],
    ['the end of a film that has reviews', 'DELETE FROM film WHERE id = 1', '23503'],
    ['the end of a person who has credits', 'DELETE FROM person WHERE id = 1', '23503'],
  ])('%s', async (_what, statement, code) => {
    await expect(store.sql.query(statement)).rejects.toMatchObject({ code });
  });
});
