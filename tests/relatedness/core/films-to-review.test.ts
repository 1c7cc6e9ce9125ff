import { ordinalIn } from '../../../src/relatedness/core/people-features';
import { defaultProfile } from '../../../src/relatedness/core/profile';
import { rankingOf } from '../../../src/relatedness/core/ranking-of';
import { Slices } from '../../../src/slices';
import { madeUpFilm, randomNumbers } from './made-up-films';

const filmCount = 600;
const random = randomNumbers(3);
const ranking = rankingOf(
  defaultProfile,
  Array.from({ length: filmCount }, (_, i) => madeUpFilm(i + 1, random)),
);
const { index } = ranking;
const articlesOf = (filmId: number) => index.reviews.ofFilm.length(index.ordinalOf(filmId));

/** Every film without an article beside every film that has one. */
function plainly(first: number, articlesOf: (filmId: number) => number) {
  const ids = Array.from({ length: filmCount }, (_, i) => i + 1);
  const people = (filmId: number) => {
    const film = index.ordinalOf(filmId);
    return [...index.people.values.subarray(index.people.start(film), index.people.end(film))].map(ordinalIn);
  };
  const shares = (a: number, b: number) => people(a).some((person) => people(b).includes(person));
  const isReviewed = (id: number) => index.isReviewed(index.ordinalOf(id));
  return ids
    .filter((id) => !isReviewed(id))
    .map((filmId) => ({
      filmId,
      articles: ids
        .filter((other) => isReviewed(other) && shares(filmId, other))
        .reduce((sum, other) => sum + articlesOf(other), 0),
    }))
    .filter(({ articles }) => articles > 0)
    .sort((a, b) => b.articles - a.articles || a.filmId - b.filmId)
    .slice(0, first);
}

describe('films to review', () => {
  it.each([
    ['all articles', 10, articlesOf],
    ['all articles', 100, articlesOf],
    ['some of them', 20, (filmId: number) => (filmId % 7 === 0 ? articlesOf(filmId) : 0)],
    ['none', 20, () => 0],
  ])('are those that connect most of %s, the first %d', async (_which, first, articlesOf) => {
    const found = await ranking.rankFilmsToReview({ first, articlesOf, pauses: new Slices() });
    expect(found.map(({ filmId, articles }) => ({ filmId, articles }))).toEqual(plainly(first, articlesOf));
    for (const { personIds } of found) {
      expect(personIds.length).toBeGreaterThan(0);
      expect(personIds.length).toBeLessThanOrEqual(3);
    }
  });

  it('are found in slices', async () => {
    let turns = 0;
    const pauses = {
      isOver: true,
      next: async () => {
        turns++;
      },
    };
    await ranking.rankFilmsToReview({ first: 10, articlesOf, pauses });
    expect(turns).toBe(2 * filmCount);
  });
});
