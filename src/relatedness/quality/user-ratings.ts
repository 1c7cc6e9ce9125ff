import { grown } from '../core/int-lists';
import type { Rating } from './rating-line';

/** What a user has come to think of a movie. */
export interface Opinion {
  movieId: number;
  /** Of 5. */
  stars: number;
}

/** Who has rated what, in any order: some 24 bytes a rating. */
export class UserRatings {
  private users = new Int32Array(1024);
  private movies = new Int32Array(1024);
  private stars = new Float32Array(1024);
  private times = new Float64Array(1024);
  private count = 0;
  private readonly userIds = new Ordinals();
  private readonly movieIds = new Ordinals();

  get userCount(): number {
    return this.userIds.values.length;
  }

  add({ userId, movieId, stars, time }: Rating): void {
    const row = this.count++;
    if (row === this.users.length) this.grow();
    this.users[row] = this.userIds.of(userId);
    this.movies[row] = this.movieIds.of(movieId);
    this.stars[row] = stars;
    this.times[row] = time;
  }

  /** User by user, of each movie once: the latest rating counts, of two at one time the one that was added last. */
  *byUser(): IterableIterator<Opinion[]> {
    const { movies, stars, times } = this;
    for (const rows of this.rowsByUser()) {
      const latest = new Map<number, number>();
      for (const row of rows) {
        const before = latest.get(movies[row]!);
        if (before === undefined || times[row]! >= times[before]!) latest.set(movies[row]!, row);
      }
      yield [...latest].map(([movie, row]) => ({
        movieId: this.movieIds.values[movie]!,
        stars: stars[row]!,
      }));
    }
  }

  private *rowsByUser(): IterableIterator<Int32Array> {
    const { users, count, userCount } = this;
    const starts = new Int32Array(userCount + 1);
    for (let row = 0; row < count; row++) starts[users[row]! + 1]!++;
    for (let user = 0; user < userCount; user++) starts[user + 1]! += starts[user]!;
    const next = starts.slice();
    const rows = new Int32Array(count);
    for (let row = 0; row < count; row++) rows[next[users[row]!]!++] = row;
    for (let user = 0; user < userCount; user++) yield rows.subarray(starts[user]!, starts[user + 1]!);
  }

  private grow(): void {
    const room = Math.ceil(this.users.length * 1.5);
    this.users = grown(this.users, room);
    this.movies = grown(this.movies, room);
    this.stars = grown(this.stars, room);
    this.times = grown(this.times, room);
  }
}

/** Numbers for ids, from 0 in the order in which they come. */
class Ordinals {
  readonly values: number[] = [];
  private readonly known = new Map<number, number>();

  of(id: number): number {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    this.known.set(id, this.values.length);
    return this.values.push(id) - 1;
  }
}
