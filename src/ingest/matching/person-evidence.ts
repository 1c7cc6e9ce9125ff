/** Somebody of the name that is looked for. */
export interface Namesake {
  /** Has a credit in the role that is asked about. */
  isKnownInRole: boolean;
  /** Years between the film that names them and the nearest of theirs; null where that is not known. */
  yearGap: number | null;
}

/** Log odds. No labelled people are at hand, so they say no more than which of several goes before which. */
export const nameWeights = { inRole: 3.5, inAnotherRole: 2.5, besideOneInRole: 0, outOfTime: -3 } as const;

/** Of 25,810 names with films of several years, 125 are silent for longer in between. */
const longestSilenceYears = 45;

/** @returns log odds of each, in order: whoever does that job, in these years, is rather meant. */
export function nameEvidence(namesakes: readonly Namesake[]): number[] {
  const isAnyInRole = namesakes.some(({ isKnownInRole }) => isKnownInRole);
  return namesakes.map(({ isKnownInRole, yearGap }) => {
    const other = isAnyInRole ? nameWeights.besideOneInRole : nameWeights.inAnotherRole;
    const isOutOfTime = yearGap !== null && yearGap > longestSilenceYears;
    return (isKnownInRole ? nameWeights.inRole : other) + (isOutOfTime ? nameWeights.outOfTime : 0);
  });
}
