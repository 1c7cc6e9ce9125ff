import type { CompleteFilms } from './complete-films';

/** Turns the ids of a truth into films, and keeps count of those that are not there. */
export class UnknownFilms {
  private readonly unknown = new Set<number>();

  constructor(private readonly films: CompleteFilms) {}

  /** @returns the id of the film, undefined where it is not among the films. */
  idOf(tmdbId: number): number | undefined {
    const film = this.films.ofTmdbId(tmdbId);
    if (!film) this.unknown.add(tmdbId);
    return film?.id;
  }

  /** What to say of them; nothing where there are none. */
  get notes(): string[] {
    const { size } = this.unknown;
    if (size === 0) return [];
    return [
      `${size} of its films ${size === 1 ? 'is' : 'are'} not known with director, cast and genres, and left out`,
    ];
  }
}
