/** Which catalogue a film's facts are of, least trusted first: one that stands further on replaces them. */
export enum FactsSource {
  WIKIPEDIA = 'WIKIPEDIA',
  FILMS = 'FILMS',
  IMDB = 'IMDB',
  TMDB = 'TMDB',
}
