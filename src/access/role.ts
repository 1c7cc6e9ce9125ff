/** What a token is for. */
export enum Role {
  /** Writes: reviews, films, people, and what stands under a review. */
  EDITOR = 'EDITOR',
  /** May do whatever the others may. */
  ADMIN = 'ADMIN',
  /** Reads figures. */
  ANALYST = 'ANALYST',
}
