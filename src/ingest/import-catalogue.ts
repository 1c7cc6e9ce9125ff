import { transactionOn } from '../database/sql';
import type { Catalogue, FilmRecords } from './catalogues/find-catalogues';
import { type MergeCounts, mergeCatalogue } from './catalogues/merge-catalogue';
import { Staging } from './catalogues/staging.store';
import { withImportConnection } from './import-connection';
import { importFilmRecords } from './import-film-records';
import type { Finding } from './import-report';

export interface ImportedCatalogue extends MergeCounts {
  source: Catalogue['source'] | FilmRecords['source'];
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

/**
 * Take in a catalogue, whole or not at all: it is put down in tables that nobody else sees, and merged in one
 * transaction. Whatever ends it before that is done, a crash of either side too, leaves the store as it was.
 * @throws OperatorError where the disk of the store is full.
 */
export async function importCatalogue(
  catalogue: Catalogue | FilmRecords,
  options: CatalogueImportOptions,
): Promise<ImportedCatalogue> {
  if (catalogue.source === 'RECORDS') return importFilmRecords(catalogue, options);
  const { source, hasPersonIds } = catalogue;
  const { url, onlyReviewed, isDryRun, onRows, onStep, onFinding, signal } = options;
  const tally = { rows: 0, refused: 0, doubts: 0 };
  const note = (finding: Finding) => {
    tally[finding.kind === 'refused' ? 'refused' : 'doubts']++;
    onFinding?.(finding);
  };
  return withImportConnection({ url, signal }, async (client) => {
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
        source,
        hasPersonIds,
        onlyReviewed,
        onStep: (step) => onStep?.(step),
        onFinding: ({ kind, file, line, reason }) =>
          note({ kind, file: file === null ? null : staging.fileName(file), line, reason }),
      }),
    );
    return { source, ...tally, ...counts };
  });
}
