import fc from 'fast-check';
import { defaultProfile } from '../../../src/relatedness/core/profile';
import { Reaches } from '../../../src/relatedness/core/reach';
import { fameFactor, receptionFactor } from '../../../src/relatedness/core/score';

const fame = fc.double({ min: 0, max: 6, noNaN: true });
const points = fc.double({ min: -10, max: 10 }); // NaN too: of one of the two nothing is known
const profile = fc.record({
  fameBonus: fc.constantFrom(0, 0.01, 0.4, 3),
  receptionContrast: fc.constantFrom(0, 0.2624, 1),
  receptionSpan: fc.constantFrom(0.1, 2, 50),
});

describe('how far fame and reception can take a film', () => {
  it('is never less than what they do', () => {
    fc.assert(
      fc.property(profile, fame, fame, fame, points, (figures, ours, theirs, more, ratings) => {
        const all = { ...defaultProfile, ...figures };
        const truth = fameFactor(all, theirs) * receptionFactor(all, { ratings, voters: ours - theirs });
        const known = fameFactor(all, Math.max(theirs, more));
        expect(new Reaches(all).from(ours).of(known)).toBeGreaterThanOrEqual(truth * (1 - 1e-12));
      }),
      { numRuns: 2000 },
    );
  });

  it('is less than fame alone where the other is much better known', () => {
    const known = fameFactor(defaultProfile, 5);
    expect(new Reaches(defaultProfile).from(1).of(known)).toBeLessThan(known * 0.9);
    expect(new Reaches(defaultProfile).from(5).of(known)).toBe(known);
  });

  it('is fame alone where reception is the same for all', () => {
    fc.assert(
      fc.property(fame, (theirs) => {
        const known = fameFactor(defaultProfile, theirs);
        expect(new Reaches(defaultProfile).from(null).of(known)).toBe(known);
      }),
    );
  });
});
