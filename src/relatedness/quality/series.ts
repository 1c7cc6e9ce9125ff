import type { CompleteFilms } from './complete-films';
import { idIn, idsIn, objectIn } from './json-line';
import { LineFault } from './lines';
import { mixBits } from './seeded';
import type { Truth, TruthQuery } from './truth';
import { UnknownFilms } from './unknown-films';

interface Series {
  collectionId: number;
  films: number[];
}

/** Series of one length are dealt out in turn: there are few of the long ones, and they are the easy ones. */
function inHalves(series: readonly Series[]): (Series & { half: TruthQuery['half'] })[] {
  return series
    .toSorted((a, b) => b.films.length - a.films.length || mixBits(a.collectionId) - mixBits(b.collectionId))
    .map((each, place) => ({ ...each, half: place % 2 === 0 ? 'fit' : 'rest' }));
}

/**
 * JSON lines, a series a line: {"collectionId", "films": [tmdbId …]}. For each film its sisters are to be found,
 * among all films.
 */
export class SeriesReader {
  private readonly unknown: UnknownFilms;
  private readonly series: Series[] = [];
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
    this.series.push({ collectionId, films });
  }

  finish(): Truth {
    const { source, unknown } = this;
    const queries = inHalves(this.series).flatMap(({ films, half }) =>
      films.map((filmId): TruthQuery => {
        const sisters = films.filter((id) => id !== filmId);
        return { filmId, gains: new Map(sisters.map((id) => [id, 1])), half };
      }),
    );
    return { source, form: 'same series', universe: null, queries, notes: unknown.notes };
  }
}
