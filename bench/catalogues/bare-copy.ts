import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { connect } from '../store/connect';

/** What a catalogue becomes, those that are referred to first. */
const tables = ['genre', 'person', 'film', 'film_genre', 'credit'] as const;

export interface BareCopy {
  rows: number;
  /** Into tables without keys, indexes and triggers. */
  plainSeconds: number;
  /** Into the store's own tables, which were empty. */
  storeSeconds: number;
}

/** Copies the rows of a merged store into another one, table by table, as they are. */
export async function copyRows(mergedUrl: string, emptyUrl: string): Promise<BareCopy> {
  const from = await connect(mergedUrl);
  const to = await connect(emptyUrl);
  try {
    await to.query('CREATE SCHEMA plain');
    let rows = 0;
    for (const table of tables) {
      await to.query(`CREATE TABLE plain.${table} (LIKE ${table})`);
      rows += (await from.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n;
    }
    const copyAll = async (schema: string) => {
      const begun = performance.now();
      await to.query('BEGIN');
      for (const table of tables) await copyAcross(from, to, { table, target: `${schema}.${table}` });
      await to.query('COMMIT');
      return (performance.now() - begun) / 1000;
    };
    return { rows, plainSeconds: await copyAll('plain'), storeSeconds: await copyAll('public') };
  } finally {
    await from.end();
    await to.end();
  }
}

function copyAcross(
  from: Client,
  to: Client,
  { table, target }: { table: string; target: string },
): Promise<void> {
  return pipeline(
    from.query(copyTo(`COPY ${table} TO STDOUT`)),
    to.query(copyFrom(`COPY ${target} FROM STDIN`)),
  );
}

/** Copies IMDb's files as they are, unpacked, into a table of text columns each. @returns seconds. */
export async function copyFiles(
  url: string,
  files: { path: string; columns: readonly string[] }[],
): Promise<number> {
  const client = await connect(url);
  try {
    const begun = performance.now();
    await client.query('BEGIN');
    for (const [place, { path, columns }] of files.entries()) {
      const names = columns.map((column) => `"${column}" text`).join(', ');
      await client.query(`CREATE TABLE bare_${place} (${names})`);
      await pipeline(
        createReadStream(path),
        createGunzip(),
        withoutFirstLine(),
        client.query(copyFrom(`COPY bare_${place} FROM STDIN`)),
      );
    }
    await client.query('COMMIT');
    return (performance.now() - begun) / 1000;
  } finally {
    await client.end();
  }
}

function withoutFirstLine(): Transform {
  let isFirst = true;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const begin = isFirst ? chunk.indexOf(0x0a) + 1 : 0;
      isFirst = false;
      done(null, chunk.subarray(begin));
    },
  });
}
