import { Role } from '../../src/access/role';
import { listArticles, listDeadEnds } from '../../src/analytics/article-engagement.store';
import { periodBefore } from '../../src/analytics/period';
import {
  type CountedArticles,
  countDays,
  countPlacements,
  whichArticles,
} from '../../src/analytics/reader-counts.store';
import { Intake } from '../../src/engagement/intake';
import { recount } from '../../src/engagement/recount.store';
import { readGlobalId, toGlobalId } from '../../src/graphql/node';
import { connectTo, emptyEngagement } from '../engagement/events';
import { createApi, type TestApi } from '../support/api';
import { emptyTemplate } from '../support/store';
import { eventLog } from './event-log';
import { type Asked, engagementOf, intervalOf, ReadersOracle } from './readers-oracle';

const rate = 'value low high';
const engagement = `impressions clicks clickThrough { ${rate} }`;
const reading = `views followedViews recirculation { ${rate} }`;
const compared = `current { ${engagement} } previous { ${engagement} }`;
const orders = ['VIEWS', 'IMPRESSIONS', 'CLICKS', 'CLICK_THROUGH', 'TIMES_SHOWN', 'TIMES_FOLLOWED'];

const everyFigure = `query ($from: LocalDate, $to: LocalDate, $filter: AnalyticsFilter, $article: ID!) {
  analytics(filter: $filter) { readers(from: $from, to: $to) {
    from to previousFrom previousTo timeZone demoEvents
    totals { current { ${engagement} } previous { ${engagement} } reading { ${reading} } previousReading { ${reading} } }
    byDay { day engagement { ${engagement} } reading { ${reading} } }
    byReason { reason ${compared} }
    bySlot { slot ${compared} }
    bySource { source ${compared} }
    byProfile { profile ${compared} }
    ${orders
      .map(
        (order) => `${order}: articles(first: 100, orderBy: ${order}) {
      review { slug } under { ${engagement} } previousUnder { ${engagement} } reading { ${reading} } previousReading { ${reading} } asEntry { ${engagement} }
    }`,
      )
      .join('\n')}
    deadEnds(first: 100) { review { slug } reading { ${reading} } }
    entries(review: $article) { review { id } engagement { ${engagement} } }
  } }
}`;

let api: TestApi;
let ask: TestApi['query'];
let reviewIds: number[];
beforeAll(async () => {
  api = await createApi();
  ask = (await api.as(Role.ANALYST)).query;
  reviewIds = (await api.store.sql.query<{ id: number }>('SELECT id FROM review ORDER BY id LIMIT 25')).map(
    ({ id }) => id,
  );
});
afterAll(() => api.drop());

/** Bounds agree to nine places. */
function rounded<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (key, each) =>
    (key === 'low' || key === 'high') && typeof each === 'number' ? Number(each.toFixed(9)) : each,
  );
}

async function takeIn(seed: string, views = 600): Promise<void> {
  const log = eventLog({ seed, views, from: '2026-02-24T00:00:00Z', days: 45, reviewIds });
  const errors: unknown[] = [];
  const intakes = [1, 2].map(
    () => new Intake({ url: api.store.url, onError: (error) => errors.push(error) }),
  );
  // Beacons as they come, to two instances at once; some of them to both.
  const beacons = Array.from({ length: Math.ceil(log.length / 5) }, (_, place) =>
    log.slice(place * 5, place * 5 + 5),
  );
  await Promise.all(
    beacons.flatMap((beacon, place) =>
      intakes
        .filter((_, which) => place % 10 === 0 || place % 2 === which)
        .map((intake) => intake.take(beacon)),
    ),
  );
  await Promise.all(intakes.map((intake) => intake.stop()));
  expect(errors).toEqual([]);
}

async function recountFor(timeZone?: string): Promise<void> {
  const client = await connectTo(api.store.url);
  await recount(client, timeZone ? { timeZone } : {});
  await client.end();
}

