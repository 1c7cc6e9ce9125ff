import { IntMap } from './core/int-map';
import type { FilmFacts, IndexSize } from './core/relatedness-index';

/** Columns of a table that grows by chunks, so that nothing is ever copied. */
class Table<Name extends string> {
  static readonly chunkRows = 1 << 16;
  count = 0;
  private readonly chunks: Record<Name, Numbers>[] = [];

  constructor(private readonly types: Record<Name, new (length: number) => Numbers>) {}

  add(row: Record<Name, number>): void {
    const at = this.count % Table.chunkRows;
    if (at === 0) this.chunks.push(this.newChunk());
    const chunk = this.chunks.at(-1)!;
    for (const name in row) chunk[name][at] = row[name];
    this.count++;
  }

  get(row: number, name: Name): number {
    return this.chunks[row >> 16]![name][row & 0xffff]!;
  }

  private newChunk(): Record<Name, Numbers> {
    const chunk = {} as Record<Name, Numbers>;
    for (const name in this.types) chunk[name] = new this.types[name](Table.chunkRows);
    return chunk;
  }
}

type Numbers = Int32Array | Float64Array | Int16Array;

/**
 * A store's facts in typed arrays: millions of rows in some tens of megabytes. The films come first, then the
 * rest in any order; rows that name a film which is not there are left out.
 */
export class CatalogueColumns {
  private readonly films = new Table({
    id: Int32Array,
    releaseYear: Float64Array,
    voteCount: Float64Array,
    voteAverage: Float64Array,
  });
  private readonly directors = new Table({ film: Int32Array, personId: Int32Array });
  private readonly actors = new Table({ film: Int32Array, personId: Int32Array, billing: Int16Array });
  private readonly others = new Table({ film: Int32Array, personId: Int32Array });
  private readonly genres = new Table({ film: Int32Array, genreId: Int32Array });
  private readonly reviews = new Table({ film: Int32Array, id: Int32Array, recency: Float64Array });
  private readonly rules = new Table({
    film: Int32Array,
    reviewId: Int32Array,
    relatedId: Int32Array,
    isPin: Int16Array,
    expiresAt: Float64Array,
  });
  private readonly rowOfFilm = new IntMap();

  /** Numbers that are not known are NaN. */
  addFilm(film: { id: number; releaseYear: number; voteCount: number; voteAverage: number }): void {
    this.rowOfFilm.set(film.id, this.films.count);
    this.films.add(film);
  }

  addDirector({ filmId, personId }: { filmId: number; personId: number }): void {
    const film = this.rowOfFilm.get(filmId);
    if (film >= 0) this.directors.add({ film, personId });
  }

  addActor({ filmId, personId, billing }: { filmId: number; personId: number; billing: number }): void {
    const film = this.rowOfFilm.get(filmId);
    if (film >= 0) this.actors.add({ film, personId, billing });
  }

  /** Of a credit that is neither a director's nor a billed actor's. */
  addOther({ filmId, personId }: { filmId: number; personId: number }): void {
    const film = this.rowOfFilm.get(filmId);
    if (film >= 0) this.others.add({ film, personId });
  }

  addGenre({ filmId, genreId }: { filmId: number; genreId: number }): void {
    const film = this.rowOfFilm.get(filmId);
    if (film >= 0) this.genres.add({ film, genreId });
  }

  addReview({ filmId, id, recency }: { filmId: number; id: number; recency: number }): void {
    const film = this.rowOfFilm.get(filmId);
    if (film >= 0) this.reviews.add({ film, id, recency });
  }

  /** `isPin`: 1 or 0. `expiresAt`: in milliseconds since 1970, NaN for never. */
  addRule({
    filmId,
    ...rule
  }: {
    filmId: number;
    reviewId: number;
    relatedId: number;
    isPin: number;
    expiresAt: number;
  }): void {
    const film = this.rowOfFilm.get(filmId);
    if (film >= 0) this.rules.add({ film, ...rule });
  }

  /** `credits`: of directors and billed actors. */
  get size(): IndexSize {
    return {
      films: this.films.count,
      credits: this.directors.count + this.actors.count,
      otherCredits: this.others.count,
      reviews: this.reviews.count,
    };
  }

  /** Film by film. */
  *filmFacts(): IterableIterator<FilmFacts> {
    const { films, directors, actors, others, genres, reviews, rules } = this;
    const directorsByFilm = this.groupByFilm(directors);
    const actorsByFilm = this.groupByFilm(actors);
    const othersByFilm = this.groupByFilm(others);
    const genresByFilm = this.groupByFilm(genres);
    const reviewsByFilm = this.groupByFilm(reviews);
    const rulesByFilm = this.groupByFilm(rules);
    for (let film = 0; film < films.count; film++) {
      const actorRows = actorsByFilm(film);
      yield {
        id: films.get(film, 'id'),
        releaseYear: orNull(films.get(film, 'releaseYear')),
        voteCount: orNull(films.get(film, 'voteCount')),
        voteAverage: orNull(films.get(film, 'voteAverage')),
        directorIds: directorsByFilm(film).map((row) => directors.get(row, 'personId')),
        actorIds: actorRows.map((row) => actors.get(row, 'personId')),
        billings: actorRows.map((row) => actors.get(row, 'billing')),
        otherIds: othersByFilm(film).map((row) => others.get(row, 'personId')),
        genreIds: genresByFilm(film).map((row) => genres.get(row, 'genreId')),
        reviews: reviewsByFilm(film).map((row) => ({
          id: reviews.get(row, 'id'),
          recency: reviews.get(row, 'recency'),
        })),
        rules: rulesByFilm(film).map((row) => ({
          reviewId: rules.get(row, 'reviewId'),
          relatedId: rules.get(row, 'relatedId'),
          kind: rules.get(row, 'isPin') === 1 ? 'PIN' : 'HIDE',
          expiresAt: orNull(rules.get(row, 'expiresAt')),
        })),
      };
    }
  }

  /** A counting sort. @returns the rows of a film. */
  private groupByFilm(table: { count: number; get(row: number, name: 'film'): number }) {
    const starts = new Int32Array(this.films.count + 1);
    for (let row = 0; row < table.count; row++) starts[table.get(row, 'film') + 1]!++;
    for (let film = 0; film < this.films.count; film++) starts[film + 1]! += starts[film]!;
    const next = starts.slice();
    const rows = new Int32Array(table.count);
    for (let row = 0; row < table.count; row++) rows[next[table.get(row, 'film')]!++] = row;
    return (film: number) => Array.from(rows.subarray(starts[film]!, starts[film + 1]!));
  }
}

function orNull(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}
