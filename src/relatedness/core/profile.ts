/** What two films can have in common. */
export const relationKinds = ['DIRECTOR', 'ACTOR', 'GENRE'] as const;

export type RelationKind = (typeof relationKinds)[number];

/** What relatedness weighs, and how much. Data, not code: two indexes may follow two profiles. */
export interface Profile {
  name: string;
  /** Raised whenever a figure below changes. */
  version: number;
  /** Per kind, 0 to 100; only their ratios matter. */
  weights: Record<RelationKind, number>;
  /** 0 or more: how fast a place in the cast loses its worth. Place p, counted from 0, is worth 1 / (1 + slope × p). */
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

/** @throws RangeError that names the figure and its range. */
export function checkProfile({ weights, billingSlope, castDepth }: Profile): void {
  for (const kind of relationKinds) {
    if (!(weights[kind] >= 0 && weights[kind] <= 100))
      throw new RangeError(`weight of ${kind} must be 0 to 100`);
  }
  if (!(billingSlope >= 0 && billingSlope < Number.POSITIVE_INFINITY)) {
    throw new RangeError('billingSlope must be 0 or more');
  }
  if (!(Number.isInteger(castDepth) && castDepth >= 1 && castDepth <= 255)) {
    throw new RangeError('castDepth must be a whole number from 1 to 255');
  }
}

export function profileLabel({ name, version }: Profile): string {
  return `${name}@${version}`;
}
