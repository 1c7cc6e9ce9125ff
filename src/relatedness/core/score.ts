import type { Profile, RelationKind } from './profile';

/**
 * The unit in which contributions are added up. Whole numbers make a sum the same in whatever order its parts
 * come, so equal scores are equal to the last bit and lists are stable byte for byte; it is fine enough that
 * nothing a reader could notice is rounded away.
 */
export const unitsPerPoint = 1_000_000;

/**
 * How much it says that a film carries a feature: ln((N + 1) / (df + 1)), at least 0.
 * @param reviewedFilms N, films that have a published review.
 * @param carriers      df, how many of those carry the feature.
 * Source: inverse document frequency with add-one smoothing, Spärck Jones 1972.
 */
export function rarity({ reviewedFilms, carriers }: { reviewedFilms: number; carriers: number }): number {
  return Math.max(0, Math.log((reviewedFilms + 1) / (carriers + 1)));
}

/** What a place in the cast is worth, 1 for the top and falling; directors and genres are always worth 1. */
export function billingWorth(profile: Profile, place: number): number {
  return 1 / (1 + profile.billingSlope * place);
}

/** weight × rarity × worth in one film × worth in the other, in whole units. */
export function contributionUnits(
  profile: Profile,
  feature: { kind: RelationKind; rarity: number },
  places: { here: number; there: number },
): number {
  return Math.round(
    unitsPerPoint *
      profile.weights[feature.kind] *
      feature.rarity *
      billingWorth(profile, places.here) *
      billingWorth(profile, places.there),
  );
}
