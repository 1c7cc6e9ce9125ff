import { grown, IntLists } from './int-lists';
import { SortedList } from './sorted-list';

/** A published review. */
export interface ReviewFacts {
  id: number;
  /** By what "newer" is judged, in milliseconds since 1970; -Infinity where nothing is known. */
  recency: number;
}

/** All published reviews: newest first, then lowest id, each film's and the store's. */
export class PublishedReviews {
  /** By review ordinal. */
  ids = new Int32Array(1024);
  recencies = new Float64Array(1024);
  /** Review ordinals by film ordinal, in order. */
  readonly ofFilm = new IntLists();

  private films = new Int32Array(1024);
  private readonly free: number[] = [];
  private count = 0;
  private readonly inOrder = new SortedList((a, b) => this.compare(a, b));

  get size(): number {
    return this.count - this.free.length;
  }

  get byteLength(): number {
    const { ids, recencies, ofFilm, films, inOrder } = this;
    return [ids, recencies, ofFilm, films, inOrder].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Negative where review `a` comes before `b`, by ordinals; 0 only for the same. */
  compare(a: number, b: number): number {
    const [newer, older] = [this.recencies[b]!, this.recencies[a]!];
    return newer === older ? this.ids[a]! - this.ids[b]! : newer > older ? 1 : -1;
  }

  /** NaN where there is none. */
  newestOf(film: number): number {
    return this.ofFilm.length(film) > 0
      ? this.recencies[this.ofFilm.values[this.ofFilm.start(film)]!]!
      : Number.NaN;
  }

  filmOf(review: number): number {
    return this.films[review]!;
  }

  /** Review ordinals of a film, newest first, but for those of some ids; at most `perFilm`. */
  toShow(
    film: number,
    { exclude, perFilm }: { exclude: ReadonlySet<number> | undefined; perFilm: number },
  ): number[] {
    const { ofFilm, ids } = this;
    const shown: number[] = [];
    for (let i = ofFilm.start(film); i < ofFilm.end(film) && shown.length < perFilm; i++) {
      const review = ofFilm.values[i]!;
      if (!exclude?.has(ids[review]!)) shown.push(review);
    }
    return shown;
  }

  replace(film: number, reviews: readonly ReviewFacts[]): void {
    for (let i = this.ofFilm.start(film); i < this.ofFilm.end(film); i++) {
      const review = this.ofFilm.values[i]!;
      this.inOrder.remove(review);
      this.free.push(review);
    }
    const ordinals = reviews.map(({ id, recency }) => this.add(film, id, recency));
    this.ofFilm.replace(
      film,
      ordinals.sort((a, b) => this.compare(a, b)),
    );
  }

  /** Review ordinals of the store, newest first. */
  newestFirst(): IterableIterator<number> {
    return this.inOrder[Symbol.iterator]();
  }

  private add(film: number, id: number, recency: number): number {
    const review = this.free.pop() ?? this.count++;
    if (review >= this.ids.length) {
      const room = Math.ceil(review * 1.3);
      this.ids = grown(this.ids, room);
      this.recencies = grown(this.recencies, room);
      this.films = grown(this.films, room);
    }
    this.ids[review] = id;
    this.recencies[review] = recency;
    this.films[review] = film;
    this.inOrder.add(review);
    return review;
  }
}
