import type { SqlExecutor } from '../database/sql';
import type { RelatednessIndex } from '../relatedness/core/relatedness-index';
import type { Loaders } from './loaders';

/** What a resolver may use; made anew for each request. */
export interface RequestContext {
  sql: SqlExecutor;
  loaders: Loaders;
  /** The index as it is when the request begins: one request sees one state. */
  relatedness: RelatednessIndex;
}
