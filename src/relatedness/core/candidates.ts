import { firstYearFrom, type GenreGrid, type GenreSetCells } from './genre-grid';
import { ordinalIn, placeIn } from './people-features';
import { eraWorth, type Question, receptionBetween } from './question';
import { boundField, boundSlack, boundStride, type RelatednessIndex } from './relatedness-index';
import { eraFactor, peopleFactor, unitsPerPoint } from './score';

/** Who takes the films that may be good enough. */
export interface Taker {
  /** Films that come to fewer units are of no use. Rises as better ones are taken. */
  readonly leastUnits: number;
  /** @param film may be good enough, and is offered once; what it comes to is for the taker to find out. */
  offer(film: number): void;
}

/** Sums of numbers of 32 bits are off by so much for each of their parts, relatively; the other parts are few. */
const floatError = 2 ** -22;
const otherParts = 32;
/** And a damping by so much, its total being off by `boundSlack`. */
export const dampingSlack = 1 / (1 - boundSlack);

/**
 * Finds the films that can be among the best by upper bounds: first those that share a person, then those that
 * share genres only, by genre set and outwards from the question's year. What cannot be good enough is passed
 * over without being looked at, in whole cells and whole sets; nothing that can be is.
 */
export class CandidateSearch {
  /** Films that share a person with the question's. */
  private readonly sharing: number[] = [];
  /** By place in `sharing`: what the film could come to at most, and how much of it for its year. */
  private bounds = new Float64Array(1024);
  private eraBounds = new Float64Array(1024);
  private readonly best = new Float64Array(12);
  /** What the people say that are shared, before any factor, and how many features those are: by film ordinal times 2. */
  private shared = new Float32Array(0);

  constructor(private readonly index: RelatednessIndex) {}

  /** Offers films until no other can come to `leastUnits`. */
  offerBest(question: Question, { reviewedOnly }: { reviewedOnly: boolean }, taker: Taker): void {
    this.collectSharing(question);
    this.offerSharing(question, { reviewedOnly }, taker);
    if (question.countsGenres) {
      this.offerOfGrid(question, this.index.reviewedGrid, taker);
      if (!reviewedOnly) this.offerOfGrid(question, this.index.unreviewedGrid, taker);
    }
    this.forgetSharing();
  }

  /** Offers every film that shares something, in no order. */
  offerAll(question: Question, { reviewedOnly }: { reviewedOnly: boolean }, taker: Taker): void {
    const { index } = this;
    const { genres, reviewedGrid, unreviewedGrid } = index;
    this.collectSharing(question);
    for (const film of this.sharing) {
      if (film !== question.film && (!reviewedOnly || index.isReviewed(film))) taker.offer(film);
    }
    if (question.countsGenres) {
      for (const grid of reviewedOnly ? [reviewedGrid] : [reviewedGrid, unreviewedGrid]) {
        for (const set of genres.neighboursOf(question.genreSet).sets) {
          if (!grid.sets[set] || !genres.sharesTelling(question.genreSet, set)) continue;
          for (const film of grid.filmsOf(set)) {
            if (film !== question.film && this.shared[film * 2 + 1] === 0) taker.offer(film);
          }
        }
      }
    }
    this.forgetSharing();
  }

  /**
   * Visits each film that shares a person with the question's, once and in no order.
   * @param visit is given what the shared people say at most, before damping and fame.
   */
  forEachSharing(question: Question, visit: (film: number, ofPeople: number) => void): void {
    this.collectSharing(question);
    const { shared } = this;
    for (const film of this.sharing) {
      visit(film, shared[film * 2]! * peopleFactor(this.index.profile, shared[film * 2 + 1]!));
    }
    this.forgetSharing();
  }

  private collectSharing({ features, worths: ofFeatures }: Question): void {
    const { index, sharing } = this;
    if (this.shared.length < index.ordinalCount * 2) this.shared = new Float32Array(index.ordinalCount * 2.5);
    const { shared } = this;
    const { billingWorths } = index;
    const carriers = index.features.films;
    const { values } = carriers;
    for (let each = 0; each < features.length; each++) {
      const worth = ofFeatures[each]!;
      const end = carriers.end(features[each]!);
      for (let i = carriers.start(features[each]!); i < end; i++) {
        const packed = values[i]!;
        const film = ordinalIn(packed);
        const at = film * 2;
        if (shared[at + 1] === 0) sharing.push(film);
        shared[at]! += worth * billingWorths[placeIn(packed)]!;
        shared[at + 1]! += 1;
      }
    }
  }

  private forgetSharing(): void {
    for (const film of this.sharing) {
      this.shared[film * 2] = 0;
      this.shared[film * 2 + 1] = 0;
    }
    this.sharing.length = 0;
  }

  private offerSharing(question: Question, { reviewedOnly }: { reviewedOnly: boolean }, taker: Taker): void {
    const { index, sharing } = this;
    const { filmBounds } = index;
    const pivot = this.boundSharing(question);
    let least = leastBound(question, taker);
    const offer = (place: number) => {
      const film = sharing[place]!;
      if (film === question.film || (reviewedOnly && !index.isReviewed(film))) return;
      // How alike the genres are, and how audiences took the two, takes longest to find out.
      const at = film * boundStride;
      const kin = kinship(index, question, filmBounds[at + boundField.genreSet]!);
      const lost = (1 - kin) * this.eraBounds[place]!;
      if ((this.bounds[place]! - lost) * receptionShare(index, question, film) < least) return;
      taker.offer(film);
      least = leastBound(question, taker);
    };
    // The most promising first: of the others few are good enough then.
    for (let place = 0; place < sharing.length; place++) {
      if (this.bounds[place]! >= pivot && this.bounds[place]! >= least) offer(place);
    }
    for (let place = 0; place < sharing.length; place++) {
      if (this.bounds[place]! < pivot && this.bounds[place]! >= least) offer(place);
    }
  }

