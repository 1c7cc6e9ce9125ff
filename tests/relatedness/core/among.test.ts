import { defaultProfile, type Profile } from '../../../src/relatedness/core/profile';
import { rankingOf } from '../../../src/relatedness/core/ranking-of';
import { madeUpFilm, randomNumbers } from './made-up-films';

const filmCount = 800;
const profiles: Profile[] = [
  defaultProfile,
  { ...defaultProfile, name: 'undamped', normalisation: 0, fameBonus: 2 },
];

describe.each(profiles)('films ranked among some, by profile $name', (profile) => {
  const random = randomNumbers(31);
  const films = Array.from({ length: filmCount }, (_, i) => madeUpFilm(i + 1, random));
  const ranking = rankingOf(profile, films);

  it.each([2, 9, 60])('are those of all films that are among them, where one in %i is', (oneIn) => {
    const among = (filmId: number) => filmId % oneIn === 0;
    for (let filmId = 1; filmId <= filmCount; filmId += 13) {
      const all = ranking.rankFilms({ filmId, first: filmCount }).entries;
      const some = all.filter((entry) => among(entry.filmId));
      expect(ranking.rankFilms({ filmId, first: 8, among })).toEqual({
        entries: some.slice(0, 8),
        hasMore: some.length > 8,
      });
      expect(ranking.countFilms({ filmId, among })).toBe(some.length);
    }
  });

  it('are none among none', () => {
    const query = { filmId: 1, among: () => false };
    expect(ranking.rankFilms({ ...query, first: 5 })).toEqual({ entries: [], hasMore: false });
    expect(ranking.countFilms(query)).toBe(0);
  });
});
