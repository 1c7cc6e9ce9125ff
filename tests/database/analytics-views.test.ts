import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { wilsonInterval } from '../../src/analytics/wilson';
import { makeDemoTraffic } from '../../src/engagement/demo/demo-traffic';
import { takeIn } from '../../src/engagement/engagement.store';
import { recount } from '../../src/engagement/recount.store';
import { projectRoot } from '../../src/project';
import { Progress } from '../../src/relatedness/quality/progress';
import { connectTo, eventOf } from '../engagement/events';
import { connectReader } from '../support/reader';
import { createStore, sampleTemplate, type TestStore } from '../support/store';

const document = join(projectRoot, 'docs/sql-views.md');

let store: TestStore;
let client: Client;
beforeAll(async () => {
  store = await createStore({ template: sampleTemplate });
  client = await connectTo(store.url);
  await store.sql.query(`UPDATE review SET status = 'DRAFT' WHERE id = 5`);
  await store.sql.query(`UPDATE review SET status = 'RETRACTED' WHERE id = 6`);
  await store.sql.query(`UPDATE review SET rating_value = 3, rating_best = 4 WHERE id = 7`);
  await store.sql.query(`UPDATE review SET date_published = '2024-02-29T23:59:59Z' WHERE id IN (8, 9)`);
  await recount(client, { timeZone: 'Australia/Lord_Howe' });
  await makeDemoTraffic(
    { sql: store.sql, url: store.url, progress: new Progress() },
    { seed: 'views', days: 4, until: '2026-04-06', now: Date.now(), amount: { viewsPerDay: 60 } },
  );
  const at = new Date('2026-04-05T14:45:00Z'); // while clocks go back by half an hour there
  const real = { occurredAt: at, receivedAt: at, reviewId: 1, targetId: 2, kinds: 5 };
  await takeIn(client, [eventOf(real), eventOf({ ...real, kinds: 1 }), eventOf({ ...real, kind: 'CLICK' })]);
});
afterAll(async () => {
  await client.end();
  await store.drop();
});

const rowsOf = async (query: string) =>
  (await client.query(`SELECT row_to_json(counted)::text AS row FROM (${query}) AS counted`)).rows
    .map(({ row }) => row as string)
    .sort();

const day = `(occurred_at AT TIME ZONE 'Australia/Lord_Howe')::date`;
const impressions = `count(*) FILTER (WHERE kind = 'IMPRESSION') AS impressions`;
const clicks = `count(*) FILTER (WHERE kind = 'CLICK') AS clicks`;
const placement = 'profile, source, foremost AS reason, slot';
const published = `id IN (SELECT id FROM review EXCEPT SELECT id FROM review WHERE status <> 'PUBLISHED')`;

/** What each view must show, counted in another way: out of the events, and by subqueries instead of joins. */
const expected: Record<string, string> = {
  articles: `SELECT id AS article_id, slug, headline, film_id,
    (SELECT title FROM film WHERE film.id = film_id) AS film,
    (SELECT release_year FROM film WHERE film.id = film_id) AS release_year,
    (SELECT name FROM author WHERE author.id = author_id) AS author,
    (SELECT name FROM publication WHERE publication.id = publication_id) AS publication,
    CASE WHEN rating_best > 0 THEN rating_value / rating_best END AS rating,
    to_char(date_published AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS published_on, copyright_year
    FROM review WHERE ${published}`,
  article_genres: `SELECT id AS article_id, slug, unnest(ARRAY(
      SELECT name FROM genre WHERE id IN (SELECT genre_id FROM film_genre WHERE film_genre.film_id = review.film_id)
    )) AS genre FROM review WHERE ${published}`,
  article_people: `SELECT review.id AS article_id, slug, person_id,
    (SELECT name FROM person WHERE person.id = person_id) AS person, role, billing
    FROM credit, review WHERE credit.film_id = review.film_id AND review.${published}`,
  reviews_by_month: `SELECT to_char(date_published AT TIME ZONE 'UTC', 'YYYY-MM-01') AS month, count(*) AS articles
    FROM review WHERE date_published > '-infinity' AND ${published} GROUP BY 1`,
  engagement_by_day: `SELECT ${day} AS day, ${placement}, ${impressions}, ${clicks}, is_demo
    FROM engagement_event GROUP BY 1, 2, 3, 4, 5, is_demo`,
  engagement_by_article_day: `SELECT ${day} AS day, review_id AS article_id, target_id AS entry_id, ${placement},
    ${impressions}, ${clicks}, is_demo FROM engagement_event GROUP BY 1, 2, 3, 4, 5, 6, 7, is_demo`,
  reading_by_article_day: `SELECT ${day} AS day, review_id AS article_id,
    count(DISTINCT view) FILTER (WHERE kind = 'IMPRESSION') AS views,
    count(DISTINCT view) FILTER (WHERE kind = 'CLICK') AS followed_views, is_demo
    FROM engagement_event GROUP BY 1, 2, is_demo`,
};
const views = Object.keys(expected);

