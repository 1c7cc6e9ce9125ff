/** What a guess is about. */
export enum MatchKind {
  FILM = 'FILM',
  PERSON = 'PERSON',
}

export enum MatchStatus {
  WAITING = 'WAITING',
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
}

/** What a guess was made by. */
export enum MatchRule {
  TITLE_AND_YEAR = 'TITLE_AND_YEAR',
  TITLE = 'TITLE',
  NEAR_TITLE = 'NEAR_TITLE',
  SPELLING = 'SPELLING',
  NAME = 'NAME',
}

/** A guess that what is written somewhere is a film or a person of the store. */
export interface Guess {
  kind: MatchKind;
  /** Accepted by the rule, or waiting for somebody to decide. */
  status: MatchStatus;
  rule: MatchRule;
  /** 0 to 1. */
  confidence: number;
  /** As the source has it: "Leaving Las Vegas (1995)", "Elizabeth Shue". */
  written: string;
  /** Number of the film or person that is meant. */
  candidateId: number;
}
