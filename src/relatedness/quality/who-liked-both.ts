import type { CompleteFilms } from './complete-films';
import { idIn, idsIn, objectIn } from './json-line';
import { LineFault } from './lines';
import { gainsByPlace, halfOf, type Truth, type TruthQuery } from './truth';
import { UnknownFilms } from './unknown-films';

/**
 * JSON lines: first {"universe": [tmdbId …]}, the films that may be ranked; then a query a line,
 * {"tmdbId", "related": [tmdbId …]}, best first.
 */
export class WhoLikedBothReader {
  private readonly unknown: UnknownFilms;
  private universe: ReadonlySet<number> | undefined;
  private readonly queries = new Map<number, TruthQuery | undefined>();

  constructor(
    private readonly source: string,
    films: CompleteFilms,
  ) {
    this.unknown = new UnknownFilms(films);
  }

  static reads(firstLine: string): boolean {
    return /^\s*\{\s*"universe"/.test(firstLine);
  }

  take(line: string): void {
    const fields = objectIn(line);
    if (!this.universe) {
      this.universe = new Set(idsIn(fields, 'universe'));
      return;
    }
    const tmdbId = idIn(fields, 'tmdbId');
    const related = idsIn(fields, 'related');
    const stranger = related.find((id) => !this.universe!.has(id));
    if (stranger !== undefined)
      throw new LineFault(`related holds ${stranger}, which is not in the universe`);
    if (related.includes(tmdbId)) throw new LineFault('related holds the film itself');
    if (this.queries.has(tmdbId)) throw new LineFault(`tmdbId ${tmdbId} has had its line`);
    const filmId = this.unknown.idOf(tmdbId);
    const gains = gainsByPlace(related.map((id) => this.unknown.idOf(id)));
    const isOfUse = filmId !== undefined && gains.size > 0;
    this.queries.set(tmdbId, isOfUse ? { filmId, gains, half: halfOf(tmdbId) } : undefined);
  }

  finish(): Truth {
    const universe = [...(this.universe ?? [])].map((id) => this.unknown.idOf(id));
    return {
      source: this.source,
      form: 'who liked both',
      universe: new Set(universe.filter((id) => id !== undefined)),
      queries: [...this.queries.values()].filter((query) => query !== undefined),
      notes: this.unknown.notes,
    };
  }
}
