import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { toCopyLine } from '../../src/database/copy-text';
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
    text += toCopyLine(row);
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
