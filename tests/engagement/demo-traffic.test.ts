import { Role } from '../../src/access/role';
import { type DemoOptions, makeDemoTraffic, removeDemoTraffic } from '../../src/engagement/demo/demo-traffic';
import { takeIn } from '../../src/engagement/engagement.store';
import { Intake } from '../../src/engagement/intake';
import { recount } from '../../src/engagement/recount.store';
import { activateProfile } from '../../src/relatedness/profiles/activation.store';
import { activeProfile, activeVersion, createProfile } from '../../src/relatedness/profiles/profile.store';
import { Progress } from '../../src/relatedness/quality/progress';
import { cleanUp, runCommand } from '../service/program';
import { createApi, type TestApi } from '../support/api';
import { createStore, type TestStore } from '../support/store';
import { connectTo, countsAndRecount, eventOf } from './events';

jest.setTimeout(60_000);

let api: TestApi;
let store: TestStore;
beforeAll(async () => {
  api = await createApi();
  store = api.store;
});
afterAll(async () => {
  await api.drop();
  await cleanUp();
});

const ofStore = (of: TestStore) => ({ sql: of.sql, url: of.url, progress: new Progress() });

const until = '2026-03-15';
const make = (options: Partial<DemoOptions> = {}, of = store) =>
  makeDemoTraffic(ofStore(of), {
    seed: 'one',
    days: 10,
    until,
    now: Date.parse('2026-03-20'),
    amount: { viewsPerDay: 100 },
    ...options,
  });
const remove = () => removeDemoTraffic(ofStore(store));

