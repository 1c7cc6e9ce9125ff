import { filmField } from '../../../src/relatedness/core/film-table';
import { defaultProfile, type Profile } from '../../../src/relatedness/core/profile';
import { questionAbout, relationUnits } from '../../../src/relatedness/core/question';
import { Ranking, type ReviewQuery } from '../../../src/relatedness/core/rank';
import {
  boundField,
  boundSlack,
  boundStride,
  type FilmFacts,
  RelatednessIndex,
} from '../../../src/relatedness/core/relatedness-index';
import { damping, scoreOf } from '../../../src/relatedness/core/score';
import { madeUpFilm, randomNumbers } from './made-up-films';
import { randomProfile } from './random-profile';

const filmCount = 1_500;
const profiles: Profile[] = [
  defaultProfile,
  {
    ...defaultProfile,
    normalisation: 1,
    genreLikeness: 1,
    fameBonus: 0,
    eraYears: 5,
    receptionContrast: 0.9,
  },
  { ...defaultProfile, normalisation: 0, weights: { DIRECTOR: 1, ACTOR: 1, GENRE: 3, ERA: 0 } },
];

/** No bound may be below what it bounds, or the search passes over what belongs into the list. */
function expectBoundsToHold(index: RelatednessIndex, films: Iterable<number>): void {
  const tooLow: { filmId: number; bound: string }[] = [];
  for (const filmId of films) {
    const film = index.ordinalOf(filmId);
    const dampingOfFilm = damping(index.profile, index.totalOf(film)) * (1 - boundSlack) * (1 - 1e-6);
    const fame = index.films.get(film, filmField.fame) * (1 - 1e-6);
    const { setFames, setDampings } = index.isReviewed(film) ? index.reviewedGrid : index.unreviewedGrid;
    const genreSet = index.genreSetOf(film);
    const holds = {
      fame: index.filmBounds[film * boundStride + boundField.fame]! >= fame,
      damping: index.filmBounds[film * boundStride + boundField.damping]! >= dampingOfFilm,
      fameOfSet: setFames[genreSet]! >= fame,
      dampingOfSet: setDampings[genreSet]! >= dampingOfFilm,
    };
    for (const [bound, does] of Object.entries(holds)) if (!does) tooLow.push({ filmId, bound });
  }
  expect(tooLow).toEqual([]); // once for all: a call for each bound takes longer than all else here
}

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const anyProfiles = [0, 1, 2, 3].map((i) => randomProfile(seed + i));

