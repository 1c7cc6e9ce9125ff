import { badUserInput } from '../errors';

/** Days as in 2026-11-23, both included. */
export interface Period {
  from: string;
  to: string;
}

const mostDays = 800;
const usualDays = 28;
const earliestDay = '2000-01-01';
const dayMs = 24 * 3_600_000;

/**
 * @param asked what is left out is the 28 days that end with the other, or today.
 * @throws GraphQLError BAD_USER_INPUT if it ends before it begins, is longer than 800 days or lies before 2000.
 */
export function periodOf(asked: { [Border in keyof Period]?: string | null }, today: string): Period {
  const to = asked.to ?? today;
  const from = asked.from ?? dayAfter(to, 1 - usualDays);
  if (from > to) throw badUserInput('"from" must not be after "to", which is today unless told.');
  if (from < earliestDay) throw badUserInput(`"from" must be ${earliestDay} or later.`);
  if (lengthOf({ from, to }) > mostDays) {
    throw badUserInput(`A period may have ${mostDays} days: ask for a shorter one.`);
  }
  return { from, to };
}

/** As many days, right before. */
export function periodBefore(period: Period): Period {
  return { from: dayAfter(period.from, -lengthOf(period)), to: dayAfter(period.from, -1) };
}

export function daysIn(period: Period): string[] {
  return Array.from({ length: lengthOf(period) }, (_, place) => dayAfter(period.from, place));
}

/**
 * A period as whole weeks, from the first Monday to the last one, and the days before and after them.
 * Together they have each of its days once.
 */
export function weeksAndDays({ from, to }: Period): { weeks: Period | null; days: Period[] } {
  const firstMonday = dayAfter(from, (7 - daysSinceMonday(from)) % 7);
  // Of the last week that ends within the period.
  const lastMonday = dayAfter(to, -6 - ((daysSinceMonday(to) + 1) % 7));
  if (lastMonday < firstMonday) return { weeks: null, days: [{ from, to }] };
  const around = [
    { from, to: dayAfter(firstMonday, -1) },
    { from: dayAfter(lastMonday, 7), to },
  ];
  return {
    weeks: { from: firstMonday, to: lastMonday },
    days: around.filter((part) => part.from <= part.to),
  };
}

function lengthOf({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs + 1;
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

function daysSinceMonday(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}
