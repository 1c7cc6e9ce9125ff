import type { SqlExecutor } from '../../src/database/sql';

export interface Asked {
  from: string;
  to: string;
  previousFrom: string;
  previousTo: string;
  timeZone: string;
  /** Ids of the store; left out, everything counts. */
  genres?: number[];
  authors?: number[];
}

interface Counts {
  impressions: number;
  clicks: number;
}

/** Textbook form: p, and 1.96 standard errors, over 1 + z²/n. */
export function intervalOf(successes: number, n: number) {
  if (n === 0) return { value: null, low: 0, high: 1 };
  const z = 1.959963984540054;
  const p = Math.min(successes, n) / n;
  const middle = p + (z * z) / (2 * n);
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const bound = (sign: number) => Number(((middle + sign * reach) / (1 + (z * z) / n)).toFixed(9));
  return { value: p, low: Math.max(0, bound(-1)), high: Math.min(1, bound(1)) };
}

export const engagementOf = ({ impressions, clicks }: Counts = { impressions: 0, clicks: 0 }) => ({
  impressions,
  clicks,
  clickThrough: intervalOf(clicks, impressions),
});

export const readingOf = ({ views, followed }: { views: number; followed: number }) => ({
  views,
  followedViews: followed,
  recirculation: intervalOf(followed, views),
});

/** All figures, counted straight over the events: by the instants at which days begin, one by one, without any roll-up. */
export class ReadersOracle {
  constructor(
    private readonly sql: SqlExecutor,
    private readonly asked: Asked,
  ) {}

  async totals() {
    const { from, to, previousFrom, previousTo } = this.asked;
    const [current] = await this.#count('1', [from, to]);
    const [previous] = await this.#count('1', [previousFrom, previousTo]);
    return {
      current: engagementOf(current),
      previous: engagementOf(previous),
      reading: readingOf(await this.reading([from, to])),
      previousReading: readingOf(await this.reading([previousFrom, previousTo])),
    };
  }

  async byDay(days: readonly string[]) {
    const rows = [];
    for (const day of days) {
      const [counts] = await this.#count('1', [day, day]);
      rows.push({
        day,
        engagement: engagementOf(counts),
        reading: readingOf(await this.reading([day, day])),
      });
    }
    return rows;
  }

  /** @returns both periods by the text of a column. */
  async compared(column: string) {
    const { from, to, previousFrom, previousTo } = this.asked;
    const current = await this.#count(column, [from, to]);
    const previous = await this.#count(column, [previousFrom, previousTo]);
    const find = (rows: { key: string }[], key: string) =>
      engagementOf(rows.find((row) => row.key === key) as unknown as Counts);
    return Object.fromEntries(
      [...new Set([...current, ...previous].map(({ key }) => key))].map((key) => [
        key,
        { current: find(current, key), previous: find(previous, key) },
      ]),
    );
  }

  async articles() {
    const { from, to, previousFrom, previousTo } = this.asked;
    const none = { views: 0, followed: 0 };
    const under = await this.compared('review_id');
    const published = await this.sql.query<{ id: number; slug: string }>(
      `SELECT id, slug FROM review WHERE status = 'PUBLISHED' ${this.#articles('id')}`,
    );
    const entries = await this.#count('target_id', [from, to], { anywhere: true });
    return Promise.all(
      published.map(async ({ id, slug }) => ({
        slug,
        id,
        under: under[id]?.current ?? engagementOf(),
        previousUnder: under[id]?.previous ?? engagementOf(),
        reading: readingOf(under[id] ? await this.reading([from, to], id) : none),
        previousReading: readingOf(under[id] ? await this.reading([previousFrom, previousTo], id) : none),
        asEntry: engagementOf(entries.find(({ key }) => key === String(id))),
      })),
    );
  }

  async entries(reviewId: number) {
    return this.#count('target_id', [this.asked.from, this.asked.to], { under: reviewId });
  }

  async demoEvents(): Promise<number> {
    const [row] = await this.sql.query<{ count: number }>(
      `SELECT count(*)::int FROM engagement_event AS e
      WHERE is_demo AND ${this.#during([this.asked.previousFrom, this.asked.to])} ${this.#articles('e.review_id')}`,
    );
    return row!.count;
  }

  /** Lists are told apart by day, as one that is read across midnight was seen on two. */
  async reading([from, to]: [string, string], reviewId?: number) {
    const lists = async (kind: string) =>
      (
        await this.sql.query(
          `SELECT DISTINCT view, review_id, is_demo, to_char(occurred_at AT TIME ZONE '${this.asked.timeZone}', 'YYYYMMDD')
          FROM engagement_event AS e
          WHERE kind = '${kind}' AND ${this.#during([from, to])} ${this.#articles('e.review_id')}
            AND review_id = ${reviewId ?? 'review_id'}`,
        )
      ).length;
    return { views: await lists('IMPRESSION'), followed: await lists('CLICK') };
  }

  #count(
    column: string,
    period: [string, string],
    { anywhere = false, under }: { anywhere?: boolean; under?: number } = {},
  ): Promise<({ key: string } & Counts)[]> {
    return this.sql.query(
      `SELECT ${column}::text AS key, sum(CASE kind WHEN 'IMPRESSION' THEN 1 ELSE 0 END)::int AS impressions,
        sum(CASE kind WHEN 'CLICK' THEN 1 ELSE 0 END)::int AS clicks
      FROM engagement_event AS e
      WHERE ${this.#during(period)} ${anywhere ? '' : this.#articles('e.review_id')}
        AND review_id = ${under ?? 'review_id'}
      GROUP BY 1`,
    );
  }

  #during([from, to]: [string, string]): string {
    const beginning = (day: string) => `(timestamp '${day}' AT TIME ZONE '${this.asked.timeZone}')`;
    return `e.occurred_at >= ${beginning(from)} AND e.occurred_at < ${beginning(dayAfter(to))}`;
  }

  #articles(id: string): string {
    const { genres, authors } = this.asked;
    if (!genres && !authors) return '';
    return `AND ${id} IN (
      SELECT review.id FROM review JOIN film ON film.id = film_id LEFT JOIN film_genre USING (film_id)
      WHERE status = 'PUBLISHED' ${genres ? `AND genre_id IN (${genres})` : ''} ${authors ? `AND author_id IN (${authors})` : ''}
    )`;
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
