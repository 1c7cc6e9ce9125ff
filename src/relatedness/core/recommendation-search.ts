import { BestFirst } from './best-first';
import { type CandidateSearch, dampingSlack, leastBound, type Taker } from './candidates';
import { EraEvidence } from './era-evidence';
import { filmField, filmStride } from './film-table';
import type { GenreSetCells } from './genre-grid';
import type { Question } from './question';
import { boundField, boundSlack, boundStride, type RelatednessIndex } from './relatedness-index';
import { damping } from './score';

/** What the films that have been read say together of any other, at most. */
interface Evidence {
  /** Ordinals of the films that have been read. */
  read: ReadonlySet<number>;
  features: number[];
  roundingUnits: number;
  mostReception: number;
  genres: GenreEvidence;
  era: EraEvidence;
}

/** By genre set, of sets that share a genre with one of the films read. */
interface GenreEvidence {
  /** Ordinals of the sets, each once, in no order. */
  sets: number[];
  /** What genres say, before damping and fame, by set ordinal. */
  parts: Float64Array;
  mostPart: number;
}

interface PromisingFilm {
  film: number;
  /** The most that it can come to, in points. */
  bound: number;
}

/** Who is told of films that may be good enough. */
interface Visitor {
  /** Films whose bound, in points, is below this are of no use. Rises as better ones are visited. */
  readonly least: number;
  visit(film: number, bound: number): void;
}

/**
 * Finds the films that can be among the best for somebody who has read of several: what these say of a film is
 * added up, bounds and all, so that the store is searched once and not once for each of them. As in
 * `CandidateSearch`, nothing that can be good enough is passed over.
 */
export class RecommendationSearch {
  /** Films that share a person with one that has been read. */
  private readonly sharing: number[] = [];
  /** What shared people say, before damping and fame, and with how many films read: by film ordinal times 2. */
  private ofPeople = new Float32Array(0);

  constructor(
    private readonly index: RelatednessIndex,
    private readonly search: CandidateSearch,
  ) {}

  /**
   * Offers reviewed films that have not been read, each once, until no other can come to `leastUnits`.
   * @param wanted how many the taker keeps.
   */
  offerBest(questions: readonly Question[], wanted: number, taker: Taker): void {
    const evidence = this.gather(questions);
    const promising = this.findPromising(evidence, wanted);
    const offered = new Set<number>();
    // To score a film takes a look at all that have been read: so those of the best bounds come first.
    const isEnough = promising.some(({ film, bound }) => {
      if (bound < leastBound(evidence, taker)) return true;
      taker.offer(film);
      offered.add(film);
      return false;
    });
    if (!isEnough) {
      this.visitByBounds(evidence, {
        get least() {
          return leastBound(evidence, taker);
        },
        visit: (film) => {
          if (!offered.has(film)) taker.offer(film);
        },
      });
    }
    this.forgetSharing();
  }

  /**
   * How many reviewed films share something with one that has been read.
   * @param omitted ordinals of films that do not count: those that have been read, at least.
   */
  countSharing(questions: readonly Question[], omitted: ReadonlySet<number>): number {
    const { index } = this;
    const { genres, reviewedGrid } = index;
    this.collectSharing(questions);
    const ofGenres = questions.filter(({ countsGenres }) => countsGenres);
    const telling = new Set(
      ofGenres
        .flatMap(({ genreSet }) => genres.members[genreSet]!)
        .filter((genre) => genres.rarityOf(genre) > 0),
    );
    const tellingSets = genres.members.map((members) => members.some((genre) => telling.has(genre)));
    let count = 0;
    for (const [set, isTelling] of tellingSets.entries()) if (isTelling) count += reviewedGrid.countOf(set);
    for (const film of this.sharing) {
      if (index.isReviewed(film) && !tellingSets[index.genreSetOf(film)]) count++;
    }
    for (const film of omitted) {
      if (!index.isReviewed(film)) continue;
      if (tellingSets[index.genreSetOf(film)] || this.ofPeople[film * 2]! > 0) count--;
    }
    this.forgetSharing();
    return count;
  }

  /** @returns films whose bounds no other's exceeds, best first: some more than are wanted, since one may not come to its bound. */
  private findPromising(evidence: Evidence, wanted: number): PromisingFilm[] {
    const best = new BestFirst<PromisingFilm>(
      wanted * 2 + 50,
      (a, b) => b.bound - a.bound || a.film - b.film,
    );
    this.visitByBounds(evidence, {
      get least() {
        return best.last?.bound ?? 0;
      },
      visit: (film, bound) => best.add({ film, bound }),
    });
    return best.entries;
  }

  private gather(questions: readonly Question[]): Evidence {
    this.collectSharing(questions);
    return {
      read: new Set(questions.map(({ film }) => film)),
      features: questions.flatMap(({ features }) => features),
      roundingUnits: questions.reduce((sum, { roundingUnits }) => sum + roundingUnits, 0),
      mostReception: Math.max(1e-9, ...questions.map(({ mostReception }) => mostReception)),
      genres: this.gatherGenres(questions),
      era: new EraEvidence(this.index, questions),
    };
  }

  private collectSharing(questions: readonly Question[]): void {
    const { ordinalCount } = this.index;
    if (this.ofPeople.length < ordinalCount * 2) this.ofPeople = new Float32Array(ordinalCount * 2.5);
    const { ofPeople, sharing } = this;
    for (const question of questions) {
      this.search.forEachSharing(question, (film, most) => {
        if (ofPeople[film * 2] === 0) sharing.push(film);
        ofPeople[film * 2]! += most;
        ofPeople[film * 2 + 1]! += 1;
      });
    }
    if (sharing.length * 8 > ordinalCount) this.sortSharing();
  }