  /** Says what each of `sharing` could come to, and how much of it for its year. @returns what the best dozen reach. */
  private boundSharing(question: Question): number {
    const { index, shared, sharing, best } = this;
    const { profile, genres, filmBounds } = index;
    if (this.bounds.length < sharing.length) {
      this.bounds = new Float64Array(sharing.length * 2);
      this.eraBounds = new Float64Array(sharing.length * 2);
    }
    const { bounds, eraBounds } = this;
    const parts = question.countsGenres ? genres.neighboursOf(question.genreSet).parts : undefined;
    best.fill(0);
    for (let place = 0; place < sharing.length; place++) {
      const film = sharing[place]!;
      const at = film * boundStride;
      const fame = filmBounds[at + boundField.fame]!;
      const ofPeople = shared[film * 2]! * peopleFactor(profile, shared[film * 2 + 1]!);
      const ofGenres = parts ? parts[filmBounds[at + boundField.genreSet]!]! + boundSlack : 0;
      const ofEra = question.countsEra
        ? fame * eraWorth(index, question.year, filmBounds[at + boundField.year]!)
        : 0;
      const bound =
        fame * (ofPeople + ofGenres) * filmBounds[at + boundField.damping]! * dampingSlack + ofEra;
      bounds[place] = bound;
      eraBounds[place] = ofEra;
      if (bound > best[0]!) {
        best[0] = bound;
        best.sort();
      }
    }
    return best[0]!;
  }

  /** The films of a grid that share a genre and no person. */
  private offerOfGrid(question: Question, grid: GenreGrid, taker: Taker): void {
    const { index } = this;
    const { sets, parts } = index.genres.neighboursOf(question.genreSet);
    const mostOfEra = question.countsEra ? eraWorth(index, 0, 0) : 0;
    let least = leastBound(question, taker);
    for (const set of sets) {
      if (set >= grid.setFames.length) continue;
      const part = parts[set]! + boundSlack;
      const most = grid.setDampings[set]! * part * dampingSlack;
      if (grid.setFames[set]! * (most + mostOfEra) < least) continue;
      const reach = question.reach.of(grid.setFames[set]!);
      if (reach * (most + mostOfEra) < least) continue;
      const kin = kinship(index, question, set);
      if (reach * (most + mostOfEra * kin) < least) continue;
      const cells = grid.sets[set];
      if (cells) this.offerOfSet(question, { grid, kin, cells, part, most, reach }, taker);
      least = leastBound(question, taker);
    }
  }

  /** Year by year outwards from the question's, until no year that is left can be near enough. */
  private offerOfSet(
    question: Question,
    at: { grid: GenreGrid; kin: number; cells: GenreSetCells; part: number; most: number; reach: number },
    taker: Taker,
  ): void {
    const { index } = this;
    const { grid, part, cells } = at;
    const { year } = question;
    const { years } = cells;
    const offerCell = (cell: number, ofEra: number) => {
      const bound =
        question.reach.of(grid.cellFames[cell]!) * (part * grid.cellDampings[cell]! * dampingSlack + ofEra);
      if (bound >= leastBound(question, taker))
        this.offerOfCell(question, { grid, cell, part, ofEra }, taker);
    };
    let after = Number.isNaN(year) ? 0 : firstYearFrom(cells, year);
    let before = after - 1;
    while (before >= 0 || after < years.length) {
      const isAfterNearer =
        after < years.length && (before < 0 || years[after]! - year <= year - years[before]!);
      const nearest = isAfterNearer ? after++ : before--;
      const ofEra = question.countsEra ? eraWorth(index, year, years[nearest]!) * at.kin : 0;
      if (at.reach * (at.most + ofEra) < leastBound(question, taker)) return; // nor can any further year
      offerCell(cells.cells[nearest]!, ofEra);
    }
    if (cells.unknownYear !== -1) offerCell(cells.unknownYear, 0);
  }

  private offerOfCell(
    question: Question,
    { grid, cell, part, ofEra }: { grid: GenreGrid; cell: number; part: number; ofEra: number },
    taker: Taker,
  ): void {
    const { index, shared } = this;
    const { filmBounds } = index;
    const { values } = grid.films;
    const end = grid.films.end(cell);
    for (let i = grid.films.start(cell); i < end; i++) {
      const film = values[i]!;
      const at = film * boundStride;
      const fame = filmBounds[at + boundField.fame]!;
      const bound = fame * (part * filmBounds[at + boundField.damping]! * dampingSlack + ofEra);
      const least = leastBound(question, taker);
      if (bound < least || shared[film * 2 + 1]! > 0 || film === question.film) continue;
      if (bound * receptionShare(index, question, film) >= least) taker.offer(film);
    }
  }
}

/** By what nearness of years is multiplied for the genres of a film. */
function kinship({ profile, genres }: RelatednessIndex, question: Question, genreSet: number): number {
  return eraFactor(profile, genres.inCommon(question.genreSet, genreSet));
}

/** Of the most that reception can be, which `leastBound` has taken into account. */
function receptionShare(index: RelatednessIndex, { film, mostReception }: Question, other: number): number {
  return receptionBetween(index, film, other) / mostReception;
}

/** A film whose bound, in points, is below this cannot come to `leastUnits`, however its parts are rounded. */
export function leastBound(
  { roundingUnits, features, mostReception }: Pick<Question, 'roundingUnits' | 'features' | 'mostReception'>,
  { leastUnits }: Taker,
): number {
  const slack = 1 + (features.length + otherParts) * floatError;
  return (leastUnits - roundingUnits) / (unitsPerPoint * slack * mostReception);
}
