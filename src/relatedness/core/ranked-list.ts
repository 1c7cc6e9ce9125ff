import type { RelationKind } from './profile';

export interface RelatedReason {
  kind: RelationKind;
  /** Of the person or the genre; 0 for nearness of years. */
  id: number;
  /** Its share of the score: the contributions of all reasons add up to it. */
  contribution: number;
}

export interface RelatedFilm {
  filmId: number;
  /** 0 up to 1. */
  score: number;
  /** Best first, nearness of years last; equal ones in the order of `relationKinds`, then of ids. */
  reasons: RelatedReason[];
}

export interface RelatedReview extends RelatedFilm {
  reviewId: number;
}

export interface RankedList<Entry> {
  /** Best first; equal scores newest review first, then lowest id. */
  entries: Entry[];
  /** Whether there are more of them. */
  hasMore: boolean;
}
