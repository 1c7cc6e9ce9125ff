import { OperatorError } from '../errors';

const hours = { h: 1, d: 24, w: 7 * 24, y: 365 * 24 };

/**
 * @param text "12h", "90d", "2w", "1y", a day "2030-12-31" (its end, in UTC) or "never".
 * @returns null for never.
 * @throws OperatorError for anything else, and for what has passed.
 */
export function whenExpires(text: string, now = new Date()): Date | null {
  if (text === 'never') return null;
  const [, count, unit] = /^(\d{1,4})([hdwy])$/.exec(text) ?? [];
  const date =
    count && unit
      ? new Date(now.getTime() + Number(count) * hours[unit as keyof typeof hours] * 3_600_000)
      : endOfDay(text);
  if (!date) {
    throw new OperatorError('--expires must be a time (12h, 90d, 2w, 1y), a day (2030-12-31) or never');
  }
  if (date <= now) throw new OperatorError('--expires: this is over already');
  return date;
}

function endOfDay(text: string): Date | undefined {
  const date = new Date(`${text}T23:59:59.999Z`);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime());
  return isDay && date.toISOString().startsWith(text) ? date : undefined;
}
