import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { sessionOptions } from '../database/data-source';
import { transactionOn } from '../database/sql';
import { codeOf, OperatorError } from '../errors';
import type { FactsSource } from '../films/facts-source';
import type { Catalogue } from './catalogues/find-catalogues';
import { type MergeCounts, mergeCatalogue } from './catalogues/merge-catalogue';
import { Staging } from './catalogues/staging.store';
import type { Finding } from './import-report';

export interface ImportedCatalogue extends MergeCounts {
  source: FactsSource;
  /** Of the files, good or not. */
  rows: number;
  refused: number;
  doubts: number;
}

export interface CatalogueImportOptions {
  /** Of the store. */
  url: string;
  onlyReviewed: boolean;
  /** Whether to take all of it back in the end, and only say what would have changed. */
  isDryRun: boolean;
  onRows?: (rows: number, file: string) => void;
  onStep?: (step: string) => void;
  onFinding?: (finding: Finding) => void;
  /** When it aborts, the connection ends, and the store is as it was. */
  signal?: AbortSignal;
}

/** Enough for the sets of a catalogue of millions; the server has it, not this process. */
const session = sessionOptions({ work_mem: '128MB', temp_buffers: '64MB', jit: 'off', timezone: 'UTC' });

/** As PostgreSQL says it. */
const diskFull = '53100';
/** A connection that hangs would not end. */
const endTimeoutMs = 1_000;

/**
 * Take in a catalogue, whole or not at all: it is put down in tables that nobody else sees, and merged in one
 * transaction. Whatever ends it before that is done, a crash of either side too, leaves the store as it was.
 * @throws OperatorError where the disk of the store is full.
 */
export async function importCatalogue(
  catalogue: Catalogue,
  { url, onlyReviewed, isDryRun, onRows, onStep, onFinding, signal }: CatalogueImportOptions,
): Promise<ImportedCatalogue> {
  const client = new Client({
    connectionString: url,
    application_name: 'reelgraph import',
    options: session,
    keepAlive: true,
  });
  client.on('error', () => undefined); // the statement that it fails says so
  const giveUp = () => (client.connection.stream as Socket).destroy();
  signal?.addEventListener('abort', giveUp);
  const tally = { rows: 0, refused: 0, doubts: 0 };
  const note = (finding: Finding) => {
    tally[finding.kind === 'refused' ? 'refused' : 'doubts']++;
    onFinding?.(finding);
  };
  try {
    await client.connect();
    const staging = await Staging.open(client);
    for await (const rows of catalogue.read()) {
      for (const { line, reason } of rows.refused) note({ kind: 'refused', file: rows.file, line, reason });
      await staging.add(rows);
      tally.rows += rows.rowCount;
      onRows?.(rows.rowCount, rows.file);
    }
    onStep?.('counting what was read');
    await staging.finish();
    const counts = await transactionOn(client, { isTakenBack: isDryRun }, (sql) =>
      mergeCatalogue(sql, {
        source: catalogue.source,
        hasPersonIds: catalogue.hasPersonIds,
        onlyReviewed,
        onStep: (step) => onStep?.(step),
        onFinding: ({ kind, file, line, reason }) =>
          note({ kind, file: file === null ? null : staging.fileName(file), line, reason }),
      }),
    );
    return { source: catalogue.source, ...tally, ...counts };
  } catch (error) {
    if (codeOf(error) === diskFull) {
      throw new OperatorError(
        `the disk of the store is full (${(error as Error).message}); nothing was merged: make room, and import again`,
      );
    }
    throw error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    await Promise.race([client.end().catch(() => undefined), sleep(endTimeoutMs, undefined, { ref: false })]);
  }
}
