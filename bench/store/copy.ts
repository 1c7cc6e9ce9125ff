import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Table, Value } from './tables';

const chunkLetters = 256 * 1024;

/**
 * Write a table by COPY, frozen: visible to all, with no vacuum to follow. For that it must have been made or
 * emptied in the same transaction.
 * @param onRows is told now and then how many more rows are written.
 */
export async function copyTable(client: Client, table: Table, onRows: (rows: number) => void): Promise<void> {
  const columns = table.columns.map((column) => `"${column}"`).join(', ');
  const target = client.query(copyFrom(`COPY ${table.name} (${columns}) FROM STDIN WITH (FREEZE)`));
  await pipeline(Readable.from(chunks(table.rows(), onRows)), target);
}

function* chunks(rows: Iterable<Value[]>, onRows: (rows: number) => void): Iterable<Buffer> {
  let text = '';
  let count = 0;
  for (const row of rows) {
    text += `${row.map(toField).join('\t')}\n`;
    count++;
    if (text.length < chunkLetters) continue;
    yield Buffer.from(text);
    onRows(count);
    text = '';
    count = 0;
  }
  if (count > 0) yield Buffer.from(text);
  onRows(count);
}

/** Source: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format". */
function toField(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : `{${value.map(quoteElement).join(',')}}`;
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, escapeLetter) : text;
}

function quoteElement(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function escapeLetter(letter: string): string {
  return { '\t': '\\t', '\n': '\\n', '\r': '\\r' }[letter] ?? `\\${letter}`;
}
