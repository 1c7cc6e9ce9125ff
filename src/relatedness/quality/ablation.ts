import { figureOf, figureRanges, type Profile, withFigure } from '../core/profile';

/** The profile with one term switched off at a time: each figure that says something, and need not. */
export function withoutEachTerm(profile: Profile): { name: string; profile: Profile }[] {
  return Object.entries(figureRanges).flatMap(([figure, range]) => {
    const off = valueOfNone(figure, range);
    if (off === undefined || figureOf(profile, figure) === off) return [];
    return [{ name: `without ${figure}`, profile: withFigure(profile, figure, off) }];
  });
}

/** What a figure is where its term does nothing; undefined where there is no such value. */
function valueOfNone(figure: string, [least, most]: readonly [number, number]): number | undefined {
  if (figure === 'castDepth') return most; // all of a cast counts
  return least === 0 ? 0 : undefined;
}
