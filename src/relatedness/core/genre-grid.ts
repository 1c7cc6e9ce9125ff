import { grown, IntLists } from './int-lists';
import { firstWhere } from './sorted-list';

/** What a film is known for in the grid. */
export interface GridFilm {
  /** Ordinal of the film. */
  film: number;
  /** Ordinal of its set of genres. */
  genreSet: number;
  /** NaN where it is not known. */
  year: number;
}

/**
 * The most that any film of a cell, or of a whole genre set, could bring: the least total of what a film lists,
 * as its damping, and the most fame. They may be larger than what is there, never smaller.
 */
export interface Bounds {
  damping: number;
  /** By what fame multiplies, 1 or more. */
  fame: number;
}

/** The films of one genre set, year by year. */
export interface GenreSetCells {
  /** Ascending; parallel to `cells`. */
  years: number[];
  cells: number[];
  /** The cell of films whose year is not known, -1 where there is none. */
  unknownYear: number;
}

/**
 * Films by their set of genres and their year. Films of one cell differ, for one that shares no person with
 * them, only in what else they list and in fame: so bounds over cells, and over whole sets, tell how good a
 * film in there could be at most, and most cells need not be looked at.
 */
export class GenreGrid {
  /** By ordinal of the genre set; holes where no film has the set. */
  readonly sets: (GenreSetCells | undefined)[] = [];
  /** Film ordinals by cell ordinal. */
  readonly films = new IntLists();
  /** Bounds by ordinal of the genre set, all 0 where no film has it, and by cell ordinal. */
  setDampings = new Float64Array(64);
  setFames = new Float64Array(64);
  cellDampings = new Float64Array(64);
  cellFames = new Float64Array(64);
  private cellCount = 0;

  get byteLength(): number {
    const { films, setDampings, setFames, cellDampings, cellFames } = this;
    return [films, setDampings, setFames, cellDampings, cellFames].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
  }

  /** The film's bounds are to be said by `raise`. */
  add(at: GridFilm): void {
    this.films.add(this.cellOf(at) ?? this.addCell(at), at.film);
  }

  remove(at: GridFilm): void {
    const cell = this.cellOf(at);
    if (cell !== undefined) this.films.remove(cell, at.film);
  }

  /** Says that a film may bring as much as this. */
  raise(at: GridFilm, bounds: Bounds): void {
    this.raiseCell(this.cellOf(at)!, at.genreSet, bounds);
  }

  /** The films of a genre set, in no order. */
  *filmsOf(genreSet: number): IterableIterator<number> {
    for (const cell of this.cellsOf(genreSet)) {
      for (let i = this.films.start(cell); i < this.films.end(cell); i++) yield this.films.values[i]!;
    }
  }

  /** How many films have a genre set. */
  countOf(genreSet: number): number {
    return this.cellsOf(genreSet).reduce((sum, cell) => sum + this.films.length(cell), 0);
  }

  /** Makes all bounds anew, as tight as they can be. */
  renewBounds(boundsOf: (film: number) => Bounds): void {
    this.sets.forEach((set, genreSet) => {
      if (!set) return;
      this.setDampings[genreSet] = 0;
      this.setFames[genreSet] = 0;
      for (const cell of this.cellsOf(genreSet)) {
        this.cellDampings[cell] = 0;
        this.cellFames[cell] = 0;
        for (let i = this.films.start(cell); i < this.films.end(cell); i++) {
          this.raiseCell(cell, genreSet, boundsOf(this.films.values[i]!));
        }
      }
    });
  }

  private cellsOf(genreSet: number): number[] {
    const set = this.sets[genreSet];
    if (!set) return [];
    return set.unknownYear === -1 ? set.cells : [...set.cells, set.unknownYear];
  }

  private raiseCell(cell: number, genreSet: number, { damping, fame }: Bounds): void {
    if (damping > this.cellDampings[cell]!) this.cellDampings[cell] = damping;
    if (damping > this.setDampings[genreSet]!) this.setDampings[genreSet] = damping;
    if (fame > this.cellFames[cell]!) this.cellFames[cell] = fame;
    if (fame > this.setFames[genreSet]!) this.setFames[genreSet] = fame;
  }

  private cellOf({ genreSet, year }: GridFilm): number | undefined {
    const set = this.sets[genreSet];
    if (!set) return undefined;
    if (Number.isNaN(year)) return set.unknownYear === -1 ? undefined : set.unknownYear;
    const at = firstYearFrom(set, year);
    return set.years[at] === year ? set.cells[at] : undefined;
  }

  private addCell({ genreSet, year }: GridFilm): number {
    if (genreSet >= this.setDampings.length) {
      this.setDampings = grown(this.setDampings, genreSet * 2);
      this.setFames = grown(this.setFames, genreSet * 2);
    }
    this.sets[genreSet] ??= { years: [], cells: [], unknownYear: -1 };
    const set = this.sets[genreSet];
    const cell = this.cellCount++;
    if (cell >= this.cellDampings.length) {
      this.cellDampings = grown(this.cellDampings, cell * 2);
      this.cellFames = grown(this.cellFames, cell * 2);
    }
    if (Number.isNaN(year)) {
      set.unknownYear = cell;
    } else {
      const at = firstYearFrom(set, year);
      set.years.splice(at, 0, year);
      set.cells.splice(at, 0, cell);
    }
    return cell;
  }
}

/** @returns the place of the first year of a set that is not before `year`; the number of years if none is. */
export function firstYearFrom({ years }: GenreSetCells, year: number): number {
  return firstWhere(years.length, (place) => years[place]! >= year);
}
