import type { CompleteFilms } from './complete-films';
import { idIn, idsIn, objectIn } from './json-line';
import { LineFault } from './lines';
import { halfOf, type Truth, type TruthQuery } from './truth';
import { UnknownFilms } from './unknown-films';

/**
 * JSON lines, a series a line: {"collectionId", "films": [tmdbId …]}. For each film its sisters are to be found,
 * among all films.
 */
export class SeriesReader {
  private readonly unknown: UnknownFilms;
  private readonly queries: TruthQuery[] = [];
  private readonly collectionIds = new Set<number>();

  constructor(
    private readonly source: string,
    films: CompleteFilms,
  ) {
    this.unknown = new UnknownFilms(films);
  }

  static reads(firstLine: string): boolean {
    return /^\s*\{.*"collectionId"/.test(firstLine);
  }

  take(line: string): void {
    const fields = objectIn(line);
    const collectionId = idIn(fields, 'collectionId');
    if (this.collectionIds.has(collectionId)) {
      throw new LineFault(`collectionId ${collectionId} has had its line`);
    }
    this.collectionIds.add(collectionId);
    const films = idsIn(fields, 'films')
      .map((tmdbId) => this.unknown.idOf(tmdbId))
      .filter((id) => id !== undefined);
    if (films.length < 2) return;
    for (const filmId of films) {
      const sisters = films.filter((id) => id !== filmId);
      this.queries.push({
        filmId,
        gains: new Map(sisters.map((id) => [id, 1])),
        half: halfOf(collectionId),
      });
    }
  }

  finish(): Truth {
    const { source, queries, unknown } = this;
    return { source, form: 'same series', universe: null, queries, notes: unknown.notes };
  }
}
