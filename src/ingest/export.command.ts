import type { Command } from 'commander';
import { migrate } from '../database/data-source';
import type { Store } from '../database/open-store';
import { transactionsOver } from '../database/sql';
import { print } from '../output';
import { exportedReviews } from './export.store';
import { exportedLine } from './export-articles';

type WithStore = (action: (store: Store, interruption: Promise<never>) => Promise<void>) => Promise<void>;

/** `reelgraph export`: every review with all that belongs to it, to be taken in elsewhere. */
export function addExportCommand(program: Command, withStore: WithStore): void {
  program
    .command('export')
    .description(
      'print every review, drafts too, with its film, people, author and publication as JSON lines',
    )
    .addHelpText(
      'after',
      `
The lines are as the store is at one moment, and "reelgraph import article" takes them in: into an empty store, which
then exports the same bytes. src/ingest/README.md documents them. Films without a review are a catalogue's.

Examples:
  npm run -s reelgraph -- export > all.jsonl
  npm run -s reelgraph -- export | gzip > all.jsonl.gz`,
    )
    .action(() =>
      withStore(async ({ dataSource }, interruption) => {
        await migrate(dataSource);
        const interrupted = new AbortController();
        interruption.catch((error) => interrupted.abort(error));
        const write = transactionsOver(dataSource)(
          async (sql) => {
            for await (const review of exportedReviews(sql)) {
              if (!(await print(exportedLine(review)))) break;
            }
          },
          { signal: interrupted.signal },
        );
        await Promise.race([interruption, write]);
      }),
    );
}
