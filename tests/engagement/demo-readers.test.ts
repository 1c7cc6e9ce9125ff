import { type DemoArticle, type DemoPlan, DemoReaders } from '../../src/engagement/demo/demo-readers';
import type { ForemostKind } from '../../src/engagement/dimensions';
import type { EngagementEvent } from '../../src/engagement/engagement-event';

const dayMs = 24 * 3_600_000;
const monday = Date.parse('2026-03-02');
const days = Array.from({ length: 28 }, (_, place) => monday + place * dayMs);
const kinds = ['DIRECTOR', 'ACTOR', 'GENRE', 'ERA'] as const;

/** Article i is followed by the six after it; each slot has each kind of reason as often as the others. */
const articles: DemoArticle[] = Array.from({ length: 120 }, (_, place) => ({
  reviewId: place + 1,
  filmId: place + 1,
  recency: place % 2 === 0 ? monday - 5 * dayMs : monday - 2_000 * dayMs,
}));
const plan = (changes: Partial<DemoPlan> = {}): DemoPlan => ({
  seed: 'test',
  articles,
  days,
  listOn: ({ reviewId }) => ({
    reviewId,
    profile: 'default@2',
    entries: Array.from({ length: 6 }, (_, slot) => ({
      reviewId: 1 + ((reviewId + slot) % articles.length),
      source: 'RELATED',
      kinds: [kinds[(reviewId + slot) % 4]!],
    })),
  }),
  ...changes,
});

function eventsOf(readers: DemoReaders, viewsPerDay: number): EngagementEvent[] {
  return readers.viewsByDay(viewsPerDay).flatMap((views, place) => [...readers.eventsOn(place, views)]);
}

const readers = new DemoReaders(plan());
const events = eventsOf(readers, 2_000);

function rateBy<Key>(keyOf: (event: EngagementEvent) => Key): Map<Key, number> {
  const counts = new Map<Key, { impressions: number; clicks: number }>();
  for (const event of events) {
    const count = counts.get(keyOf(event)) ?? { impressions: 0, clicks: 0 };
    counts.set(keyOf(event), count);
    if (event.kind === 'CLICK') count.clicks++;
    else count.impressions++;
  }
  return new Map([...counts].map(([key, { impressions, clicks }]) => [key, clicks / impressions]));
}

const isFalling = (values: readonly number[]) =>
  values.every((value, at) => at === 0 || value < values[at - 1]!);
const countWhere = (isCounted: (event: EngagementEvent) => boolean) => events.filter(isCounted).length;
const viewsBy = (keyOf: (event: EngagementEvent) => number) => {
  const views = new Map<number, number>();
  for (const event of events) {
    if (event.kind === 'IMPRESSION' && event.slot === 0)
      views.set(keyOf(event), (views.get(keyOf(event)) ?? 0) + 1);
  }
  return views;
};

describe('demo readers', () => {
  it('see what they follow, and from the top down', () => {
    const seen = new Set<string>();
    const odd = events.filter(({ kind, view, slot }) => {
      const place = `${view} ${slot}`;
      const isRight =
        kind === 'CLICK'
          ? seen.has(place)
          : !seen.has(place) && (slot === 0 || seen.has(`${view} ${slot - 1}`));
      seen.add(place);
      return !isRight;
    });
    expect(odd).toEqual([]);
  });

  it('follow directors more than actors, these more than genres, and years least', () => {
    const rates = rateBy<ForemostKind>(({ foremost }) => foremost);
    expect(isFalling(kinds.map((kind) => rates.get(kind)!))).toBe(true);
  });

  it('follow less, and see less, the further down', () => {
    const rates = rateBy(({ slot }) => slot);
    const slots = [0, 1, 2, 3, 4, 5];
    expect(isFalling([0, 2, 5].map((slot) => rates.get(slot)!))).toBe(true);
    expect(
      isFalling(slots.map((at) => countWhere(({ slot, kind }) => slot === at && kind === 'IMPRESSION'))),
    ).toBe(true);
  });

  it('read some articles far more than others, and newer ones more', () => {
    const views = viewsBy(({ reviewId }) => reviewId);
    const most = [...views.values()].sort((a, b) => b - a);
    expect(most[0]!).toBeGreaterThan(5 * most[60]!);
    const newer = [...views].filter(([id]) => id % 2 === 1).reduce((sum, [, count]) => sum + count, 0);
    expect(newer).toBeGreaterThan(0.7 * 2_000 * days.length);
  });

  it('come in the evening and at weekends, and more as time goes on', () => {
    const hours = viewsBy(({ occurredAt }) => occurredAt.getUTCHours());
    expect(hours.get(20)!).toBeGreaterThan(5 * hours.get(4)!);
    const weekdays = viewsBy(({ occurredAt }) => occurredAt.getUTCDay());
    expect(weekdays.get(6)!).toBeGreaterThan(1.2 * weekdays.get(2)!);
    const weeks = viewsBy(({ occurredAt }) => Math.floor((occurredAt.getTime() - monday) / (7 * dayMs)));
    expect(isFalling([3, 2, 1, 0].map((week) => weeks.get(week)!))).toBe(true);
    expect(Math.abs([...viewsBy(() => 0).values()][0]! - 2_000 * days.length)).toBeLessThan(days.length);
  });

  it('find dead ends: some articles lead on far less than the others, and none a little less', () => {
    const views = viewsBy(({ reviewId }) => reviewId);
    const followed = new Map<number, Set<string>>();
    for (const { kind, reviewId, view } of events) {
      if (kind === 'CLICK') followed.set(reviewId, (followed.get(reviewId) ?? new Set()).add(view));
    }
    const sizeOf = (id: number) => followed.get(id)?.size ?? 0;
    const whole = [...followed.keys()].reduce((sum, id) => sum + sizeOf(id), 0) / (2_000 * days.length);
    const shares = [...views]
      .filter(([, count]) => count >= 300)
      .map(([id, count]) => sizeOf(id) / count / whole);
    expect(shares.filter((share) => share < 0.3).length).toBeGreaterThan(2);
    expect(shares.filter((share) => share < 0.3).length).toBeLessThan(shares.length / 8);
    expect(shares.filter((share) => share >= 0.3 && share < 0.5)).toEqual([]);
  });

  it('are the same for the same seed, and others for another', () => {
    expect(eventsOf(new DemoReaders(plan()), 50)).toEqual(eventsOf(new DemoReaders(plan()), 50));
    expect(eventsOf(new DemoReaders(plan({ seed: 'other' })), 50)).not.toEqual(eventsOf(readers, 50));
  });

  it('never share a view, whatever the seed and the day', () => {
    const views = [plan(), plan({ seed: 'other' })].flatMap((each) => {
      const of = new DemoReaders(each);
      return days.flatMap((_, place) => [...of.eventsOn(place, 100)]);
    });
    expect(new Set(views.map(({ view }) => view)).size).toBe(2 * days.length * 100);
  });

  it('read nothing that is not published yet', () => {
    const changed = articles.map((article) =>
      article.reviewId === 7 ? { ...article, recency: days[20]! } : article,
    );
    const seen = eventsOf(new DemoReaders(plan({ articles: changed })), 500).filter(
      ({ reviewId }) => reviewId === 7,
    );
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(({ occurredAt }) => occurredAt.getTime() >= days[20]!)).toBe(true);
  });

  it('make about as many events a view as they say', () => {
    const perView = events.length / (2_000 * days.length);
    expect(Math.abs(readers.eventsPerView() / perView - 1)).toBeLessThan(0.01);
  });
});