const idsOf = async (table: string, slugs: string[]) =>
  (
    await api.store.sql.query<{ id: number }>(`SELECT id FROM ${table} WHERE slug = ANY ($1) ORDER BY id`, [
      slugs,
    ])
  ).map(({ id }) => id);

async function expectRightFigures(asked: Pick<Asked, 'from' | 'to' | 'genres' | 'authors'>): Promise<number> {
  const { from, to, genres, authors } = asked;
  const filter = {
    ...(genres && { genres: genres.map((id) => toGlobalId('Genre', id)) }),
    ...(authors && { authors: authors.map((id) => toGlobalId('Author', id)) }),
  };
  const article = reviewIds[4]!;
  const answer = await ask(everyFigure, { from, to, filter, article: toGlobalId('Review', article) });
  const figures = rounded(answer.analytics.readers);
  const { previousFrom, previousTo, timeZone } = figures;
  const days = (first: string, last: string) => (Date.parse(last) - Date.parse(first)) / 86_400_000;
  expect(days(previousFrom, previousTo)).toBe(days(from, to));
  expect(days(previousTo, from)).toBe(1);
  const oracle = new ReadersOracle(api.store.sql, { ...asked, previousFrom, previousTo, timeZone });

  const totals = await oracle.totals();
  expect(figures.totals).toEqual(totals);
  expect(figures.byDay).toHaveLength(days(from, to) + 1);
  expect(figures.byDay).toEqual(await oracle.byDay(figures.byDay.map(({ day }: { day: string }) => day)));
  const byKey = (rows: Record<string, unknown>[], key: string) =>
    Object.fromEntries(rows.map(({ [key]: value, ...both }) => [value ?? 'NONE', both]));
  expect(byKey(figures.byReason, 'reason')).toEqual(await oracle.compared('foremost'));
  expect(byKey(figures.bySlot, 'slot')).toEqual(await oracle.compared('slot'));
  expect(byKey(figures.bySource, 'source')).toEqual(await oracle.compared('source'));
  expect(byKey(figures.byProfile, 'profile')).toEqual(await oracle.compared('profile'));
  expect(figures.demoEvents).toBe(await oracle.demoEvents());

  const articles = await oracle.articles();
  type Article = (typeof articles)[number];
  const sortKeys: Record<string, (article: Article) => number> = {
    VIEWS: ({ reading }) => reading.views,
    IMPRESSIONS: ({ under }) => under.impressions,
    CLICKS: ({ under }) => under.clicks,
    CLICK_THROUGH: ({ under }) => under.clickThrough.low,
    TIMES_SHOWN: ({ asEntry }) => asEntry.impressions,
    TIMES_FOLLOWED: ({ asEntry }) => asEntry.clicks,
  };
  for (const order of orders) {
    const hasRow = ({ under, asEntry }: Article) => {
      const { impressions, clicks } = order.startsWith('TIMES') ? asEntry : under;
      return impressions + clicks > 0;
    };
    const expected = articles
      .filter(hasRow)
      .sort((one, other) => sortKeys[order]!(other) - sortKeys[order]!(one) || one.id - other.id)
      .map(({ slug, under, previousUnder, reading, previousReading, asEntry }) => ({
        ...{ review: { slug }, under, previousUnder, reading, previousReading, asEntry },
      }));
    expect({ order, articles: figures[order] }).toEqual({ order, articles: expected });
  }

  const usual = totals.reading.recirculation.value;
  const deadEnds = articles
    .filter(({ reading }) => reading.views > 0 && usual !== null && reading.recirculation.high < usual / 2)
    .sort(
      (one, other) =>
        one.reading.recirculation.high - other.reading.recirculation.high ||
        other.reading.views - one.reading.views ||
        one.id - other.id,
    );
  expect(figures.deadEnds).toEqual(deadEnds.map(({ slug, reading }) => ({ review: { slug }, reading })));

  const isShown = articles.some(({ id }) => id === article);
  const entries = isShown ? await oracle.entries(article) : [];
  expect(
    Object.fromEntries(
      figures.entries.map((entry: { review: { id: string }; engagement: object }) => [
        readGlobalId(entry.review.id)!.id,
        entry.engagement,
      ]),
    ),
  ).toEqual(Object.fromEntries(entries.map(({ key, ...counts }) => [key, engagementOf(counts)])));
  const seen = figures.entries.map(
    ({ engagement }: { engagement: { impressions: number } }) => engagement.impressions,
  );
  expect(seen).toEqual(seen.toSorted((one: number, other: number) => other - one));
  return figures.deadEnds.length;
}

