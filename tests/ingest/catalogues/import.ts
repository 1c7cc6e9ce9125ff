import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCatalogues } from '../../../src/ingest/catalogues/find-catalogues';
import {
  type CatalogueImportOptions,
  type ImportedCatalogue,
  importCatalogue,
} from '../../../src/ingest/import-catalogue';
import type { Finding } from '../../../src/ingest/import-report';
import { projectRoot } from '../../../src/project';
import type { TestStore } from '../../support/store';

export const fixtures = join(projectRoot, 'tests', 'fixtures', 'catalogues');

/** What the command does, without what it prints. */
export async function importPaths(
  store: TestStore,
  paths: string[],
  options: Partial<CatalogueImportOptions> = {},
): Promise<{ imported: ImportedCatalogue[]; findings: Finding[] }> {
  const imported: ImportedCatalogue[] = [];
  const findings: Finding[] = [];
  for (const catalogue of await findCatalogues(paths)) {
    imported.push(
      await importCatalogue(catalogue, {
        url: store.url,
        onlyReviewed: false,
        isDryRun: false,
        onFinding: (finding) => findings.push(finding),
        ...options,
      }),
    );
  }
  return { imported, findings };
}

/** What a film has of a catalogue, as one reads it. */
export async function filmFacts(store: TestStore, title: string): Promise<unknown> {
  const [film] = await store.sql.query<{ facts: unknown }>(
    `SELECT jsonb_build_object(
      'slug', slug, 'year', release_year, 'imdbId', imdb_id, 'tmdbId', tmdb_id, 'castIsComplete', cast_is_complete,
      'genres', ARRAY(SELECT genre.name FROM film_genre JOIN genre ON genre.id = genre_id
        WHERE film_id = film.id ORDER BY 1),
      'directors', ARRAY(SELECT person.name FROM credit JOIN person ON person.id = person_id
        WHERE film_id = film.id AND role = 'DIRECTOR' ORDER BY 1),
      'cast', ARRAY(SELECT concat_ws(' as ', person.name, "character") FROM credit JOIN person ON person.id = person_id
        WHERE film_id = film.id AND role = 'ACTOR' ORDER BY billing, credit.id)
    ) AS facts FROM film WHERE title = $1`,
    [title],
  );
  return film?.facts;
}

/** Every row of every table, to see whether anything has changed. */
export async function wholeStore(store: TestStore): Promise<unknown> {
  const tables = [
    'credit',
    'film',
    'film_genre',
    'film_tally',
    'genre',
    'match',
    'person',
    'person_role',
    'review',
  ];
  return Promise.all(tables.map((table) => store.sql.query(`SELECT * FROM ${table} AS t ORDER BY t::text`)));
}

/** Runs with files of these contents in a folder, which is gone afterwards. */
export async function withFiles<Result>(
  files: Record<string, string | Uint8Array>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'reelgraph-catalogue-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
