import { type Command, Option } from 'commander';
import { migrate } from '../database/data-source';
import type { Store } from '../database/open-store';
import { transactionsOver } from '../database/sql';
import type { ReviewStatus } from '../reviews/review-status';
import { findArticleSources } from './article-sources';
import { ArticleTeller, usualReport } from './article-teller';
import { importArticles } from './import-articles';
import { reportPathIn } from './import-report';

type WithStore = (action: (store: Store, interruption: Promise<never>) => Promise<void>) => Promise<void>;

interface Given {
  status: string;
  dryRun?: boolean;
  json?: boolean;
  report?: string;
}

/** `reelgraph import article …`: reviews in whatever form a publication has them. */
export function addImportArticleCommand(importCommand: Command, withStore: WithStore): void {
  importCommand
    .command('article')
    .description('take in review articles: pages, exports and feeds, in any common form')
    .argument('<source...>', 'files, packed with gzip or not, folders with them, or - for standard input')
    .addOption(
      new Option('--status <status>', 'what a new review becomes; a known one keeps its own')
        .choices(['published', 'draft'])
        .default('published'),
    )
    .option('--dry-run', 'say what would change, and change nothing')
    .option(
      '--report <file>',
      `where all that is refused or in doubt is written; ${usualReport} unless the screen has said all`,
      reportPathIn,
    )
    .option('--json', 'print a JSON array with what was found in each article')
    .addHelpText(
      'after',
      `
Taken in are, told by what they hold:
  pages as text, as copied from a browser
  HTML, with what it tells machines (JSON-LD, microdata, Open Graph) or without
  Markdown with front matter
  WordPress exports (WXR): posts that are published; drafts, pages and attachments are left out and counted
  RSS and Atom
  JSON lines, as "reelgraph export" writes them

Each article is taken in wholly or not at all, and what is known already changes nothing. Articles that cannot be
taken in are left out and reported. A draft stays a draft.
Exit code: 0 if every article was taken in, 1 if any was not, 2 if the command was misspelt.

Examples:
  npm run reelgraph -- import article samples/reviews/pig.txt
  npm run reelgraph -- import article --dry-run wordpress.xml.gz
  npm run reelgraph -- import article --status draft reviews/ more/page.html
  pbpaste | npm run reelgraph -- import article -`,
    )
    .action((paths: string[], given: Given) =>
      withStore((store, interruption) => runImport(paths, given, { store, interruption })),
    );
}

async function runImport(
  paths: string[],
  { status, dryRun: isDryRun = false, json: isJson = false, report }: Given,
  { store, interruption }: { store: Store; interruption: Promise<never> },
): Promise<void> {
  await migrate(store.dataSource);
  const sources = await findArticleSources(paths);
  const interrupted = new AbortController();
  interruption.catch((error) => interrupted.abort(error));
  const teller = new ArticleTeller(sources, { isJson, ...(report !== undefined && { report }) });
  const takeIn = () =>
    importArticles(sources, {
      transact: transactionsOver(store.dataSource),
      status: status.toUpperCase() as ReviewStatus,
      isDryRun,
      signal: interrupted.signal,
      onResult: (result) => teller.tell(result),
    });
  try {
    await Promise.race([interruption, takeIn()]);
  } finally {
    await teller.end({ isDryRun });
  }
  if (teller.counts.failed > 0) process.exitCode = 1;
}
