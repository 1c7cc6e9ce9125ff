import { type Command, Option } from 'commander';
import { migrate } from '../database/data-source';
import type { Store } from '../database/open-store';
import { transactionsOver } from '../database/sql';
import { unreadable } from '../errors';
import { print } from '../output';
import type { ReviewStatus } from '../reviews/review-status';
import { describeArticle, type OutcomeCounts, summarize } from './article-report';
import { type ArticleSource, findArticleSources } from './article-sources';
import { type ImportedArticle, importArticles } from './import-articles';
import { ImportProgress } from './import-progress';
import { ImportReport } from './import-report';

type WithStore = (action: (store: Store, interruption: Promise<never>) => Promise<void>) => Promise<void>;

interface Given {
  status: string;
  dryRun?: boolean;
  json?: boolean;
  report?: string;
}

/** Where nobody says where. */
const usualReport = 'import-report.jsonl';

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
  const teller = new Teller(sources, { isJson, ...(report !== undefined && { report }) });
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

/** So many articles are told of in full; of more, only what is wrong. */
const mostInFull = 20;
/** Where no bar tells how far it is, a line does, after so many. */
const linesEvery = 1_000;

/** Tells of an import as it goes on: to a person, or as JSON. */
class Teller {
  readonly counts: OutcomeCounts = { added: 0, updated: 0, unchanged: 0, failed: 0, omitted: 0 };
  private readonly omitted = new Map<string, number>();
  private readonly report: ImportReport;
  private progress: ImportProgress | undefined;
  private told = 0;

  constructor(
    private readonly sources: readonly ArticleSource[],
    private readonly options: { isJson: boolean; report?: string },
  ) {
    const say = (line: string) => (this.progress ? this.progress.say(line) : console.error(line));
    this.report = new ImportReport(options.report ?? usualReport, { isQuiet: false, say });
  }

  async tell(result: ImportedArticle): Promise<void> {
    const { isJson } = this.options;
    if (isJson) await print(`${this.told === 0 ? '[\n' : ',\n'}${JSON.stringify(result, null, 2)}`);
    this.told++;
    this.counts[result.outcome]++;
    const place = { file: result.source, line: result.line ?? null };
    if (result.outcome === 'omitted') {
      this.omitted.set(result.reason, (this.omitted.get(result.reason) ?? 0) + 1);
    } else if (result.outcome === 'failed') {
      this.report.add({ kind: 'refused', ...place, reason: result.reason });
    } else {
      const isInFull = this.told <= mostInFull;
      if (isInFull && !isJson) await print(`${describeArticle(result)}\n`);
      const isSeen = this.options.report === undefined && (isInFull || isJson);
      for (const doubt of result.doubts)
        this.report.add({ kind: 'doubt', ...place, reason: doubt }, { isSeen });
    }
    if (!isJson) this.advance();
  }

  private advance(): void {
    if (this.told < mostInFull) return;
    this.progress ??= new ImportProgress(this.sources, { isQuiet: false, unit: 'articles' });
    this.progress.add(1, null);
    if (!process.stderr.isTTY && this.told % linesEvery === 0) {
      console.error(`  ${this.told.toLocaleString('en')} articles`);
    }
  }

  /** @throws OperatorError where the report cannot be written. */
  async end({ isDryRun }: { isDryRun: boolean }): Promise<void> {
    this.progress?.end();
    if (this.options.isJson) await print(this.told === 0 ? '[]\n' : '\n]\n');
    else {
      const summary = summarize(this.counts, this.omitted);
      await print(`${isDryRun ? 'if it were taken in: ' : ''}${summary}\n`);
    }
    const isReported = await this.report.end().catch((error) => {
      throw unreadable(this.report.path, error);
    });
    if (isReported && !this.options.isJson) {
      console.error(`what was refused or is in doubt stands in ${this.report.path}`);
    }
  }
}
