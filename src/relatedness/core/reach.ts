import type { Profile } from './profile';
import { fameFactor, mostFame, receptionFactor } from './score';

/** So finely fame is told apart here. */
const steps = 64;
const stepSize = mostFame / steps;

/**
 * The most that fame and reception can be together. A film that is much better known than the one that is asked about
 * has more fame, and by that very difference audiences took it otherwise: to bound it by its fame alone is too much.
 */
export class Reach {
  /** By step of fame: the most of all films up to there. */
  private readonly most = new Float64Array(steps + 1);

  /** @param step how well known the film is that is asked about; null where reception is the same for all films. */
  constructor(
    private readonly profile: Profile,
    step: number | null,
  ) {
    for (let theirs = 0; theirs <= steps; theirs++) {
      const voters = step === null ? 0 : Math.max(0, Math.abs(theirs - step) - 1) * stepSize;
      const most = fameFactor(profile, theirs * stepSize) * receptionFactor(profile, { ratings: 0, voters });
      this.most[theirs] = Math.max(most, this.most[theirs - 1] ?? 0);
    }
  }

  /** @param fame by what any of some films is multiplied at most for being well known. */
  of(fame: number): number {
    const { fameBonus } = this.profile;
    const step = fameBonus === 0 ? steps : Math.ceil((fame - 1) / fameBonus / stepSize);
    return Math.min(fame, this.most[Math.min(step, steps)]!);
  }
}

/** One for each step of fame, made when it is first needed. */
export class Reaches {
  private readonly made = new Map<number | null, Reach>();

  constructor(private readonly profile: Profile) {}

  /** @param voters how well known the film is that is asked about, 0 to 6; null as above. */
  from(voters: number | null): Reach {
    const step = voters === null ? null : Math.ceil(voters / stepSize);
    const known = this.made.get(step);
    if (known) return known;
    const reach = new Reach(this.profile, step);
    this.made.set(step, reach);
    return reach;
  }
}
