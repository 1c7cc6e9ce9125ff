import { grown } from '../core/int-lists';

/** What a rater liked. */
export interface Liked {
  /** Each once, ascending. */
  films: Int32Array;
  /** How many films altogether, those too of which no more is known. */
  total: number;
}

/** Who liked what, in a few bytes a like. */
export class Likes {
  private raters = new Int32Array(1024);
  private films = new Int32Array(1024);
  private count = 0;
  private readonly raterOfUser = new Map<number, number>();
  private readonly totals: number[] = [];

  get raterCount(): number {
    return this.totals.length;
  }

  /** The user liked a film, whichever. Every like is to be counted; `add` does not. */
  countLike(userId: number): void {
    this.totals[this.raterOf(userId)]!++;
  }

  /** @param film a number from 0. */
  add({ userId, film }: { userId: number; film: number }): void {
    if (this.count === this.films.length) {
      this.raters = grown(this.raters, this.count * 2);
      this.films = grown(this.films, this.count * 2);
    }
    this.raters[this.count] = this.raterOf(userId);
    this.films[this.count++] = film;
  }

  *byRater(): IterableIterator<Liked> {
    const starts = new Int32Array(this.raterCount + 1);
    for (let like = 0; like < this.count; like++) starts[this.raters[like]! + 1]!++;
    for (let rater = 0; rater < this.raterCount; rater++) starts[rater + 1]! += starts[rater]!;
    const next = starts.slice();
    const films = new Int32Array(this.count);
    for (let like = 0; like < this.count; like++) films[next[this.raters[like]!]!++] = this.films[like]!;
    for (const [rater, total] of this.totals.entries()) {
      const liked = films.subarray(starts[rater]!, starts[rater + 1]!).sort();
      yield { films: liked.filter((film, place) => place === 0 || film !== liked[place - 1]), total };
    }
  }

  private raterOf(userId: number): number {
    const known = this.raterOfUser.get(userId);
    if (known !== undefined) return known;
    this.raterOfUser.set(userId, this.raterCount);
    return this.totals.push(0) - 1;
  }
}
