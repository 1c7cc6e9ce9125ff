import type { FilmFacts } from '../../../src/relatedness/core/relatedness-index';

/** Numbers that look random and are the same for the same seed. Source: mulberry32, by Tommy Ettinger. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Of a film of which nothing is known. */
export const nothing: Omit<FilmFacts, 'id'> = {
  releaseYear: null,
  voteCount: null,
  voteAverage: null,
  directorIds: [],
  actorIds: [],
  billings: [],
  otherIds: [],
  genreIds: [],
  reviews: [],
};

/** A film out of a catalogue in which a few people and genres are busy and most are not. */
export function madeUpFilm(id: number, random: (below: number) => number): FilmFacts {
  const skewed = (below: number) => Math.floor((random(1000) / 1000) ** 3 * below);
  const list = (length: number, pick: () => number) => Array.from({ length }, pick);
  const actorIds = [...new Set(list(random(random(6) === 0 ? 40 : 12), () => 1 + skewed(900)))];
  return {
    id,
    releaseYear: random(12) === 0 ? null : 1950 + random(75),
    voteCount: random(8) === 0 ? null : skewed(30_000),
    voteAverage: random(8) === 0 ? null : random(101) / 10,
    directorIds: list(random(10) === 0 ? 2 : 1, () => 1 + skewed(300)),
    actorIds,
    billings: actorIds.map((_, place) => place),
    otherIds: list(random(6), () => 1 + skewed(900)),
    genreIds: list(random(4), () => 1 + skewed(18)),
    reviews: list(random(5) === 0 ? 0 : 1 + random(2), () => 0).map((_, i) => ({
      id: id * 10 + i,
      recency: random(15) === 0 ? Number.NEGATIVE_INFINITY : 1_600_000_000_000 + random(400) * 86_400_000,
    })),
  };
}
