import { mostOrdinals } from './people-features';
import type { Profile } from './profile';

/**
 * The unit in which contributions are added up. Whole numbers make a sum the same in whatever order its parts
 * come, so equal scores are equal to the last bit and lists are stable byte for byte; it is fine enough that
 * nothing a reader could notice is rounded away.
 */
export const unitsPerPoint = 1_000_000;

/** What it says to share something at all, however little, is never rounded to nothing. */
export function contributionUnits(points: number): number {
  return Math.max(1, Math.round(points * unitsPerPoint));
}

/** 0 up to, but not including, 1; 0.5 at the profile's midpoint. Rises with every unit. */
export function scoreOf(profile: Profile, units: number): number {
  return units / (units + profile.midpoint * unitsPerPoint);
}

/**
 * How much it says that a film carries a feature: ln((N + 1) / (df + 1)), given as the difference of two
 * logarithms so that a change of N is a change of one number. Never below 0, since df ≤ N.
 * Source: inverse document frequency with add-one smoothing, Spärck Jones 1972.
 */
export function rarity({ logReviewed, logCarriers }: { logReviewed: number; logCarriers: number }): number {
  return logReviewed - logCarriers;
}

/** What each place in a cast is worth, by place: 1 for the top and falling. Directors and genres have place 0. */
export function billingWorths({ billingSlope, castDepth }: Profile): Float64Array {
  return Float64Array.from({ length: castDepth }, (_, place) => 1 / (1 + billingSlope * place));
}

/**
 * By what nearness of years is multiplied for the size of the store: ln(N + 1)² / 10, about ln(N + 1) at 20,000
 * films and less than half of it at 60, where of a film's years there is hardly one that shares a person too.
 */
export function eraScale(logReviewed: number): number {
  return logReviewed ** 2 / 10;
}

/**
 * What it is worth to be so many years apart, weight included, by years; to be multiplied by `eraScale`. Beyond the
 * end of the array it is less than half a unit for the best known of films.
 */
export function eraWorths(profile: Profile): Float64Array {
  const { weights, eraYears } = profile;
  const mostUnits =
    weights.ERA * eraScale(Math.log(mostOrdinals)) * fameFactor(profile, mostFame) * unitsPerPoint;
  const yearsUntilNothing = Math.ceil(eraYears * Math.log(mostUnits * 2 + 1)) + 1;
  return Float64Array.from(
    { length: yearsUntilNothing },
    (_, years) => weights.ERA * Math.exp(-years / eraYears),
  );
}

/**
 * By what a candidate's part in features is multiplied, for all that it lists altogether: (1 + total) to the
 * power of -normalisation. The 1 keeps films that list next to nothing from winning by it.
 */
export function damping({ normalisation }: Profile, total: number): number {
  if (normalisation === 0.5) return 1 / Math.sqrt(1 + total); // ten times as fast, and as exact
  return normalisation === 0 ? 1 : (1 + total) ** -normalisation;
}

/** By what the part of shared people is multiplied. */
export function peopleFactor({ sharedPeopleBonus }: Profile, sharedPeople: number): number {
  return 1 + sharedPeopleBonus * (sharedPeople - 1);
}

/** By what the part of shared genres is multiplied: their Jaccard index to the power of genreLikeness. */
export function genreFactor(
  { genreLikeness }: Profile,
  { shared, either }: { shared: number; either: number },
): number {
  return (shared / either) ** genreLikeness;
}

/** By what nearness of years is multiplied, for the Jaccard index of the genres: 1 where they are the same. */
export function eraFactor(
  { eraLikeness }: Profile,
  { shared, either }: { shared: number; either: number },
): number {
  return 1 - eraLikeness * (1 - (either === 0 ? 0 : shared / either));
}

/** Half a tenfold of voters is as far as one point of ten. */
const pointsPerTenfold = 2;

/**
 * By what the whole of two films' relation is multiplied for how audiences took them: 1 where they took them alike,
 * 1 - receptionContrast where they did not, or where of one of them nothing is known.
 * @param apart how far the averages of their votes are apart, NaN where one is not known, and their fames.
 */
export function receptionFactor(
  { receptionContrast, receptionSpan }: Profile,
  apart: { ratings: number; voters: number },
): number {
  const points = Math.abs(apart.ratings) + pointsPerTenfold * Math.abs(apart.voters);
  const nearness = Number.isNaN(points) ? 0 : Math.exp(-points / receptionSpan);
  return 1 - receptionContrast * (1 - nearness);
}

/** More people than a million who know a film say no more than a million. */
export const mostFame = 6;

/** How well known a film is: log10 of the people who have rated it, 0 to 6. */
export function fameOf(voteCount: number): number {
  return Math.min(mostFame, Math.log10(1 + Math.max(0, voteCount)));
}

/** By what a candidate's whole score is multiplied for being well known. */
export function fameFactor({ fameBonus }: Profile, fame: number): number {
  return 1 + fameBonus * fame;
}
