/** What a person did on a film; TMDB calls these department and job, IMDb category. */
export enum CreditRole {
  DIRECTOR = 'DIRECTOR',
  ACTOR = 'ACTOR',
  WRITER = 'WRITER',
  COMPOSER = 'COMPOSER',
  CINEMATOGRAPHER = 'CINEMATOGRAPHER',
  EDITOR = 'EDITOR',
  PRODUCER = 'PRODUCER',
}
