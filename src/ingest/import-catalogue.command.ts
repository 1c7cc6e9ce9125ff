import { type Command, Option } from 'commander';
import { migrate } from '../database/data-source';
import type { Store } from '../database/open-store';
import { unreadable } from '../errors';
import { summarizeCatalogue } from './catalogue-report';
import { findCatalogues } from './catalogues/find-catalogues';
import { type ImportedCatalogue, importCatalogue } from './import-catalogue';
import { ImportProgress } from './import-progress';
import { ImportReport, reportPathIn } from './import-report';

type WithStore = (action: (store: Store, interruption: Promise<never>) => Promise<void>) => Promise<void>;

interface Given {
  onlyReviewed?: boolean;
  dryRun?: boolean;
  json?: boolean;
  report: string;
}

/** `reelgraph import catalogue …`: films, people, credits and genres as others have collected them. */
export function addImportCatalogueCommand(importCommand: Command, withStore: WithStore): void {
  importCommand
    .command('catalogue')
    .description('take in films, people, credits and genres: of IMDb, TMDB, Wikipedia, or our own JSON lines')
    .argument('<source...>', 'files, packed with gzip or not, or folders with them')
    .option('--only-reviewed', 'what the films with reviews need, and nothing else')
    .option('--dry-run', 'say what would change, and change nothing')
    .addOption(
      new Option('--report <file>', 'where all that is refused or in doubt is written')
        .default('import-report.jsonl')
        .argParser(reportPathIn),
    )
    .option('--json', 'print a JSON array with what became of each catalogue')
    .addHelpText(
      'after',
      `
Taken in are, told by what they begin with:
  IMDb's title.basics.tsv.gz with title.crew, title.principals and name.basics (films, shorts, TV films, videos)
  TMDB's details of films as JSON lines, with credits; tmdb_5000_movies.csv with tmdb_5000_credits.csv
  wikipedia-movie-data's movies-*.json
  JSON lines of our own: title, releaseYear, imdbId, tmdbId, genres, directors, cast
  JSON lines as "reelgraph export --films" writes them, with slugs: taken in as they stand, before all others

Each catalogue is merged wholly or not at all, and merged again it changes nothing. Rows that cannot be taken in
are left out and reported. A film is known by its ids, or by title, year and people. What an editor has written
stays; of other films, TMDB's facts stand before IMDb's, these before our JSON lines, and these before Wikipedia's.
Exit code: 0 if every row was taken in, 1 if any was not, 2 if the command was misspelt.

Examples:
  npm run reelgraph -- import catalogue title.basics.tsv.gz title.crew.tsv.gz title.principals.tsv.gz name.basics.tsv.gz
  npm run reelgraph -- import catalogue --only-reviewed imdb/
  npm run reelgraph -- import catalogue --dry-run films.jsonl`,
    )
    .action((paths: string[], given: Given) =>
      withStore((store, interruption) => runImport(paths, given, { store, interruption })),
    );
}

async function runImport(
  paths: string[],
  { onlyReviewed = false, dryRun: isDryRun = false, json: isQuiet = false, report: reportPath }: Given,
  { store, interruption }: { store: Store; interruption: Promise<never> },
): Promise<void> {
  await migrate(store.dataSource);
  const catalogues = await findCatalogues(paths);
  let progress: ImportProgress | undefined;
  const say = (line: string) => (progress ? progress.say(line) : console.error(line));
  const report = new ImportReport(reportPath, { isQuiet, say });
  const results: ImportedCatalogue[] = [];
  const interrupted = new AbortController();
  interruption.catch(() => interrupted.abort());
  const takeIn = async () => {
    for (const catalogue of catalogues) {
      const shown = new ImportProgress(catalogue.files, { isQuiet, unit: 'rows' });
      progress = shown;
      try {
        const imported = await importCatalogue(catalogue, {
          url: store.url,
          onlyReviewed,
          isDryRun,
          signal: interrupted.signal,
          onRows: (rows, file) => shown.add(rows, file),
          onStep: (step) => shown.step(step),
          onFinding: (finding) => report.add(finding),
        });
        results.push(imported);
        if (!isQuiet) console.log(summarizeCatalogue(imported, { isDryRun }));
      } finally {
        shown.end();
      }
    }
  };
  let isReported = false;
  try {
    await Promise.race([interruption, takeIn()]);
  } finally {
    isReported = await report.end().catch((error) => {
      throw unreadable(reportPath, error);
    });
  }
  if (isQuiet) console.log(JSON.stringify(results, null, 2));
  else if (isReported) console.error(`what was refused or is in doubt stands in ${reportPath}`);
  if (results.some(({ refused }) => refused > 0)) process.exitCode = 1;
}
