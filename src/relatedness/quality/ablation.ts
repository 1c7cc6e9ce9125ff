import { figureOf, figureRanges, type Profile, withFigure } from '../core/profile';

/** The profile with one term switched off at a time: each figure that may be 0, and is not. */
export function withoutEachTerm(profile: Profile): { name: string; profile: Profile }[] {
  return Object.entries(figureRanges)
    .filter(([figure, [least]]) => least === 0 && figureOf(profile, figure) !== 0)
    .map(([figure]) => ({ name: `without ${figure}`, profile: withFigure(profile, figure, 0) }));
}
