import { defaultProfile, type Profile } from '../../../src/relatedness/core/profile';
import { questionAbout, relationUnits } from '../../../src/relatedness/core/question';
import { Ranking, type ReviewQuery } from '../../../src/relatedness/core/rank';
import { type FilmFacts, RelatednessIndex } from '../../../src/relatedness/core/relatedness-index';
import { scoreOf } from '../../../src/relatedness/core/score';
import { madeUpFilm, randomNumbers } from './made-up-films';

const filmCount = 1_500;
const profiles: Profile[] = [
  defaultProfile,
  { ...defaultProfile, normalisation: 1, genreLikeness: 1, fameBonus: 0, eraYears: 5 },
  { ...defaultProfile, normalisation: 0, weights: { DIRECTOR: 1, ACTOR: 1, GENRE: 3, ERA: 0 } },
];

describe.each(profiles)('an index of thousands of films, with normalisation $normalisation', (profile) => {
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

  const found = (query: ReviewQuery) =>
    ranking.rankReviews(query).entries.map(({ reviewId, score }) => ({ reviewId, score }));

  function randomQuery(): ReviewQuery {
    const filmId = [...films.keys()][random(films.size)]!;
    const query: ReviewQuery = { filmId, first: 1 + random(20), perFilm: 1 + random(2) };
    if (random(4) === 0)
      query.kinds = [['GENRE'], ['ACTOR', 'ERA'], ['DIRECTOR', 'GENRE']][random(3)] as never;
    if (random(3) === 0) query.minScore = random(100) / 200;
    if (random(3) === 0) query.exclude = new Set(found({ filmId, first: 5 }).map(({ reviewId }) => reviewId));
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

  it('finds by bounds what a scan of every film finds', () => {
    for (let i = 0; i < 60; i++) {
      const query = randomQuery();
      expect(found(query)).toEqual(rankByScanning(query));
    }
  });

  it('still does while films come, change and go', () => {
    for (let change = 0; change < 1_200; change++) {
      changeSomething();
      if (change % 15 > 0) continue;
      const query = randomQuery();
      expect(found(query)).toEqual(rankByScanning(query));
    }
  });

  it('is then, to the last bit, what one made anew of the same films is', () => {
    const anew = new RelatednessIndex(profile);
    for (const film of [...films.values()].sort((a, b) => a.voteCount! - b.voteCount! || b.id - a.id)) {
      anew.put(film);
    }
    anew.settle();
    for (const filmId of films.keys()) {
      const query = { filmId, first: 10, perFilm: 2 };
      expect(JSON.stringify(new Ranking(anew).rankReviews(query))).toBe(
        JSON.stringify(ranking.rankReviews(query)),
      );
    }
    expect(anew.features.size).toBe(index.features.size);
    expect(anew.reviews.size).toBe(index.reviews.size);
    expect(anew.reviewedFilms).toBe(index.reviewedFilms);
  });

  it('looks at few films for it', () => {
    let scored = 0;
    const people = index.people;
    const starts = jest.spyOn(people, 'start').mockImplementation((film) => {
      scored++;
      return Object.getPrototypeOf(people).start.call(people, film);
    });
    for (const filmId of [...films.keys()].slice(0, 100)) ranking.rankReviews({ filmId, first: 6 });
    starts.mockRestore();
    expect(scored / 100).toBeLessThan(films.size / 5);
  });
});