describe('the schema analytics', () => {
  it.each(views)('counts right: %s', async (view) => {
    const rows = await rowsOf(`SELECT * FROM analytics.${view}`);
    expect(rows.length).toBeGreaterThan(view === 'reviews_by_month' ? 1 : 60);
    expect(rows).toEqual(await rowsOf(expected[view]!));
  });

  it('has these views, and says of each, of each column and of each function what it is', async () => {
    const { rows } = await client.query<{ name: string; says: string | null }>(`
      SELECT relname AS name, obj_description(oid, 'pg_class') AS says
      FROM pg_class WHERE relnamespace = 'analytics'::regnamespace
      UNION ALL
      SELECT relname || '.' || attname, col_description(attrelid, attnum)
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE relnamespace = 'analytics'::regnamespace AND attnum > 0
      UNION ALL
      SELECT proname || '()', obj_description(oid, 'pg_proc')
      FROM pg_proc WHERE pronamespace = 'analytics'::regnamespace`);
    const names = rows.map(({ name }) => name);
    expect(names.filter((name) => !/[.(]/.test(name)).sort()).toEqual([...views].sort());
    expect(names.filter((name) => name.endsWith('()')).sort()).toEqual(['wilson_high()', 'wilson_low()']);
    expect(rows.filter(({ says }) => !says || says.length < 5)).toEqual([]);
    const documented = [...readFileSync(document, 'utf8').matchAll(/^\| `analytics\.(\w+)` \|/gm)];
    expect(documented.map(([, view]) => view).sort()).toEqual([...views].sort());
  });

  it.each([
    [0, 0],
    [0, 1],
    [1, 1],
    [3, 200],
    [200, 200],
    [12_345, 10_000_000],
    [3, 2], // clicks without impressions, as late beacons can make them
  ])('gives the interval of %i in %i', async (successes, trials) => {
    const { rows } = await client.query(
      'SELECT analytics.wilson_low($1::int, $2::bigint) AS low, analytics.wilson_high($1::numeric, $2::int) AS high',
      [successes, trials],
    );
    const { low, high } = wilsonInterval({ successes, trials });
    expect(rows[0].low).toBeCloseTo(low, 12);
    expect(rows[0].high).toBeCloseTo(high, 12);
  });
});

describe('a role as docs/sql-views.md makes it', () => {
  let reader: Client;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    ({ reader, drop } = await connectReader(store));
  });
  afterAll(() => drop());

  it.each(views)('reads analytics.%s', async (view) => {
    expect((await reader.query(`SELECT * FROM analytics.${view} LIMIT 1`)).rows).toHaveLength(1);
  });

  it('reads what a later version adds', async () => {
    await client.query('CREATE VIEW analytics.later AS SELECT 1 AS one');
    expect((await reader.query('SELECT one FROM analytics.later')).rows).toEqual([{ one: 1 }]);
    await client.query('DROP VIEW analytics.later');
  });

  it('reads no table, and writes nothing', async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT oid::regclass::text AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')`,
    );
    expect(rows.length).toBeGreaterThan(25);
    const forbidden = [
      ...rows.map(({ name }) => `SELECT * FROM ${name} LIMIT 1`),
      'INSERT INTO analytics.reading_by_article_day VALUES (now(), 1, 1, 1, true)',
      'DELETE FROM analytics.reading_by_article_day',
      'CREATE VIEW analytics.mine AS SELECT 1',
      'CREATE TABLE public.mine (id int)',
    ];
    const allowed: string[] = [];
    for (const statement of forbidden) {
      await reader.query(statement).then(
        () => allowed.push(statement),
        ({ message }) => expect(message).toMatch(/^permission denied for /),
      );
    }
    expect(allowed).toEqual([]);
  });
});