const count = async (condition = 'true') =>
  (
    await store.sql.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM engagement_event WHERE ${condition}`,
    )
  )[0]!.count;

/** All that there is of all events. */
const digest = async () =>
  (
    await store.sql.query<{ digest: string }>(
      `SELECT md5(string_agg(event::text, ' ' ORDER BY view, slot, kind)) AS digest FROM engagement_event AS event`,
    )
  )[0]!.digest;

const countsOf = async (of = store) => {
  const [kept, recounted] = await countsAndRecount(of.sql);
  expect(kept).toEqual(recounted);
  return kept;
};

describe('demo events', () => {
  it('are the same for the same seed, and others for another', async () => {
    await make();
    const first = await digest();
    await make({ seed: 'two' });
    expect(await digest()).not.toBe(first);
    await make();
    expect(await digest()).toBe(first);
  });

  it('say that they are, are counted as others are, and take the place of those before', async () => {
    const { added } = await make();
    expect(await count('is_demo')).toBe(added);
    expect(await count()).toBe(added);
    await countsOf();
    expect(await make()).toMatchObject({ added, removed: added, from: '2026-03-06', to: until });
    expect(await count()).toBe(added);
    await countsOf();
  });

  it('are taken out without a trace, and leave what readers did, on the same days and entries too', async () => {
    await remove();
    const client = await connectTo(store.url);
    await make();
    const [twin] = await store.sql.query<{ review: number; target: number }>(
      `SELECT review_id AS review, target_id AS target FROM engagement_event WHERE day = '2026-03-10' LIMIT 1`,
    );
    await remove();
    const at = new Date('2026-03-10T12:00:00Z');
    const real = ['IMPRESSION', 'CLICK'] as const;
    const ids = { reviewId: twin!.review, targetId: twin!.target, occurredAt: at, receivedAt: at };
    const view = 'c0ffee00-0000-4000-8000-000000000000';
    await takeIn(
      client,
      real.map((kind) => eventOf({ ...ids, view, kind })),
    );
    const before = await countsOf();
    const { added } = await make();
    expect(await count()).toBe(added + 2);
    expect(await countsOf()).not.toEqual(before);
    expect(await remove()).toBe(added);
    expect(await countsOf()).toEqual(before);
    expect(await count()).toBe(2);
    expect(await remove()).toBe(0);
    await client.end();
  });

  it('are taken out where days are those of another time zone', async () => {
    const client = await connectTo(store.url);
    await remove();
    const before = await countsOf();
    await recount(client, { timeZone: 'Asia/Kolkata' });
    await make();
    await recount(client, { timeZone: 'America/New_York' });
    await countsOf();
    await remove();
    await recount(client, { timeZone: 'UTC' });
    expect(await countsOf()).toEqual(before);
    await client.end();
  });

  it('do not lie ahead: the day that is on goes as far as it has come', async () => {
    await make();
    const late = await count(`is_demo AND occurred_at > '2026-03-15T12:00:00Z'`);
    expect(late).toBeGreaterThan(0);
    const before = await count('is_demo');
    await make({ now: Date.parse('2026-03-15T12:00:00Z') });
    expect(await count(`is_demo AND occurred_at > '2026-03-15T12:00:00Z'`)).toBe(0);
    expect(await count('is_demo')).toBe(before - late);
  });

  it('are about as many as are asked for', async () => {
    const { added } = await make({ amount: { events: 10_000 } });
    expect(added).toBeGreaterThan(9_500);
    expect(added).toBeLessThan(10_500);
    expect((await make({ amount: { viewsPerDay: 300 } })).added).toBeGreaterThan(300 * 10 * 3);
    const [{ views }] = (await store.sql.query<{ views: number }>(
      'SELECT count(DISTINCT view)::int AS views FROM engagement_event WHERE is_demo',
    )) as [{ views: number }];
    expect(Math.abs(views - 3_000)).toBeLessThan(10);
  });

  it('are of the lists that readers get, with what editors pinned and hid', async () => {
    await make();
    const [{ slug: mostRead }] = (await store.sql.query<{ slug: string }>(
      `SELECT slug FROM engagement_event JOIN review ON review.id = review_id WHERE is_demo
       GROUP BY slug ORDER BY count(*) DESC, slug LIMIT 1`,
    )) as [{ slug: string }];
    const { review, reviews } = await api.query(
      `query ($slug: String!) {
        review(slug: $slug) { id related(first: 7) { nodes { id } } }
        reviews(first: 20) { nodes { id } }
      }`,
      { slug: mostRead },
    );
    const related: string[] = review.related.nodes.map(({ id }: { id: string }) => id);
    const isElsewhere = ({ id }: { id: string }) => id !== review.id && !related.includes(id);
    const editor = await api.as(Role.EDITOR);
    await editor.query(
      `mutation ($pin: PinRelatedInput!, $hide: HideRelatedInput!) {
        pinRelated(input: $pin) { userErrors { message } }
        hideRelated(input: $hide) { userErrors { message } }
      }`,
      {
        pin: { review: review.id, related: reviews.nodes.find(isElsewhere).id },
        hide: { review: review.id, related: related[1] },
      },
    );
    await api.refresh();
    await make();
    const shown = await store.sql.query<{ slug: string; slot: number; target: string; source: string }>(
      `SELECT DISTINCT review.slug, slot, target.slug AS target, source::text
       FROM engagement_event JOIN review ON review.id = review_id JOIN review AS target ON target.id = target_id
       WHERE is_demo`,
    );
    const lists = new Map<string, { source: string; node: { slug: string } }[]>();
    for (const slug of new Set(shown.map((entry) => entry.slug))) {
      const data = await api.query(
        `query ($slug: String!) { review(slug: $slug) { related(first: 6) { edges { source node { slug } } } } }`,
        { slug },
      );
      lists.set(slug, data.review.related.edges);
    }
    expect(lists.size).toBeGreaterThan(20);
    expect(shown.filter(({ source }) => source === 'PINNED')).toMatchObject([{ slug: mostRead, slot: 0 }]);
    for (const { slug, slot, target, source } of shown) {
      expect(lists.get(slug)![slot]).toEqual({ source, node: { slug: target } });
    }
  });

  it('are of the former profile first, where there was one', async () => {
    expect((await make()).profiles).toEqual(['default@2']);
    const { profile } = await activeProfile(store.sql);
    const { id } = await createProfile(store.sql, {
      ...profile,
      name: 'auteurs',
      weights: { ...profile.weights, DIRECTOR: 3 },
    });
    await store.transact(async (sql) => activateProfile(sql, { id, seen: await activeVersion(sql) }));
    expect((await make()).profiles).toEqual(['default@2', 'auteurs@1']);
    const spans = await store.sql.query(
      `SELECT profile, min(day)::text AS first, max(day)::text AS last
       FROM engagement_day JOIN engagement_placement ON id = placement_id WHERE is_demo GROUP BY profile ORDER BY 2`,
    );
    expect(spans).toEqual([
      { profile: 'default@2', first: '2026-03-06', last: '2026-03-11' },
      { profile: 'auteurs@1', first: '2026-03-12', last: '2026-03-15' },
    ]);
  });
});

describe('demo traffic', () => {
  it('goes on beside an intake, and neither loses anything', async () => {
    const errors: unknown[] = [];
    const intake = new Intake({ url: store.url, onError: (error) => errors.push(error) });
    const before = await count('NOT is_demo');
    let taken = 0;
    let isDone = false;
    const making = make({ days: 20, amount: { viewsPerDay: 300 } }).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await intake.take([eventOf()]);
      taken++;
    }
    await intake.stop();
    expect(errors).toEqual([]);
    expect(await count('is_demo')).toBe((await making).added);
    expect(await count('NOT is_demo')).toBe(before + taken);
    await countsOf();
  });

  it('is made by one at a time', async () => {
    const [first, second] = await Promise.allSettled([make(), make()]);
    const [done, refused] = first.status === 'fulfilled' ? [first, second] : [second, first];
    expect(done.status).toBe('fulfilled');
    expect(refused).toMatchObject({
      status: 'rejected',
      reason: {
        name: 'OperatorError',
        message: expect.stringMatching(/^demo-traffic is at work .* let it finish$/),
      },
    });
  });

  it('is not made where nothing could have been read', async () => {
    const other = await createStore();
    const refusal = (options: Partial<DemoOptions> = {}) =>
      make(options, other).then(
        () => 'made',
        (error: Error) => `${error.name}: ${error.message}`,
      );
    const addReview = (film: number, published: string) =>
      other.sql.query(
        `INSERT INTO review (slug, headline, body, film_id, author_id, status, date_published)
         VALUES ($1, $1, '{text}', $2, 1, 'PUBLISHED', $3)`,
        [`about-${film}`, film, published],
      );
    try {
      const nothing =
        /^OperatorError: no review was published by 2026-03-15: import some first, as in "[^"\n]+"$/;
      expect(await refusal()).toMatch(nothing);
      await other.sql.query(`INSERT INTO author (slug, name) VALUES ('a', 'A')`);
      await other.sql.query(`INSERT INTO film (slug, title) VALUES ('one', 'One'), ('two', 'Two')`);
      await addReview(1, '2026-03-16');
      expect(await refusal()).toMatch(nothing);
      expect(await refusal({ until: '2026-03-17' })).toMatch(
        /^OperatorError: there is nothing to read next: [^\n]+$/,
      );
      await addReview(2, '2026-03-14T23:59:00Z');
      expect(await refusal()).toBe('made'); // the other is a recent review, which fills the list
      const days = await other.sql.query('SELECT DISTINCT day::text FROM engagement_event ORDER BY day');
      expect(days).toEqual([{ day: '2026-03-14' }, { day: '2026-03-15' }]);
    } finally {
      await other.drop();
    }
  });
});

describe('the command', () => {
  const run = (...args: string[]) =>
    runCommand(['demo-traffic', ...args], { env: { DATABASE_URL: store.url } });

  it('makes up events, replaces and removes them', async () => {
    await remove();
    const made = await run('--days', '3', '--until', until, '--views-per-day', '40');
    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    expect(made.stdout).toMatch(
      /^made up \d{3} events, 2026-03-13 to 2026-03-15, of lists by default@2 and then auteurs@1; "demo-traffic --remove" takes them out\n$/,
    );
    const again = await run('--days', '3', '--until', until, '--events', '1000');
    expect(again.stdout).toMatch(/^made up (1,0|9)\d\d events in the place of \d{3}, /);
    expect((await run('--remove')).stdout).toMatch(/^took out (1,0|9)\d\d made-up events\n$/);
    expect((await run('--remove')).stdout).toBe('there are no made-up events\n');
  });

  it.each([
    ['no day', ['--until', '2026-02-30'], 2, /Say a day, as in 2026-11-23/],
    ['a day to come', ['--until', '2999-01-01'], 2, /That day is yet to come/],
    ['no days', ['--days', '0'], 2, /whole number from 1 to 800/],
    ['too many events', ['--events', '1e9'], 2, /whole number from 1 to 100000000/],
    [
      'two amounts',
      ['--events', '5', '--views-per-day', '5'],
      1,
      /^give --events or --views-per-day, not both\n$/,
    ],
  ])('refuses %s', async (_, args, exitCode, says) => {
    const ended = await run(...args);
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stderr).toMatch(says);
  });
});
