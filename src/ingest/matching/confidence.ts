/** From here on a guess is acted upon; below it, it waits for somebody to decide. */
export const acceptFrom = 0.9;
/** Below this, two of one name are two, and nobody is asked. */
export const askFrom = 0.1;

/**
 * How likely each of several candidates is the one that is meant, given that no more than one is. Log odds are of the
 * candidate as if it were the only one.
 */
export function confidences(logOdds: readonly number[]): number[] {
  const odds = logOdds.map(Math.exp);
  const all = odds.reduce((sum, each) => sum + each, 1);
  return odds.map((each) => each / all);
}
