import type { SqlExecutor } from '../database/sql';
import type { Ranking } from '../relatedness/core/rank';
import type { Loaders } from './loaders';

/** What a resolver may use; made anew for each request. */
export interface RequestContext {
  sql: SqlExecutor;
  loaders: Loaders;
  /** What answers from the index. @throws StoreUnavailableError while no index is loaded. */
  relatedness(): Relatedness;
}

export type Relatedness = Pick<
  Ranking,
  | 'profile'
  | 'rankReviews'
  | 'rankFilms'
  | 'countReviews'
  | 'countFilms'
  | 'newestReviews'
  | 'findPath'
  | 'rankCollaborators'
  | 'recommendReviews'
  | 'countRecommendations'
>;
