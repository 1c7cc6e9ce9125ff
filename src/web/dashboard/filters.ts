import type { ArticleEngagementOrder } from './operations.generated';

/** What the figures are narrowed to, and articles are in order by, as the address of the page says it. */
export interface Filters {
  period: Period;
  /** Slugs. */
  genre: string | null;
  author: string | null;
  order: ArticleEngagementOrder;
}

/** What articles can be in order by, most first: the usual one first. */
export const orders: Record<ArticleEngagementOrder, string> = {
  CLICKS: 'Most clicks under it',
  CLICK_THROUGH: 'Best click-through under it',
  IMPRESSIONS: 'Most impressions under it',
  VIEWS: 'Most lists seen',
  TIMES_SHOWN: 'Shown most under others',
  TIMES_FOLLOWED: 'Followed most under others',
};

/** So many days that end today, this year until today, or two days with all between them. */
export type Period = 7 | 28 | 90 | 'year' | Days;

/** Both included, as 2026-11-23. */
export interface Days {
  from: string;
  to: string;
}

/** The API takes no more. */
export const mostDays = 800;

const usual: Period = 28;
const usualOrder: ArticleEngagementOrder = 'CLICKS';

/** @returns what an address says; what is missing in it or means nothing is as if it were not there. */
export function readFilters(query: URLSearchParams): Filters {
  return {
    period: readPeriod(query),
    genre: query.get('genre') || null,
    author: query.get('author') || null,
    order: readOrder(query),
  };
}

function readPeriod(query: URLSearchParams): Period {
  const [from, to, named] = [query.get('from'), query.get('to'), query.get('period')];
  if (from && to && findFault({ from, to }) === null) return { from, to };
  if (named === 'year') return named;
  return ([7, 28, 90] as const).find((days) => String(days) === named) ?? usual;
}

function readOrder(query: URLSearchParams): ArticleEngagementOrder {
  const all = Object.keys(orders) as ArticleEngagementOrder[];
  return all.find((order) => wordOf(order) === query.get('order')) ?? usualOrder;
}

/** "click-through" */
const wordOf = (order: ArticleEngagementOrder) => order.toLowerCase().replaceAll('_', '-');

/** @returns what stands behind the path: nothing, or a question mark and more. */
export function writeFilters({ period, genre, author, order }: Filters): string {
  const query = new URLSearchParams();
  if (typeof period === 'object') {
    query.set('from', period.from);
    query.set('to', period.to);
  } else if (period !== usual) query.set('period', String(period));
  if (genre) query.set('genre', genre);
  if (author) query.set('author', author);
  if (order !== usualOrder) query.set('order', wordOf(order));
  const text = query.toString();
  return text && `?${text}`;
}

/** @param today in the time zone of the figures. */
export function daysOf(period: Period, today: string): Days {
  if (typeof period === 'object') return period;
  if (period === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: today };
  return { from: dayAfter(today, 1 - period), to: today };
}

export function countDays({ from, to }: Days): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** @returns what is wrong with two days that somebody has chosen; null if nothing is. */
export function findFault(days: Days): string | null {
  if (!isDay(days.from) || !isDay(days.to)) return 'Choose both days.';
  if (days.from > days.to) return 'The first day lies after the last.';
  return countDays(days) > mostDays ? `Choose at most ${mostDays} days.` : null;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
