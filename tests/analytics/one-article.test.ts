import { Role } from '../../src/access/role';
import { takeIn } from '../../src/engagement/engagement.store';
import { connectTo, eventOf } from '../engagement/events';
import { createApi, type TestApi } from '../support/api';

const ask = `query ($review: ID!, $from: LocalDate!, $to: LocalDate!, $filter: AnalyticsFilter) {
  analytics(filter: $filter) { readers(from: $from, to: $to) {
    article(review: $review) {
      under { impressions clicks } previousUnder { impressions clicks }
      reading { views followedViews } previousReading { views followedViews }
      asEntry { impressions clicks }
    }
    listedUnder(review: $review) { review { slug } engagement { impressions clicks } }
  } }
}`;

describe('figures of one article', () => {
  let api: TestApi;
  let analyst: Awaited<ReturnType<TestApi['as']>>;
  const reviews: { id: number; globalId: string; slug: string }[] = [];
  const period = { from: '2026-03-02', to: '2026-03-08' };
  beforeAll(async () => {
    api = await createApi();
    analyst = await api.as(Role.ANALYST);
    const { nodes } = (await api.query('{ reviews(first: 5) { nodes { id slug } } }')).reviews;
    for (const { id: globalId, slug } of nodes) {
      const [row] = await api.store.sql.query<{ id: number }>('SELECT id FROM review WHERE slug = $1', [
        slug,
      ]);
      reviews.push({ id: row!.id, globalId, slug });
    }
    const client = await connectTo(api.store.url);
    // Each of the five stands under each other, from two weeks before the period until a day behind it.
    const events = Array.from({ length: 16 }, (_, day) =>
      reviews.flatMap(({ id: reviewId }, under) =>
        reviews.flatMap(({ id: targetId }, slot) => {
          if (under === slot) return [];
          const occurredAt = new Date(Date.UTC(2026, 1, 22 + day, 12));
          const view = `00000000-0000-4000-8000-00000000${String(day).padStart(2, '0')}${under}0`;
          const seen = eventOf({ view, slot, reviewId, targetId, occurredAt, receivedAt: occurredAt });
          return (day + under) % 3 === 0 && (day + slot) % 4 === 0
            ? [seen, { ...seen, kind: 'CLICK' as const }]
            : [seen];
        }),
      ),
    ).flat();
    await takeIn(client, events);
    await client.end();
  });
  afterAll(() => api.drop());

  /** Over the events, day by day: nothing of it is summed up beforehand. */
  async function counted(condition: string, id: number, { from, to }: typeof period) {
    const [row] = await api.store.sql.query<{
      impressions: number;
      clicks: number;
      views: number;
      followedViews: number;
    }>(
      `SELECT count(*) FILTER (WHERE kind = 'IMPRESSION')::int AS impressions,
        count(*) FILTER (WHERE kind = 'CLICK')::int AS clicks,
        count(DISTINCT view)::int AS views,
        (count(DISTINCT view) FILTER (WHERE kind = 'CLICK'))::int AS "followedViews"
      FROM engagement_event
      WHERE ${condition} = $1 AND occurred_at >= $2::date AND occurred_at < $3::date + 1`,
      [id, from, to],
    );
    const { impressions, clicks, views, followedViews } = row!;
    return { engagement: { impressions, clicks }, reading: { views, followedViews } };
  }

  it('are what a count over the events gives', async () => {
    for (const { id, globalId } of reviews) {
      const { article, listedUnder } = (await analyst.query(ask, { review: globalId, ...period })).analytics
        .readers;
      const under = await counted('review_id', id, period);
      const before = await counted('review_id', id, { from: '2026-02-23', to: '2026-03-01' });
      expect(article).toEqual({
        under: under.engagement,
        previousUnder: before.engagement,
        reading: under.reading,
        previousReading: before.reading,
        asEntry: (await counted('target_id', id, period)).engagement,
      });
      const places = [];
      for (const other of reviews.filter((review) => review.id !== id)) {
        const { engagement } = await counted(`target_id = ${id} AND review_id`, other.id, period);
        places.push({ review: { slug: other.slug }, engagement, id: other.id });
      }
      places.sort((a, b) => b.engagement.clicks - a.engagement.clicks || a.id - b.id);
      expect(listedUnder).toEqual(places.map(({ id: _, ...place }) => place));
    }
  });

  it('are null for an article that the filter leaves out, or that is retracted', async () => {
    const [one, other] = reviews;
    const { review, authors } = await api.query(
      'query ($id: ID!) { review(id: $id) { author { id } } authors(first: 5) { nodes { id } } }',
      { id: one!.globalId },
    );
    const stranger = authors.nodes.find(({ id }: { id: string }) => id !== review.author.id);
    const filter = { authors: [stranger.id] };
    const { readers } = (await analyst.query(ask, { review: one!.globalId, ...period, filter })).analytics;
    expect(readers.article).toBeNull();
    await api.store.sql.query("UPDATE review SET status = 'RETRACTED' WHERE id = $1", [one!.id]);
    expect(
      (await analyst.query(ask, { review: one!.globalId, ...period })).analytics.readers.article,
    ).toBeNull();
    const left = (await analyst.query(ask, { review: other!.globalId, ...period })).analytics.readers
      .listedUnder;
    expect(left.map(({ review }: { review: { slug: string } }) => review.slug)).not.toContain(one!.slug);
  });
});
