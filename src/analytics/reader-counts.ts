import type { SqlExecutor } from '../database/sql';
import {
  countDays,
  countPlacements,
  type DayCounts,
  type PlacementCounts,
  type Scope,
} from './reader-counts.store';

/** What several figures of one period are made of, each read once, when the first of them is asked for. */
export class ReaderCounts {
  #days: Promise<DayCounts[]> | undefined;
  #placements: Promise<PlacementCounts[]> | undefined;

  constructor(
    private readonly sql: SqlExecutor,
    readonly scope: Scope,
  ) {}

  /** Of both periods, earliest first. */
  days(): Promise<DayCounts[]> {
    this.#days ??= countDays(this.sql, this.scope);
    return this.#days;
  }

  placements(): Promise<PlacementCounts[]> {
    this.#placements ??= countPlacements(this.sql, this.scope);
    return this.#placements;
  }
}