  /** Puts many films into the order in which they lie in memory: to look at them takes half the time then. */
  private sortSharing(): void {
    const { ofPeople, sharing } = this;
    sharing.length = 0;
    for (let film = 0; film < this.index.ordinalCount; film++) {
      if (ofPeople[film * 2]! > 0) sharing.push(film);
    }
  }

  private forgetSharing(): void {
    for (const film of this.sharing) {
      this.ofPeople[film * 2] = 0;
      this.ofPeople[film * 2 + 1] = 0;
    }
    this.sharing.length = 0;
  }

  private gatherGenres(questions: readonly Question[]): GenreEvidence {
    const { genres } = this.index;
    const sets: number[] = [];
    const parts = new Float64Array(genres.members.length);
    for (const { countsGenres, genreSet } of questions) {
      if (!countsGenres) continue;
      const neighbours = genres.neighboursOf(genreSet);
      for (const set of neighbours.sets) {
        if (parts[set] === 0) sets.push(set);
        parts[set]! += neighbours.parts[set]! + boundSlack;
      }
    }
    return { sets, parts, mostPart: sets.reduce((most, set) => Math.max(most, parts[set]!), 0) };
  }

  private visitByBounds(evidence: Evidence, visitor: Visitor): void {
    this.visitSharing(evidence, visitor);
    this.visitGrid(evidence, visitor);
  }

  private visitSharing({ genres, era, read }: Evidence, visitor: Visitor): void {
    const { index, ofPeople, sharing } = this;
    const { profile, logReviewed, filmBounds } = index;
    const films = index.films.values;
    let { least } = visitor;
    for (const film of sharing) {
      const people = ofPeople[film * 2]!;
      // Most cannot be good enough whatever their genres and year are: that is seen without a look at the film itself.
      const mostDamping = filmBounds[film * boundStride + boundField.damping]! * dampingSlack;
      if (
        filmBounds[film * boundStride + boundField.fame]! *
          ((people + genres.mostPart) * mostDamping + era.most) <
        least
      )
        continue;
      const at = film * filmStride;
      const genreSet = films[at + filmField.genreSet]!;
      const total =
        logReviewed * films[at + filmField.peopleWorth]! -
        films[at + filmField.peopleLoss]! +
        index.genres.totals[genreSet]!;
      const features = (people + genres.parts[genreSet]!) * damping(profile, total);
      const place = { genreSet, year: films[at + filmField.year]!, sharing: ofPeople[film * 2 + 1]! };
      const fame = films[at + filmField.fame]!;
      if (fame * (features + era.mostOf(place)) < least) continue;
      const bound = fame * (features + era.of(place));
      if (bound < least || films[at + filmField.isReviewed] === 0 || read.has(film)) continue;
      visitor.visit(film, bound);
      least = visitor.least;
    }
  }

  /** The films of the grid that share a genre and no person. */
  private visitGrid(evidence: Evidence, visitor: Visitor): void {
    const { reviewedGrid: grid } = this.index;
    const { genres, era } = evidence;
    let { least } = visitor;
    for (const set of genres.sets) {
      const cells = grid.sets[set];
      if (!cells) continue;
      const most = genres.parts[set]! * grid.setDampings[set]! * dampingSlack + era.most;
      if (grid.setFames[set]! * most < least) continue;
      this.visitSet(evidence, { set, cells }, visitor);
      least = visitor.least;
    }
  }

  private visitSet(
    evidence: Evidence,
    { set, cells }: { set: number; cells: GenreSetCells },
    visitor: Visitor,
  ): void {
    const { reviewedGrid: grid } = this.index;
    const part = evidence.genres.parts[set]!;
    const { era } = evidence;
    const visitCell = (cell: number, year: number) => {
      const place = { genreSet: set, year, sharing: 0 };
      const mostOfGenres = part * grid.cellDampings[cell]! * dampingSlack;
      if (grid.cellFames[cell]! * (mostOfGenres + era.mostOf(place)) < visitor.least) return;
      const ofEra = era.of(place);
      if (grid.cellFames[cell]! * (mostOfGenres + ofEra) < visitor.least) return;
      this.visitCell(evidence, { cell, part, ofEra }, visitor);
    };
    for (const [i, cell] of cells.cells.entries()) visitCell(cell, cells.years[i]!);
    if (cells.unknownYear !== -1) visitCell(cells.unknownYear, Number.NaN);
  }

  private visitCell(
    { read }: Evidence,
    { cell, part, ofEra }: { cell: number; part: number; ofEra: number },
    visitor: Visitor,
  ): void {
    const { index, ofPeople } = this;
    const films = index.films.values;
    const { films: filmsByCell } = index.reviewedGrid;
    for (let i = filmsByCell.start(cell); i < filmsByCell.end(cell); i++) {
      const film = filmsByCell.values[i]!;
      if (ofPeople[film * 2]! > 0 || read.has(film)) continue;
      const fame = films[film * filmStride + filmField.fame]!;
      const bound = fame * (part * damping(index.profile, index.totalOf(film)) + ofEra);
      if (bound >= visitor.least) visitor.visit(film, bound);
    }
  }
}
