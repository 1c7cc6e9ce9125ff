import type { FilmFacts, IndexSize } from '../core/relatedness-index';

/** A film whose director, cast and genres are known: one of which relatedness has something to go by. */
export interface CompleteFilm extends Omit<FilmFacts, 'reviews' | 'otherIds'> {
  tmdbId: number | null;
  imdbId: string | null;
  title: string;
}

/** The films that quality is measured on. */
export class CompleteFilms {
  /** Most votes first, then the lower id. */
  readonly mostPopularFirst: readonly CompleteFilm[];
  /** For an index: each film counts as reviewed, once, so that rarity is that among all of them. */
  readonly facts: readonly FilmFacts[];
  readonly indexSize: IndexSize;
  private readonly byId = new Map<number, CompleteFilm>();
  private readonly byTmdbId = new Map<number, CompleteFilm>();
  private readonly byImdbId = new Map<string, CompleteFilm>();

  /**
   * @param films no two of one id.
   * @param namesOf what people and genres are called, where that is known.
   */
  constructor(
    films: readonly CompleteFilm[],
    readonly namesOf: { people: ReadonlyMap<number, string>; genres: ReadonlyMap<number, string> } = {
      people: new Map(),
      genres: new Map(),
    },
  ) {
    this.mostPopularFirst = films.toSorted((a, b) => (b.voteCount ?? 0) - (a.voteCount ?? 0) || a.id - b.id);
    this.facts = films
      .toSorted((a, b) => a.id - b.id)
      .map(({ tmdbId, imdbId, title, ...facts }) => ({
        ...facts,
        otherIds: [],
        reviews: [{ id: facts.id, recency: 0 }],
      }));
    this.indexSize = {
      films: films.length,
      credits: films.reduce(
        (count, { directorIds, actorIds }) => count + directorIds.length + actorIds.length,
        0,
      ),
      otherCredits: 0,
      reviews: films.length,
    };
    for (const film of films) {
      this.byId.set(film.id, film);
      if (film.tmdbId !== null) this.byTmdbId.set(film.tmdbId, film);
      if (film.imdbId !== null) this.byImdbId.set(film.imdbId, film);
    }
  }

  get size(): number {
    return this.byId.size;
  }

  get(id: number): CompleteFilm {
    return this.byId.get(id)!;
  }

  ofTmdbId(tmdbId: number): CompleteFilm | undefined {
    return this.byTmdbId.get(tmdbId);
  }

  ofImdbId(imdbId: string): CompleteFilm | undefined {
    return this.byImdbId.get(imdbId);
  }
}
