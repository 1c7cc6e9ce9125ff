import type { DataSource } from 'typeorm';
import { transactionExecutor } from '../database/sql';
import { codeOf } from '../errors';
import type { ReviewStatus } from '../reviews/review-status';
import type { ArticleSource } from './article-sources';
import { type ArticleReading, UnreadableArticle } from './articles/article';
import { readPageText } from './articles/page-text';
import { type UpsertedArticle, upsertArticle } from './upsert-article';

/** What became of one source. */
export type ImportedArticle =
  | ({ source: string; outcome: UpsertedArticle['outcome'] } & ArticleReading &
      Omit<UpsertedArticle, 'outcome'>)
  | { source: string; outcome: 'failed'; reason: string };

/** PostgreSQL refuses the values of one article: classes 22 (data), 23 (constraints) and 54 (limits). */
const refusedValues = /^(22|23|54)\w{3}$/;

/** Import sources one after the other, each wholly or not at all. */
export async function* importArticles(
  dataSource: DataSource,
  sources: ArticleSource[],
  { status }: { status: ReviewStatus },
): AsyncGenerator<ImportedArticle> {
  for (const { name, read } of sources) {
    try {
      const reading = readPageText(await read());
      const upserted = await dataSource.transaction((manager) =>
        upsertArticle(transactionExecutor(manager), reading.article, { status }),
      );
      yield {
        source: name,
        ...upserted,
        article: reading.article,
        doubts: [...reading.doubts, ...upserted.doubts],
      };
    } catch (error) {
      yield { source: name, outcome: 'failed', reason: whyNotTakenIn(error) };
    }
  }
}

/** @throws what is no fault of the source's, and would befall the next one too. */
function whyNotTakenIn(error: unknown): string {
  if (error instanceof UnreadableArticle) return error.message;
  if (refusedValues.test(codeOf(error) ?? '')) return `cannot be stored: ${(error as Error).message}`;
  throw error;
}
