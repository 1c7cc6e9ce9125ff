/** One way to say which films are related to a film. */
export interface Ranker {
  /** @returns ids of at most `first` films, best first, never the film itself. */
  rank(filmId: number, first: number): number[];
}
