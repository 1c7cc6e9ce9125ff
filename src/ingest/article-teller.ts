import { unreadable } from '../errors';
import { print } from '../output';
import { describeArticle, type OutcomeCounts, summarize } from './article-report';
import type { ArticleSource } from './article-sources';
import type { ImportedArticle } from './import-articles';
import { ImportProgress } from './import-progress';
import { ImportReport } from './import-report';

/** Where nobody says where. */
export const usualReport = 'import-report.jsonl';

/** So many articles are told of in full; of more, only what is wrong. */
const mostInFull = 20;
/** Where no bar tells how far it is, a line does, after so many. */
const linesEvery = 1_000;

/** Tells of an import as it goes on: to a person, or as JSON. */
export class ArticleTeller {
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
