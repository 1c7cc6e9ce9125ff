import { findArticleSources } from '../../src/ingest/article-sources';
import {
  type ArticleImportOptions,
  type ImportedArticle,
  importArticles,
} from '../../src/ingest/import-articles';
import { ReviewStatus } from '../../src/reviews/review-status';
import type { TestStore } from '../support/store';

/** What `reelgraph import article` does, without what it prints. */
export async function importPaths(
  store: TestStore,
  paths: string[],
  options: Partial<ArticleImportOptions> = {},
): Promise<ImportedArticle[]> {
  const results: ImportedArticle[] = [];
  await importArticles(await findArticleSources(paths), {
    transact: store.transact,
    status: ReviewStatus.PUBLISHED,
    onResult: (result) => {
      results.push(result);
    },
    ...options,
  });
  return results;
}
