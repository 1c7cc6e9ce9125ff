import type { Profile } from './profile';
import { genreFactor, rarity } from './score';

/** The sets that share a genre with a set, and how much that says. */
export interface SetNeighbours {
  /** Ordinals of sets: first the set itself, of whose films most of the best are, then the others in no order. */
  sets: Int32Array;
  /** What the shared genres say, before damping and fame, by set ordinal; 0 where no genre is shared, and only there. */
  parts: Float32Array;
}

const mostCached = 1024;
/** For genres that say nothing, since every film has them: more than 0, and the least that 32 bits hold exactly. */
const leastPart = 2 ** -126;

/** Genres, and the sets of them that films have: some thousands, however many films there are. */
export class GenreSets {
  /** By genre ordinal. */
  readonly genreIds: number[] = [];
  /** ln(df + 1) by genre ordinal, as of the last `settle`. */
  readonly logCarriers: number[] = [];
  /** Genre ordinals by set ordinal, in the order of genre ids. */
  readonly members: number[][] = [];
  /** What each set's genres weigh altogether, by set ordinal, as of the last `settle`. */
  readonly totals: number[] = [];
  /** ln(N + 1), as of the last `settle`. */
  logReviewed = 0;

  private readonly genreOrdinals = new Map<number, number>();
  private readonly setOrdinals = new Map<string, number>();
  private readonly setsOfGenre: number[][] = [];
  private readonly carriers: number[] = [];
  private readonly neighbours = new Map<number, SetNeighbours>();
  /** What the genres said when the neighbours were last forgotten, by genre ordinal. */
  private raritiesThen: number[] = [];

  constructor(private readonly profile: Profile) {}

  ordinalOf(genreIds: ArrayLike<number>): number {
    const ids = [...new Set(Array.from(genreIds))].sort((a, b) => a - b);
    const key = ids.join();
    const known = this.setOrdinals.get(key);
    if (known !== undefined) return known;
    const set = this.members.length;
    this.setOrdinals.set(key, set);
    this.members.push(ids.map((id) => this.genreOrdinalOf(id)));
    this.totals.push(0);
    for (const genre of this.members[set]!) this.setsOfGenre[genre]!.push(set);
    this.neighbours.clear();
    return set;
  }

  /** One more film, or one less, that has a published review carries the set's genres. */
  addCarrier(set: number, more: 1 | -1): void {
    for (const genre of this.members[set]!) this.carriers[genre]! += more;
  }

  rarityOf(genre: number): number {
    return rarity({ logReviewed: this.logReviewed, logCarriers: this.logCarriers[genre]! });
  }

  /** Whether two sets share a genre that says anything. */
  sharesTelling(setA: number, setB: number): boolean {
    const theirs = this.members[setB]!;
    return this.members[setA]!.some((genre) => theirs.includes(genre) && this.rarityOf(genre) > 0);
  }

  /** How many genres two sets share, and how many there are in either. */
  inCommon(setA: number, setB: number): { shared: number; either: number } {
    const ours = this.members[setA]!;
    const theirs = this.members[setB]!;
    let shared = 0;
    for (const genre of ours) if (theirs.includes(genre)) shared++;
    return { shared, either: ours.length + theirs.length - shared };
  }

  settle(logReviewed: number): void {
    this.logReviewed = logReviewed;
    for (let genre = 0; genre < this.carriers.length; genre++) {
      this.logCarriers[genre] = Math.log(this.carriers[genre]! + 1);
    }
    for (let set = 0; set < this.members.length; set++) {
      let total = 0;
      for (const genre of this.members[set]!) total += this.profile.weights.GENRE * this.rarityOf(genre);
      this.totals[set] = total;
    }
  }

  /** The most that any set's total, or any part of neighbours, has moved since `forgetNeighbours`. */
  drift(): number {
    let most = 0;
    for (let genre = 0; genre < this.genreIds.length; genre++) {
      most = Math.max(most, Math.abs(this.rarityOf(genre) - (this.raritiesThen[genre] ?? 0)));
    }
    const largestSet = this.members.reduce((largest, { length }) => Math.max(largest, length), 0);
    return most * this.profile.weights.GENRE * largestSet;
  }

  forgetNeighbours(): void {
    this.neighbours.clear();
    this.raritiesThen = this.genreIds.map((_, genre) => this.rarityOf(genre));
  }

  /** As they were when last forgotten: off by no more than `drift`. */
  neighboursOf(set: number): SetNeighbours {
    const known = this.neighbours.get(set);
    if (known) return known;
    if (this.neighbours.size >= mostCached) this.neighbours.delete(this.neighbours.keys().next().value!);
    const found = this.findNeighbours(set);
    this.neighbours.set(set, found);
    return found;
  }

  /** What a set shares with itself: the largest of its neighbours' parts. */
  mostPart(set: number): number {
    return this.neighboursOf(set).parts[set]!;
  }

  private findNeighbours(set: number): SetNeighbours {
    const parts = new Float32Array(this.members.length);
    const shared = new Uint16Array(this.members.length);
    const found: number[] = [];
    const ours = this.members[set]!;
    for (const genre of ours) {
      const worth = this.profile.weights.GENRE * this.rarityOf(genre);
      for (const other of this.setsOfGenre[genre]!) {
        if (shared[other] === 0) found.push(other);
        shared[other]!++;
        parts[other]! += worth;
      }
    }
    for (const other of found) {
      const either = ours.length + this.members[other]!.length - shared[other]!;
      const factor = genreFactor(this.profile, { shared: shared[other]!, either });
      parts[other] = Math.max(leastPart, parts[other]! * factor);
    }
    const sets = Int32Array.from(found);
    // Itself first, which is the best of them; to sort the others would take longer than to pass over them.
    const own = sets.indexOf(set);
    if (own > 0) [sets[0], sets[own]] = [set, sets[0]!];
    return { sets, parts };
  }

  private genreOrdinalOf(id: number): number {
    const known = this.genreOrdinals.get(id);
    if (known !== undefined) return known;
    const genre = this.genreIds.length;
    this.genreOrdinals.set(id, genre);
    this.genreIds.push(id);
    this.logCarriers.push(0);
    this.carriers.push(0);
    this.setsOfGenre.push([]);
    return genre;
  }
}
