/** What a cell can hold; null is empty. */
export type Cell = string | number | null;

/**
 * A table as RFC 4180 has it: a header, commas, CRLF at each line's end.
 *
 * Headlines and names are the text of others, and a spreadsheet runs what begins like a formula: such a text is given
 * an apostrophe, which shows that it is one. Source: OWASP, "CSV Injection".
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
