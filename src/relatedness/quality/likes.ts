import { grown } from '../core/int-lists';

/** Who liked what, in a few bytes a like. */
export class Likes {
  private raters = new Int32Array(1024);
  private films = new Int32Array(1024);
  private count = 0;
  private readonly raterOfUser = new Map<number, number>();

  get raterCount(): number {
    return this.raterOfUser.size;
  }

  /** @param film a number from 0. */
  add({ userId, film }: { userId: number; film: number }): void {
    if (this.count === this.films.length) {
      this.raters = grown(this.raters, this.count * 2);
      this.films = grown(this.films, this.count * 2);
    }
    const rater = this.raterOfUser.get(userId) ?? this.raterOfUser.size;
    this.raterOfUser.set(userId, rater);
    this.raters[this.count] = rater;
    this.films[this.count++] = film;
  }

  /** The films that each rater liked, each once, ascending. */
  *byRater(): IterableIterator<Int32Array> {
    const starts = new Int32Array(this.raterCount + 1);
    for (let like = 0; like < this.count; like++) starts[this.raters[like]! + 1]!++;
    for (let rater = 0; rater < this.raterCount; rater++) starts[rater + 1]! += starts[rater]!;
    const next = starts.slice();
    const films = new Int32Array(this.count);
    for (let like = 0; like < this.count; like++) films[next[this.raters[like]!]!++] = this.films[like]!;
    for (let rater = 0; rater < this.raterCount; rater++) {
      const liked = films.subarray(starts[rater]!, starts[rater + 1]!).sort();
      yield liked.filter((film, place) => place === 0 || film !== liked[place - 1]);
    }
  }
}
