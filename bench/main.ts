import 'reflect-metadata';
import { describeForTerminal } from '../src/errors';
import { type AnalyticsFigures, measureAnalytics } from './analytics/analytics';
import { analyticsTables } from './analytics/tables';
import { type ArticleFigures, measureArticles } from './articles/articles';
import { articleTables } from './articles/tables';
import { type CatalogueFigures, measureCatalogues } from './catalogues/catalogues';
import { catalogueTables } from './catalogues/tables';
import { type CoreFigures, measureCore } from './core/core';
import { coreTables } from './core/tables';
import { type EngagementFigures, measureEngagement } from './engagement/engagement';
import { engagementTables } from './engagement/tables';
import { type FollowerFigures, measureFollower } from './follower/follower';
import { followerTables } from './follower/tables';
import { type HttpFigures, measureHttp } from './http/http';
import { killServices } from './http/service-process';
import { httpTables } from './http/tables';
import { type ListFigures, measureLists } from './lists/lists';
import { listTables } from './lists/tables';
import type { FigureTable } from './measure/figures';
import { Progress } from './measure/progress';
import { type BenchOptions, benchCommand } from './options';
import type { Setting } from './part';
import { writeReport } from './report';
import { measureSearch, type SearchFigures } from './search/search';
import { searchTables } from './search/tables';
import { measureSoak, type SoakFigures } from './soak/soak';
import { soakTables } from './soak/tables';
import { ensureStore, startBenchPostgres } from './store/bench-store';
import { scaleOf } from './store/scale';

let isInterrupted = false;

async function run(options: BenchOptions): Promise<void> {
  const progress = new Progress();
  const postgres = await startBenchPostgres();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      isInterrupted = true;
      killServices();
      void postgres.stop().finally(() => process.exit(130));
    });
  }
  try {
    const settings: Setting[] = [];
    for (const reviews of options.scales) {
      progress.heading(`${reviews.toLocaleString('en')} reviews: the store`);
      const { seed, isFresh, seconds, minutes } = options;
      const url = await ensureStore(postgres, { reviews, seed, isFresh, progress });
      settings.push({
        store: { url, reviews, films: scaleOf(reviews).films },
        seed,
        seconds,
        minutes,
        progress,
      });
    }
    const tables = await measure(settings, options);
    const { text, file } = await writeReport(tables, { options, postgresVersion: postgres.version });
    console.log(`\n${text}`);
    console.error(`written to ${file}`);
  } finally {
    await postgres.stop();
  }
}

async function measure(settings: Setting[], { parts }: BenchOptions): Promise<FigureTable[]> {
  const core: CoreFigures[] = [];
  const http: HttpFigures[] = [];
  const follower: FollowerFigures[] = [];
  const lists: ListFigures[] = [];
  const search: SearchFigures[] = [];
  const soak: SoakFigures[] = [];
  const engagement: EngagementFigures[] = [];
  const analytics: AnalyticsFigures[] = [];
  const catalogues: CatalogueFigures[] = [];
  const articles: ArticleFigures[] = [];
  for (const setting of settings) {
    const { progress, store } = setting;
    for (const part of parts) {
      progress.heading(`${store.reviews.toLocaleString('en')} reviews: ${part}`);
      switch (part) {
        case 'core':
          core.push(await measureCore(setting));
          break;
        case 'http':
          http.push(await measureHttp(setting));
          break;
        case 'follower':
          follower.push(await measureFollower(setting));
          break;
        case 'lists':
          lists.push(await measureLists(setting));
          break;
        case 'search':
          search.push(await measureSearch(setting));
          break;
        case 'soak':
          soak.push(await measureSoak(setting));
          break;
        case 'engagement':
          engagement.push(await measureEngagement(setting));
          break;
        case 'analytics':
          analytics.push(await measureAnalytics(setting));
          break;
        case 'catalogues':
          catalogues.push(...(await measureCatalogues(setting)));
          break;
        case 'articles':
          articles.push(...(await measureArticles(setting)));
          break;
      }
    }
  }
  return [
    ...(core.length > 0 ? coreTables(core) : []),
    ...(http.length > 0 ? httpTables(http) : []),
    ...(follower.length > 0 ? followerTables(follower) : []),
    ...listTables(lists),
    ...(search.length > 0 ? searchTables(search) : []),
    ...soakTables(soak),
    ...engagementTables(engagement),
    ...analyticsTables(analytics),
    ...catalogueTables(catalogues),
    ...articleTables(articles),
  ];
}

benchCommand(run)
  .parseAsync()
  .catch((error) => {
    if (isInterrupted) return; // whatever was being measured has lost its store
    killServices();
    console.error(describeForTerminal(error));
    process.exitCode = 1;
  });
