import { defaultProfile, type Profile, relationKinds } from '../../../src/relatedness/core/profile';
import { questionAbout, type Reason, relationUnits } from '../../../src/relatedness/core/question';
import { rankingOf } from '../../../src/relatedness/core/ranking-of';
import type { RecommendedReview, ReviewOfFilm } from '../../../src/relatedness/core/recommendations';
import type { FilmFacts, RelatednessIndex } from '../../../src/relatedness/core/relatedness-index';
import { scoreOf } from '../../../src/relatedness/core/score';
import { madeUpFilm, nothing, randomNumbers } from './made-up-films';
import { randomProfile } from './random-profile';

const filmCount = 400;
const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const profiles: Profile[] = [
  defaultProfile,
  { ...defaultProfile, normalisation: 0, weights: { DIRECTOR: 1, ACTOR: 0, GENRE: 1, ERA: 0 }, fameBonus: 0 },
  ...[0, 1, 2, 3, 4].map((i) => randomProfile(seed + i)),
];

interface Judged {
  film: FilmFacts;
  units: number;
  parts: (Reason & { reviewId: number })[];
}

/** By the definition: every film beside every film read, pair by pair. */
function recommendPlainly(index: RelatednessIndex, films: Map<number, FilmFacts>, read: ReviewOfFilm[]) {
  const filmsRead = [...new Set(read.map(({ filmId }) => filmId))].filter((id) => films.has(id));
  const readIds = new Set(read.map(({ reviewId }) => reviewId));
  const judge = (film: FilmFacts): Judged => {
    const judged: Judged = { film, units: 0, parts: [] };
    for (const filmId of filmsRead) {
      const reasons: Reason[] = [];
      const question = questionAbout(index, index.ordinalOf(filmId));
      judged.units += relationUnits(index, question, index.ordinalOf(film.id), reasons);
      const reviewsRead = new Set(read.filter((review) => review.filmId === filmId).map((r) => r.reviewId));
      for (const reviewId of reviewsRead)
        judged.parts.push(...reasons.map((reason) => ({ ...reason, reviewId })));
    }
    return judged;
  };
  return [...films.values()]
    .filter(({ id }) => !filmsRead.includes(id))
    .map(judge)
    .filter(({ units }) => units > 0)
    .flatMap((judged) => {
      const [newest] = judged.film.reviews
        .filter(({ id }) => !readIds.has(id))
        .toSorted((a, b) => compareRecency(a.recency, b.recency) || a.id - b.id);
      return newest ? [{ ...judged, ...newest }] : [];
    })
    .sort((a, b) => b.units - a.units || compareRecency(a.recency, b.recency) || a.id - b.id)
    .map(
      ({ id: reviewId, film, units, parts }): RecommendedReview => ({
        reviewId,
        filmId: film.id,
        score: scoreOf(index.profile, units),
        reasons: reasonsPlainly(parts, read).map(({ units: part, ...reason }) => ({
          ...reason,
          contribution: (part / units) * scoreOf(index.profile, units),
        })),
      }),
    );
}

function compareRecency(a: number, b: number): number {
  return a === b ? 0 : a > b ? -1 : 1;
}

/** One for each feature; a film counts once, however many of its reviews have been read. */
function reasonsPlainly(parts: Judged['parts'], read: ReviewOfFilm[]) {
  const filmOf = (reviewId: number) => read.find((review) => review.reviewId === reviewId)!.filmId;
  const names = new Set(parts.map(({ kind, id }) => `${kind}:${id}`));
  return [...names]
    .map((name) => {
      const same = parts.filter(({ kind, id }) => `${kind}:${id}` === name);
      const unitsOfFilms = new Map(same.map(({ reviewId, units }) => [filmOf(reviewId), units]));
      return {
        kind: same[0]!.kind,
        id: same[0]!.id,
        units: [...unitsOfFilms.values()].reduce((sum, units) => sum + units, 0),
        readIds: same
          .sort((a, b) => b.units - a.units || a.reviewId - b.reviewId)
          .map(({ reviewId }) => reviewId),
      };
    })
    .sort(
      (a, b) =>
        Number(a.kind === 'ERA') - Number(b.kind === 'ERA') ||
        b.units - a.units ||
        relationKinds.indexOf(a.kind) - relationKinds.indexOf(b.kind) ||
        a.id - b.id,
    );
}

