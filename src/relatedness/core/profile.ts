/** What two films can have in common: features that a film carries, and the years they are from. */
export const relationKinds = ['DIRECTOR', 'ACTOR', 'GENRE', 'ERA'] as const;

export type RelationKind = (typeof relationKinds)[number];

/**
 * What relatedness weighs, and how much. Data, not code: two indexes may follow two profiles. What each figure
 * does is said, as a formula, in README.md in the folder above.
 */
export interface Profile {
  name: string;
  /** Raised whenever a figure below changes. */
  version: number;
  /** Per kind, 0 to 100. */
  weights: Record<RelationKind, number>;
  /** 0 to 100: how fast a place in the cast loses its worth. Place p, from 0, is worth 1 / (1 + slope × p). */
  billingSlope: number;
  /** Only the first so many places of a cast count, 1 to 255. */
  castDepth: number;
  /** 0 to 10: by how much each shared person after the first raises what the shared people say. */
  sharedPeopleBonus: number;
  /** 0 to 1: how much it takes away that the genres differ. 0: nothing; 1: in proportion. */
  genreLikeness: number;
  /** 0 to 1: how much it takes away that the candidate lists much altogether. 0: nothing; 1: in proportion. */
  normalisation: number;
  /** 1 to 1000: so many years apart, the nearness of two years is worth 1/e of the same year's. */
  eraYears: number;
  /** 0 to 1: how much it takes away from the nearness of years that the genres differ. 0: nothing; 1: in proportion. */
  eraLikeness: number;
  /** 0 to 10: by how much each tenfold of people who know the candidate raises its score. */
  fameBonus: number;
  /** 0 to 1: how much of the score goes at most because audiences took the two differently. */
  receptionContrast: number;
  /** 0.1 to 100: audiences so far apart, 1/e of that is left. In points of ten, and in half tenfolds of voters. */
  receptionSpan: number;
  /** Above 0, to 1000: the sum of contributions that makes a score of 0.5. */
  midpoint: number;
}

/** Serves readers' taste and series alike. Source: README.md in the folder above, "The default profile". */
export const defaultProfile: Profile = {
  name: 'default',
  version: 2,
  weights: { DIRECTOR: 0.08308, ACTOR: 0.1464, GENRE: 0.1798, ERA: 0.07472 },
  billingSlope: 0.3859,
  castDepth: 15,
  sharedPeopleBonus: 0.7558,
  genreLikeness: 0.1787,
  normalisation: 0.4199,
  eraYears: 17.3,
  eraLikeness: 0.374,
  fameBonus: 0.4,
  receptionContrast: 0.2624,
  receptionSpan: 2.01,
  midpoint: 2,
};

/** The least and the most that each figure may be; the names of weights as in "weights.GENRE". */
export const figureRanges: Readonly<Record<string, readonly [number, number]>> = {
  ...Object.fromEntries(relationKinds.map((kind) => [`weights.${kind}`, [0, 100] as const])),
  billingSlope: [0, 100],
  castDepth: [1, 255],
  sharedPeopleBonus: [0, 10],
  genreLikeness: [0, 1],
  normalisation: [0, 1],
  eraYears: [1, 1000],
  eraLikeness: [0, 1],
  fameBonus: [0, 10],
  receptionContrast: [0, 1],
  receptionSpan: [0.1, 100],
  midpoint: [0.001, 1000],
};

/** @throws RangeError that names the figure and its range. */
export function checkProfile(profile: Profile): void {
  for (const [name, range] of Object.entries(figureRanges)) checkRange(name, figureOf(profile, name), range);
  if (!Number.isInteger(profile.castDepth)) throw new RangeError('castDepth must be a whole number');
}

/** @param name as in `figureRanges`. */
export function figureOf(profile: Profile, name: string): number {
  const [outer, kind] = name.split('.');
  return kind ? profile.weights[kind as RelationKind] : profile[outer as 'midpoint'];
}

/** The profile with one figure changed. */
export function withFigure(profile: Profile, name: string, value: number): Profile {
  const [outer, kind] = name.split('.');
  if (!kind) return { ...profile, [outer!]: value };
  return { ...profile, weights: { ...profile.weights, [kind]: value } };
}

function checkRange(name: string, value: number, [least, most]: readonly [number, number]): void {
  // Said this way round, NaN is refused too.
  if (!(value >= least && value <= most)) throw new RangeError(`${name} must be ${least} to ${most}`);
}

export function profileLabel({ name, version }: Pick<Profile, 'name' | 'version'>): string {
  return `${name}@${version}`;
}