describe('every figure is what a count over the events gives', () => {
  it.each(['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'])(
    'by the days of %s, whatever comes late, twice and in no order to two instances',
    async (timeZone) => {
      await api.store.sql.query(emptyEngagement);
      await recountFor(timeZone);
      await takeIn(timeZone);
      await api.store.sql.query('UPDATE engagement_event SET is_demo = true WHERE review_id % 5 = 0');
      await recountFor();
      await takeIn(`${timeZone}, more`, 100);
      const [drama, comedy] = await idsOf('genre', ['drama', 'comedy']);
      const [author] = await api.store.sql.query<{ id: number }>(
        'SELECT author_id AS id FROM review WHERE id = $1',
        [reviewIds[4]],
      );
      // Changes of clocks: on 8 March in New York, on 5 April on Lord Howe.
      expect(await expectRightFigures({ from: '2026-03-06', to: '2026-04-06' })).toBeGreaterThan(0);
      await expectRightFigures({ from: '2026-03-08', to: '2026-03-08', genres: [drama!] });
      await expectRightFigures({ from: '2026-03-09', to: '2026-04-05', genres: [drama!, comedy!] });
      await expectRightFigures({ from: '2026-03-11', to: '2026-04-04', authors: [author!.id] });
      await expectRightFigures({
        ...{ from: '2026-02-26', to: '2026-03-29', genres: [drama!], authors: [author!.id] },
      });
    },
  );

  it('also when articles are retracted: they count in sums, and are not named', async () => {
    const { sql } = api.store;
    await sql.query(`UPDATE review SET status = 'RETRACTED' WHERE id = ANY ($1)`, [reviewIds.slice(2, 5)]);
    try {
      const [drama] = await idsOf('genre', ['drama']);
      await expectRightFigures({ from: '2026-03-06', to: '2026-04-06', genres: [drama!] });
      const { analytics } = await ask(
        '{ analytics { readers(from: "2026-03-06", to: "2026-04-06") { totals { current { impressions } } articles(first: 100) { review { id } } } } }',
      );
      const [all] = await sql.query<{ count: number }>(
        `SELECT sum(impressions)::int AS count FROM engagement_review_day WHERE day BETWEEN '2026-03-06' AND '2026-04-06'`,
      );
      expect(analytics.readers.totals.current.impressions).toBe(all!.count);
      const named = analytics.readers.articles.map(({ review }: { review: { id: string } }) => review.id);
      expect(named).not.toContain(toGlobalId('Review', reviewIds[2]!));
      expect(named.length).toBeGreaterThan(10);
    } finally {
      await sql.query(`UPDATE review SET status = 'PUBLISHED' WHERE id = ANY ($1)`, [reviewIds.slice(2, 5)]);
    }
  });

  it('for as many articles as for a few: they are found in another way', async () => {
    const { sql } = api.store;
    const [drama] = await idsOf('genre', ['drama']);
    const criteria = { genreIds: [drama!] };
    const few = await whichArticles(sql, criteria);
    expect(few).toEqual({ ids: expect.stringMatching(/^\{\d+(,\d+)+\}$/), areMany: false });
    const period = { from: '2026-03-06', to: '2026-04-06' };
    const figures = (articles: CountedArticles) => {
      const scope = { criteria, articles, current: period, previous: periodBefore(period) };
      return Promise.all([
        countDays(sql, scope),
        countPlacements(sql, scope).then((rows) => rows.map((row) => JSON.stringify(row)).sort()),
        listArticles(sql, scope, { orderBy: 'CLICKS', limit: 100 }),
        listArticles(sql, scope, { orderBy: 'TIMES_SHOWN', limit: 100 }),
        listDeadEnds(sql, scope, 100),
      ]);
    };
    const found = await figures(few);
    expect(found.slice(0, 4).every((rows) => rows.length > 5)).toBe(true);
    expect(await figures({ ...(few as object), areMany: true } as CountedArticles)).toEqual(found);
  });

  it('in two statements for all sums, and one for each list, with its reviews', async () => {
    const { statements } = api.store.sql;
    statements.length = 0;
    await ask(`{ analytics { readers { demoEvents totals { current { clicks } } byDay { day } byReason { reason }
      bySlot { slot } bySource { source } byProfile { profile } } } }`);
    expect(namesOf(statements)).toEqual([
      'calendar of engagement',
      'engagement by day',
      'engagement by placement',
    ]);
    expect(statements).toHaveLength(3);
    statements.length = 0;
    await ask(`{ analytics { readers(from: "2026-03-06", to: "2026-04-06") {
      articles { review { slug } } deadEnds { review { slug } } } } }`);
    expect(namesOf(statements)).toEqual([
      ...['articles by engagement', 'calendar of engagement', 'dead ends', 'reviews by ids'],
    ]);
  });
});

