/** The months of English, French, German, Spanish, Italian and Portuguese, by what each begins with. */
const months: readonly string[] = [
  'jan|ene|gen|jän',
  'feb|fév|fev',
  'mar|mär|mrz',
  'apr|avr|abr',
  'may|mai|mag',
  'jun|juin|giu',
  'jul|juil|lug',
  'aug|aoû|aou|ago',
  'sep|set',
  'oct|okt|ott|out',
  'nov',
  'dec|déc|dez|dic',
];
const monthForms = months.map((form) => new RegExp(`^(?:${form})`, 'i'));
/** The name of a month, or the beginning of it. */
export const monthName = String.raw`(?:${months.join('|')})\p{L}*\.?`;
const dayOfMonth = String.raw`\d{1,2}(?:st|nd|rd|th|er|º|\.)?`;
/** "March 3, 2021", "3 March 2021", "3. März 2021", "3 de marzo de 2021" */
export const wordedDay = String.raw`(?:${monthName}\s+${dayOfMonth},?\s+\d{4}|${dayOfMonth}\s+(?:(?:de|of)\s+)?${monthName},?\s+(?:del?\s+)?\d{4})`;
const worded = new RegExp(String.raw`^${wordedDay}(?!\d)`, 'iu');

/** 2021-03-03, 3.3.2021, "March 3, 2021", "3 March 2021", "3 mars 2021"; 03/04/2021 is not guessed at. */
export function readDay(value: string): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:T.*)?$/.exec(value);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/.exec(value); // with full stops the day comes first
  if (numbers) return dayOf(Number(numbers[3]), Number(numbers[2]), Number(numbers[1]));
  const [said] = worded.exec(value) ?? [];
  if (said === undefined) return null;
  const month = monthForms.findIndex((form) => said.split(/[\s.]+/).some((word) => form.test(word)));
  const [day, year] = said.match(/\d+/g)!;
  return dayOf(Number(year), month + 1, Number(day));
}

function dayOf(year: number, month: number, day: number): string | null {
  if (year < 1870 || year > 2200) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}
