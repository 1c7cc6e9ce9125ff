import type { DataSource } from 'typeorm';
import { transactionExecutor } from '../database/sql';
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
      if (!(error instanceof UnreadableArticle)) throw error;
      yield { source: name, outcome: 'failed', reason: error.message };
    }
  }
}
