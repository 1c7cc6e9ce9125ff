import type { Command } from 'commander';
import { migrate } from '../database/data-source';
import type { Store } from '../database/open-store';
import { type SqlExecutor, transactionsOver } from '../database/sql';
import { print } from '../output';
import { exportedFilms, exportedReviews } from './export.store';
import { exportedFilmLine, exportedLine } from './export-articles';

type WithStore = (action: (store: Store, interruption: Promise<never>) => Promise<void>) => Promise<void>;

/** `reelgraph export`: every review with all that belongs to it, or every film, to be taken in elsewhere. */
export function addExportCommand(program: Command, withStore: WithStore): void {
  program
    .command('export')
    .description(
      'print every review, drafts too, with its film, people, author and publication as JSON lines',
    )
    .option('--films', 'print every film, reviewed or not, with its people and genres instead')
    .addHelpText(
      'after',
      `
The lines are as the store is at one moment. "reelgraph import catalogue" takes in those of --films, and then "reelgraph
import article" the others: into an empty store, which then exports the same bytes. src/ingest/README.md documents them.

Examples:
  npm run -s reelgraph -- export --films > films.jsonl
  npm run -s reelgraph -- export | gzip > reviews.jsonl.gz`,
    )
    .action(({ films = false }: { films?: boolean }) =>
      withStore(async ({ dataSource }, interruption) => {
        await migrate(dataSource);
        const interrupted = new AbortController();
        interruption.catch((error) => interrupted.abort(error));
        const write = transactionsOver(dataSource)(
          async (sql) => {
            for await (const line of films ? filmLines(sql) : reviewLines(sql)) {
              if (!(await print(line))) break;
            }
          },
          { signal: interrupted.signal },
        );
        await Promise.race([interruption, write]);
      }),
    );
}

async function* reviewLines(sql: SqlExecutor): AsyncGenerator<string> {
  for await (const review of exportedReviews(sql)) yield exportedLine(review);
}

async function* filmLines(sql: SqlExecutor): AsyncGenerator<string> {
  for await (const film of exportedFilms(sql)) yield exportedFilmLine(film);
}