describe.each([...profiles, ...anyProfiles])(
  'an index of thousands of films, by profile $name, normalisation $normalisation',
  (profile) => {
    const random = randomNumbers(20);
    const films = new Map(Array.from({ length: filmCount }, (_, i) => [i + 1, madeUpFilm(i + 1, random)]));
    const index = new RelatednessIndex(profile);
    const ranking = new Ranking(index);
    for (const film of films.values()) index.put(film);
    index.settle();
    index.compact();

    /** Every film of the index scored, one after the other. */
    function rankByScanning({ filmId, first, kinds, exclude, minScore = 0, perFilm = 1 }: ReviewQuery) {
      const question = questionAbout(index, index.ordinalOf(filmId), kinds);
      return [...films.values()]
        .filter(({ id }) => id !== filmId)
        .map((film) => ({
          film,
          units: relationUnits(index, question, index.ordinalOf(film.id)),
        }))
        .filter(({ units }) => units > 0 && scoreOf(profile, units) >= minScore)
        .flatMap(({ film: { reviews }, units }) =>
          reviews
            .toSorted((a, b) => (a.recency === b.recency ? a.id - b.id : a.recency > b.recency ? -1 : 1))
            .filter(({ id }) => !exclude?.has(id))
            .slice(0, perFilm)
            .map((review) => ({ ...review, units })),
        )
        .sort(
          (a, b) =>
            b.units - a.units || (a.recency === b.recency ? a.id - b.id : a.recency > b.recency ? -1 : 1),
        )
        .slice(0, first)
        .map(({ id, units }) => ({ reviewId: id, score: scoreOf(profile, units) }));
    }

    function scoresByScanning({ filmId, kinds }: ReviewQuery): number[] {
      const question = questionAbout(index, index.ordinalOf(filmId), kinds);
      return [...films.keys()]
        .filter((id) => id !== filmId)
        .map((id) => relationUnits(index, question, index.ordinalOf(id)))
        .filter((units) => units > 0)
        .sort((a, b) => b - a)
        .map((units) => scoreOf(profile, units));
    }

    const found = (query: ReviewQuery) =>
      ranking.rankReviews(query).entries.map(({ reviewId, score }) => ({ reviewId, score }));

    function randomQuery(): ReviewQuery {
      const filmId = [...films.keys()][random(films.size)]!;
      const query: ReviewQuery = { filmId, first: 1 + random(20), perFilm: 1 + random(2) };
      if (random(4) === 0)
        query.kinds = [['GENRE'], ['ACTOR', 'ERA'], ['DIRECTOR', 'GENRE']][random(3)] as never;
      if (random(3) === 0) query.minScore = random(100) / 200;
      if (random(3) === 0)
        query.exclude = new Set(found({ filmId, first: 5 }).map(({ reviewId }) => reviewId));
      return query;
    }

    function changeSomething(): void {
      const id = 1 + random(filmCount + 200);
      if (random(4) === 0) {
        films.delete(id);
        index.remove(id);
      } else {
        // As often as not a review or a year only, as is usual.
        const film: FilmFacts = { ...(films.get(id) ?? madeUpFilm(id, random)) };
        const what = random(4);
        if (what < 2) film.reviews = madeUpFilm(id, random).reviews;
        else if (what === 2) film.releaseYear = 1950 + random(75);
        else Object.assign(film, madeUpFilm(id, random));
        films.set(id, film);
        index.put(film);
      }
      index.settle();
    }

    function expectSameAsScan(query: ReviewQuery): void {
      const all = rankByScanning({ ...query, first: Number.POSITIVE_INFINITY });
      expect(found(query)).toEqual(all.slice(0, query.first));
      expect(ranking.rankReviews(query).hasMore).toBe(all.length > query.first);
      expect(ranking.countReviews(query)).toBe(all.length);
      const filmScores = scoresByScanning(query);
      const { entries, hasMore } = ranking.rankFilms(query);
      expect(entries.map(({ score }) => score)).toEqual(filmScores.slice(0, query.first));
      expect(hasMore).toBe(filmScores.length > query.first);
      expect(ranking.countFilms(query)).toBe(filmScores.length);
    }

    it('finds by bounds what a scan of every film finds', () => {
      expectBoundsToHold(index, films.keys());
      for (let i = 0; i < 40; i++) expectSameAsScan(randomQuery());
    });

    it('still does while films come, change and go', () => {
      for (let change = 0; change < 1_200; change++) {
        changeSomething();
        if (change % 40 === 0) expectBoundsToHold(index, films.keys());
        if (change % 40 === 1) expectSameAsScan(randomQuery());
      }
    });

    it('is then, to the last bit, what one made anew of the same films is', () => {
      const anew = new RelatednessIndex(profile);
      for (const film of [...films.values()].sort((a, b) => a.voteCount! - b.voteCount! || b.id - a.id)) {
        anew.put(film);
      }
      anew.settle();
      const rankingAnew = new Ranking(anew);
      for (const filmId of [...films.keys()].filter((_, i) => i % 4 === 0)) {
        const query = { filmId, first: 10, perFilm: 2 };
        expect(JSON.stringify(rankingAnew.rankReviews(query))).toBe(
          JSON.stringify(ranking.rankReviews(query)),
        );
      }
      expect(anew.features.size).toBe(index.features.size);
      expect(anew.reviews.size).toBe(index.reviews.size);
      expect(anew.reviewedFilms).toBe(index.reviewedFilms);
    });
  },
);

it('an index looks at few films for a list', () => {
  const random = randomNumbers(7);
  const index = new RelatednessIndex(defaultProfile);
  for (let id = 1; id <= 2_000; id++) index.put(madeUpFilm(id, random));
  index.settle();
  const ranking = new Ranking(index);
  let looked = 0;
  const totalOf = jest.spyOn(index, 'totalOf').mockImplementation((film) => {
    looked++;
    return RelatednessIndex.prototype.totalOf.call(index, film);
  });
  for (let filmId = 1; filmId <= 100; filmId++) ranking.rankReviews({ filmId, first: 6 });
  totalOf.mockRestore();
  expect(looked).toBeGreaterThan(100 * 6);
  expect(looked / 100).toBeLessThan(2_000 / 4);
});

it('the bounds of an index that grows film by film hold', () => {
  const random = randomNumbers(11);
  const index = new RelatednessIndex(defaultProfile);
  const ids: number[] = [];
  for (let id = 1; id <= 5_000; id++) {
    index.put(madeUpFilm(id, random));
    index.settle();
    ids.push(id);
    expectBoundsToHold(index, ids.slice(-3));
    if (id % 500 === 0) expectBoundsToHold(index, ids);
  }
}, 120_000);
