import type { RelationKind } from '../../../src/relatedness/core/profile';
import type { ClickCount } from '../../../src/relatedness/proposal/click-model';

/** How readers are: how much they look at each place, and what they would click of what they look at. */
export interface Readers {
  examination: readonly number[];
  attraction(kinds: readonly RelationKind[]): number;
}

/** What is shown in one place: how often entries with these kinds of reasons stand there. */
export interface Shown {
  slot: number;
  kinds: readonly RelationKind[];
  times: number;
  profile?: string;
}

/** Counts as they come of readers who look and click by chance. */
export function countClicks(
  shown: readonly Shown[],
  { examination, attraction }: Readers,
  random: (below: number) => number,
): ClickCount[] {
  const happens = (chance: number) => random(2 ** 30) < chance * 2 ** 30;
  return shown.map(({ slot, kinds, times, profile = 'default@2' }) => {
    let clicks = 0;
    for (let time = 0; time < times; time++) {
      if (happens(examination[slot]!) && happens(attraction(kinds))) clicks++;
    }
    return { slot, kinds, profile, impressions: times, clicks };
  });
}

/** Where each kind multiplies what an entry attracts. */
export function attractedBy(base: number, worths: Partial<Record<RelationKind, number>>) {
  return (kinds: readonly RelationKind[]) =>
    kinds.reduce((attraction, kind) => attraction * (worths[kind] ?? 1), base);
}

/** Entries with a director stand first mostly, as a profile that weighs directors most has it. */
export function directorsFirst(times: number): Shown[] {
  const sets: RelationKind[][] = [
    ['DIRECTOR'],
    ['ACTOR'],
    ['GENRE'],
    ['DIRECTOR', 'GENRE'],
    ['ACTOR', 'GENRE', 'ERA'],
    ['GENRE', 'ERA'],
    ['DIRECTOR', 'ERA'],
  ];
  return sets.flatMap((kinds) =>
    [0, 1, 2, 3, 4, 5].map((slot) => ({
      slot,
      kinds,
      times: Math.round(times * (kinds.includes('DIRECTOR') ? 0.5 ** slot : 0.1 + 0.18 * slot)),
    })),
  );
}
