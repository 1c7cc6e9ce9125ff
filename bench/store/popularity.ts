import { Random, WeightedChoice } from './random';

const mostVotes = 40_000;
const unknownVotes = 0.05;

/**
 * Vote counts, log-normal: TMDB's have a logarithm of mean 4.9 and deviation 2.2 among the 21,000 films that are
 * known best, and far lower ones beyond them. A twentieth is not known.
 */
export function drawVoteCounts(seed: string, films: number): (number | null)[] {
  const random = new Random(`${seed}/votes`);
  return Array.from({ length: films }, () => {
    if (random.chance(unknownVotes)) return null;
    for (;;) {
      const votes = Math.floor(Math.exp(3 + 1.9 * random.normal()));
      if (votes <= mostVotes) return votes;
    }
  });
}

/** Which film each review is about: each film has one, if there are enough, and what is known better has more. */
export function drawReviewedFilms(
  seed: string,
  { reviews, voteCounts }: { reviews: number; voteCounts: (number | null)[] },
): Int32Array {
  const random = new Random(`${seed}/reviewed films`);
  const choice = new WeightedChoice(voteCounts.map((votes) => (1 + (votes ?? 0)) ** 0.75));
  const films = Int32Array.from({ length: reviews }, (_, review) =>
    review < voteCounts.length ? review : choice.draw(random),
  );
  random.shuffle(films);
  return films;
}