describe.each(profiles)('recommendations by profile $name, normalisation $normalisation', (profile) => {
  const random = randomNumbers(30);
  const films = new Map(Array.from({ length: filmCount }, (_, i) => [i + 1, madeUpFilm(i + 1, random)]));
  const ranking = rankingOf(profile, films.values());
  const { index } = ranking;

  /** Of one film or another, now and then a review that is not there, two of one film, or one named twice. */
  function randomRead(count: number): ReviewOfFilm[] {
    const read = Array.from({ length: count }, () => {
      const film = 1 + random(filmCount + 5);
      return { filmId: film, reviewId: film * 10 + random(2) };
    });
    return random(3) === 0 ? [...read, read[0]!] : read;
  }

  function expectSame(read: ReviewOfFilm[], first: number): void {
    const all = recommendPlainly(index, films, read);
    expect(ranking.countRecommendations({ read })).toBe(all.length);
    expect(ranking.recommendReviews({ read, first })).toEqual({
      entries: all.slice(0, first),
      hasMore: all.length > first,
    });
  }

  it.each([1, 2, 5, 30, 200])('are those of scoring every film beside each of %d films read', (count) => {
    for (const first of [1, 6, 100]) expectSame(randomRead(count), first);
  });

  it('still are while films come, change and go', () => {
    for (let change = 0; change < 200; change++) {
      const id = 1 + random(filmCount + 20);
      if (random(4) === 0) {
        films.delete(id);
        index.remove(id);
      } else {
        const film = { ...(films.get(id) ?? madeUpFilm(id, random)) };
        if (random(2) === 0) film.reviews = madeUpFilm(id, random).reviews;
        else Object.assign(film, madeUpFilm(id, random));
        films.set(id, film);
        index.put(film);
      }
      index.settle();
      if (change % 20 === 0) expectSame(randomRead(1 + random(12)), 1 + random(12));
    }
  });

  it('for a reader of one review are what is related to it', () => {
    for (const filmId of [...films.keys()].slice(0, 20)) {
      const { entries } = ranking.recommendReviews({ read: [{ filmId, reviewId: filmId * 10 }], first: 9 });
      expect(entries.map(({ reasons, ...entry }) => ({ ...entry, reasons: reasons.length }))).toEqual(
        ranking
          .rankReviews({ filmId, first: 9 })
          .entries.map(({ reasons, ...entry }) => ({ ...entry, reasons: reasons.length })),
      );
    }
  });

  it('pass over what is gone: the film shows another of its reviews, or counts no more', () => {
    const read = randomRead(3);
    const all = recommendPlainly(index, films, read);
    const reviewsOf = ({ filmId }: RecommendedReview) => films.get(filmId)!.reviews.map(({ id }) => id);
    const [several, single] = [2, 1].map((count) => all.find((entry) => reviewsOf(entry).length === count));
    const left = (gone: number[]) => ranking.countRecommendations({ read, exclude: new Set(gone) });
    if (several) expect(left(reviewsOf(several).slice(1))).toBe(all.length);
    if (single) expect(left(reviewsOf(single))).toBe(all.length - 1);
  });
});

describe('a reader of nothing that is known', () => {
  it('is recommended nothing', () => {
    const ranking = rankingOf(defaultProfile, []);
    for (const read of [[], [{ reviewId: 1, filmId: 1 }]]) {
      expect(ranking.recommendReviews({ read, first: 6 })).toEqual({ entries: [], hasMore: false });
      expect(ranking.countRecommendations({ read })).toBe(0);
    }
  });
});

it('the first question of all may be how many there are', () => {
  const films = [1, 2, 3].map((id) => ({
    ...nothing,
    id,
    directorIds: [id < 3 ? 10 : 11],
    reviews: [{ id: id * 10, recency: 0 }],
  }));
  const ranking = rankingOf(defaultProfile, films);
  expect(ranking.countRecommendations({ read: [{ filmId: 1, reviewId: 10 }] })).toBe(1);
});

it('few films are scored for a reader of many', () => {
  const random = randomNumbers(8);
  const films = Array.from({ length: 3_000 }, (_, i) => madeUpFilm(i + 1, random));
  const ranking = rankingOf(defaultProfile, films);
  const totalOf = jest.spyOn(ranking.index, 'totalOf');
  const read = Array.from({ length: 50 }, (_, i) => ({ filmId: 1 + i * 60, reviewId: 10 + i * 600 }));
  const { entries } = ranking.recommendReviews({ read, first: 6 });
  expect(entries).toHaveLength(6);
  // Once for each pair that is scored or explained; a scan would take 150,000.
  expect(totalOf.mock.calls.length).toBeGreaterThan(50 * 6);
  expect(totalOf.mock.calls.length).toBeLessThan(150_000 / 4);
});
