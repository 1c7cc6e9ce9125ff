import type { Rate } from './rate';

/** A chart as what it shows, whatever draws it. */
export type ChartSpec = RatesSpec | CountsSpec;

/** A dot for each rate, within the interval that it may lie in; one row for each category. */
export interface RatesSpec {
  kind: 'rates';
  categories: string[];
  now: RateOf[];
  /** Of the previous period, in the same order. */
  before: RateOf[];
}

export interface RateOf {
  rate: Rate;
  /** Of how many trials, in words: "1,234 impressions". */
  of: string;
}

/** Bars: rows, or columns where the categories are a scale, such as time. */
export interface CountsSpec {
  kind: 'rows' | 'columns';
  categories: string[];
  series: {
    name: string;
    values: number[];
    /** The soft one lies behind the strong one, of which it is the whole. */
    tone: 'strong' | 'soft';
  }[];
  /** How a value reads; plain digits unless told. */
  format?: (value: number) => string;
}

/** What a colour means. */
export interface KeyEntry {
  name: string;
  tone: 'strong' | 'soft';
}

/** What its colours mean, for the key above it; empty where there is one only. */
export function keyOf(spec: ChartSpec): KeyEntry[] {
  if (spec.kind === 'rates') {
    return [
      { name: 'This period (bar: 95% interval)', tone: 'strong' },
      { name: 'The one before', tone: 'soft' },
    ];
  }
  return spec.series.length < 2 ? [] : spec.series.map(({ name, tone }) => ({ name, tone }));
}

const rowPx = { rates: 52, rows: 30 };
const axisPx = 36;

/** Rows need room each; columns share theirs. */
export function heightOf(spec: ChartSpec): number {
  return spec.kind === 'columns' ? 260 : axisPx + rowPx[spec.kind] * Math.max(1, spec.categories.length);
}
