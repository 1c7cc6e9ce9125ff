import { finished } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type CopyValue = string | number | boolean | null | readonly string[];

/** A row as COPY reads it. Source: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format". */
export function toCopyLine(row: readonly CopyValue[]): string {
  let line = '';
  for (let place = 0; place < row.length; place++) {
    if (place > 0) line += '\t';
    line += toField(row[place]!);
  }
  return `${line}\n`;
}

function toField(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : `{${value.map(quoteElement).join(',')}}`;
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, escapeLetter) : text;
}

function quoteElement(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function escapeLetter(letter: string): string {
  return { '\t': '\\t', '\n': '\\n', '\r': '\\r' }[letter] ?? `\\${letter}`;
}

/** Writes lines that `toCopyLine` made. @param target a table and its columns, "film (id, title)". */
export async function copyLines(client: ClientBase, target: string, lines: string): Promise<void> {
  const copying = client.query(copyFrom(`COPY ${target} FROM STDIN`));
  copying.end(lines);
  await finished(copying);
}