function namesOf(statements: string[]): string[] {
  return [...new Set(statements.map((statement) => /\/\* (.*?) \*\//.exec(statement)![1]!))].sort();
}

describe('nothing, and next to nothing', () => {
  it('has figures of an empty store', async () => {
    const empty = await createApi({ template: emptyTemplate });
    try {
      const { query } = await empty.as(Role.EDITOR);
      const article = toGlobalId('Review', 1);
      const { analytics } = await query(everyFigure, { article });
      const none = { impressions: 0, clicks: 0, clickThrough: { value: null, low: 0, high: 1 } };
      expect(analytics.readers).toMatchObject({
        ...{ timeZone: 'UTC', demoEvents: 0, byReason: [], bySlot: [], bySource: [], byProfile: [] },
        ...{ CLICKS: [], TIMES_SHOWN: [], deadEnds: [], entries: [] },
        totals: { current: none, reading: { views: 0, recirculation: { value: null } } },
      });
      expect(analytics.readers.byDay).toHaveLength(28);
      expect(analytics.readers.byDay[0].engagement).toEqual(none);
    } finally {
      await empty.drop();
    }
  });

  it('has an interval of a single view, and takes a hasty click for one', async () => {
    await api.store.sql.query(emptyEngagement);
    await recountFor('UTC');
    const client = new Intake({ url: api.store.url, onError: fail });
    const now = new Date();
    const event = {
      ...{ view: '00000000-0000-4000-8000-000000000001', slot: 0, occurredAt: now, receivedAt: now },
      ...{ reviewId: reviewIds[0]!, targetId: reviewIds[1]!, profile: 'default@2' },
      ...{ source: 'RELATED' as const, foremost: 'ERA' as const, kinds: 8 },
    };
    await client.take([{ ...event, kind: 'CLICK' }]);
    await client.stop();
    const { analytics } = await ask(
      `{ analytics { readers { totals { current { ${engagement} } reading { ${reading} } } deadEnds { review { slug } } } } }`,
    );
    expect(analytics.readers).toEqual({
      totals: {
        current: { impressions: 0, clicks: 1, clickThrough: { value: null, low: 0, high: 1 } },
        reading: { views: 0, followedViews: 1, recirculation: { value: null, low: 0, high: 1 } },
      },
      deadEnds: [],
    });
  });
});

function fail(error: unknown): never {
  throw error;
}

it('has an oracle that can tell', () => {
  expect(intervalOf(15, 148)).toMatchObject({
    low: expect.closeTo(0.0624, 4),
    high: expect.closeTo(0.1605, 4),
  });
});
