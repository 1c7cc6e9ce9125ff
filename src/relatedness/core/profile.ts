/** What two films can have in common. */
export const relationKinds = ['DIRECTOR', 'ACTOR', 'GENRE'] as const;

export type RelationKind = (typeof relationKinds)[number];

/** What relatedness weighs, and how much. Data, not code: two indexes may follow two profiles. */
export interface Profile {
  name: string;
  /** Raised whenever a figure below changes. */
  version: number;
  /** Per kind, 0 or more; only their ratios matter. */
  weights: Record<RelationKind, number>;
  /** How fast a place in the cast loses its worth: place p, counted from 0, is worth 1 / (1 + slope × p). */
  billingSlope: number;
  /** Only the first so many places of a cast count, 1 to 255. */
  castDepth: number;
}

/** The plain sum. Source of the figures: readers' ratings, see README.md in the folder above. */
export const plainProfile: Profile = {
  name: 'plain',
  version: 1,
  weights: { DIRECTOR: 1, ACTOR: 0.75, GENRE: 1 },
  billingSlope: 0.35,
  castDepth: 15,
};

export function profileLabel({ name, version }: Profile): string {
  return `${name}@${version}`;
}
