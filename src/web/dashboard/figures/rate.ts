import type { DashboardEngagementFragment, DashboardRateFragment } from '../operations.generated';
import { countOf, inDigits, percent } from './words';

export type Rate = DashboardRateFragment;
export type Engagement = DashboardEngagementFragment;

/** Fewer trials than this leave so much open that it has to be said. */
const few = 100;

export const isFew = (trials: number) => trials < few;

/** "10.9–13.9%" */
export function intervalOf({ low, high }: Rate): string {
  return `${(low * 100).toFixed(1)}–${percent(high)}`;
}

/** Whether a rate has changed by more than chance, which is where the two intervals do not touch. */
export function compareRates(now: Rate, before: Rate): 'higher' | 'lower' | 'unclear' | 'unknown' {
  if (now.value === null || before.value === null) return 'unknown';
  if (now.low > before.high) return 'higher';
  return now.high < before.low ? 'lower' : 'unclear';
}

/** Whether there is a difference, as a sentence. */
export function changeInWords(now: Rate, before: Rate): string {
  const compared = compareRates(now, before);
  if (compared === 'unknown') return 'There is nothing to compare with.';
  return compared === 'unclear'
    ? 'The difference is no more than chance may do.'
    : `This is ${compared}, by more than chance.`;
}

/** "+12%", "−3%" of a count; null where there was nothing before. */
export function changeOf(now: number, before: number): string | null {
  if (before === 0) return null;
  const change = Math.round((now / before - 1) * 100);
  return `${change > 0 ? '+' : change < 0 ? '−' : '±'}${inDigits(Math.abs(change))}%`;
}

interface Named {
  name: string;
  engagement: Engagement;
}

/** @returns which is followed most, by what it earns at least, and whether that is sure; of at least one that was seen. */
export function bestInWords(all: readonly Named[]): string {
  const [best, ...others] = all.toSorted(
    (one, other) => other.engagement.clickThrough.low - one.engagement.clickThrough.low,
  );
  if (!best) return '';
  const isClear = others.every(
    ({ engagement }) => engagement.clickThrough.high < best.engagement.clickThrough.low,
  );
  const beside = isClear
    ? ', more than any other: all their 95% intervals (Wilson) lie lower'
    : ', though others may be as good';
  return `${rateInWords(best.name, best.engagement)}${others.length === 0 ? '' : beside}.`;
}

/** "Same director 12.3% (10.9–13.9%) of 1,234 impressions" */
export function rateInWords(name: string, { impressions, clickThrough }: Engagement): string {
  return clickThrough.value === null
    ? `${name}: none seen`
    : `${name}: ${percent(clickThrough.value)} (${intervalOf(clickThrough)}) of ${countOf(impressions, 'impression')}`;
}
