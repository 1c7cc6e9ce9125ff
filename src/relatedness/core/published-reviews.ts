import { grown, IntLists } from './int-lists';
import { IntMap } from './int-map';
import { SortedList } from './sorted-list';

/** A published review. */
export interface ReviewFacts {
  id: number;
  /** By what "newer" is judged, in milliseconds since 1970; -Infinity where nothing is known. */
  recency: number;
}

/** What of a film's reviews may appear. */
export interface Shown {
  /** Ids of reviews that must not. */
  exclude?: ReadonlySet<number> | undefined;
  /** At most so many, 1 unless told. */
  perFilm?: number;
  /** What stands before them in the list: it is not given again, and counts among the reviews of its film. */
  precededBy?: readonly { reviewId: number }[];
}

/** All published reviews: newest first, then lowest id, each film's and the store's. */
export class PublishedReviews {
  /** By review ordinal. */
  ids = new Int32Array(1024);
  recencies = new Float64Array(1024);
  /** Review ordinals by film ordinal, in order. */
  readonly ofFilm = new IntLists();

  private films = new Int32Array(1024);
  private readonly ordinals = new IntMap();
  private readonly free: number[] = [];
  private count = 0;
  private readonly inOrder = new SortedList((a, b) => this.compare(a, b));

  get size(): number {
    return this.count - this.free.length;
  }

  get byteLength(): number {
    const { ids, recencies, ofFilm, films, ordinals, inOrder } = this;
    return [ids, recencies, ofFilm, films, ordinals, inOrder].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
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

  /** -1 where there is no published review with this id. */
  ordinalOf(id: number): number {
    return this.ordinals.get(id);
  }

  filmOf(review: number): number {
    return this.films[review]!;
  }

  /** Review ordinals of a film, newest first. */
  toShow(film: number, { exclude, perFilm = 1, precededBy = [] }: Shown): number[] {
    const { ofFilm, ids } = this;
    const preceding = precededBy.filter(({ reviewId }) => this.filmOf(this.ordinalOf(reviewId)) === film);
    const mayShow = (id: number) => !exclude?.has(id) && !preceding.some(({ reviewId }) => reviewId === id);
    const most = perFilm - preceding.length;
    const shown: number[] = [];
    for (let i = ofFilm.start(film); i < ofFilm.end(film) && shown.length < most; i++) {
      const review = ofFilm.values[i]!;
      if (mayShow(ids[review]!)) shown.push(review);
    }
    return shown;
  }

  replace(film: number, reviews: readonly ReviewFacts[]): void {
    for (let i = this.ofFilm.start(film); i < this.ofFilm.end(film); i++) {
      const review = this.ofFilm.values[i]!;
      this.inOrder.remove(review);
      // One that has moved may stand under its new film already.
      const id = this.ids[review]!;
      if (this.ordinals.get(id) === review) this.ordinals.delete(id);
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
    this.ordinals.set(id, review);
    this.inOrder.add(review);
    return review;
  }
}
