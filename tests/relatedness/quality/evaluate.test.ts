import { defaultProfile, figureOf, type Profile } from '../../../src/relatedness/core/profile';
import { rankingOf } from '../../../src/relatedness/core/ranking-of';
import { withoutEachTerm } from '../../../src/relatedness/quality/ablation';
import { baselines } from '../../../src/relatedness/quality/baselines';
import { CompleteFilms } from '../../../src/relatedness/quality/complete-films';
import { evaluate } from '../../../src/relatedness/quality/evaluate';
import { profileRanker } from '../../../src/relatedness/quality/profile-ranker';
import { Progress } from '../../../src/relatedness/quality/progress';
import { describeQuality, qualityAsJson } from '../../../src/relatedness/quality/report';
import type { Truth } from '../../../src/relatedness/quality/truth';
import { film, filmsOf } from './films';

/** Film 1 and what it shares with the others; 7 is the most popular of all. */
const films = filmsOf([1, 2, 3, 4, 5, 6, 7], {
  1: { directorIds: [10], actorIds: [20, 21, 22, 23], genreIds: [30, 31] },
  2: { directorIds: [10] }, // one of three words
  3: { actorIds: [90, 91, 92, 23], voteCount: 5 }, // an actor who is named fourth
  4: { actorIds: [21], genreIds: [30, 31, 32, 33, 34, 35] }, // three of eight words
  5: { directorIds: [20], voteCount: 7 }, // an actor, as a director
  6: { genreIds: [30, 31], voteCount: 1 }, // two of four words
  7: { voteCount: 1000 },
});
const rankBy = (name: keyof typeof baselines, first = 10) =>
  baselines[name](films, films.mostPopularFirst).rank(1, first);

describe('the baselines', () => {
  it('popularity has the most votes first, then the lower id', () => {
    expect(rankBy('popularity')).toEqual([7, 5, 3, 6, 2, 4]);
    expect(rankBy('popularity', 2)).toEqual([7, 5]);
    expect(baselines.popularity(films, films.mostPopularFirst).rank(7, 2)).toEqual([5, 3]);
  });

  it('raw count has the most shared first, ties by popularity', () => {
    expect(rankBy('raw count')).toEqual([4, 6, 3, 2, 7, 5]);
  });

  it('soup has the best cosine of genres, directors and top three actors first, ties by popularity', () => {
    // Shared² / words: 6 has 4/4, 4 has 9/8, 2 has 1/3; the fourth name of a cast is in no bag.
    expect(rankBy('soup')).toEqual([4, 6, 2, 7, 5, 3]);
  });

  it('random is the same for the same film and has no order', () => {
    expect(rankBy('random')).toEqual(rankBy('random'));
    expect([...rankBy('random')].sort()).toEqual([2, 3, 4, 5, 6, 7]);
    const ids = Array.from({ length: 300 }, (_, place) => place + 1);
    const many = filmsOf(ids);
    const ranker = baselines.random(many, many.mostPopularFirst);
    const firsts = new Set(ids.map((id) => ranker.rank(id, 1)[0]));
    expect(firsts.size).toBeGreaterThan(100);
  });

  it('rank the candidates only, and a film that is none of them too', () => {
    const candidates = films.mostPopularFirst.filter(({ id }) => id !== 1 && id !== 4);
    for (const [name, baseline] of Object.entries(baselines)) {
      const ranked = baseline(films, candidates).rank(1, 10);
      expect([name, [...ranked].sort()]).toEqual([name, [2, 3, 5, 6, 7]]);
    }
  });
});

describe('a profile', () => {
  it('ranks as the service does, among the films of the universe', () => {
    const ranking = rankingOf(defaultProfile, films.facts);
    const all = ranking.rankFilms({ filmId: 1, first: 10 }).entries.map(({ filmId }) => filmId);
    expect([...all].sort()).toEqual([2, 3, 4, 6]);
    expect(profileRanker(ranking, null).rank(1, 10)).toEqual(all);
    expect(profileRanker(ranking, null).rank(1, 2)).toEqual(all.slice(0, 2));
    expect(profileRanker(ranking, new Set([1, 2, 6])).rank(1, 10)).toEqual(
      all.filter((id) => id === 2 || id === 6),
    );
  });

  it('gives rarity by all complete films, whatever the universe', () => {
    expect(rankingOf(defaultProfile, films.facts).index.reviewedFilms).toBe(7);
  });

  it('is shown without each term that it has, and may be without', () => {
    const profile: Profile = { ...defaultProfile, genreLikeness: 0 };
    const variants = withoutEachTerm(profile);
    const terms = variants.map(({ name }) => name.replace('without ', ''));
    expect(terms).toEqual(
      expect.arrayContaining(['weights.DIRECTOR', 'weights.ERA', 'billingSlope', 'castDepth', 'fameBonus']),
    );
    expect(terms).not.toEqual(expect.arrayContaining(['genreLikeness']));
    for (const kept of ['genreLikeness', 'eraYears', 'midpoint']) expect(terms).not.toContain(kept);
    for (const [place, term] of terms.entries()) {
      const off = term === 'castDepth' ? 255 : 0;
      expect(figureOf(variants[place]!.profile, term)).toBe(off);
      expect(figureOf(profile, term)).not.toBe(off);
    }
    expect(withoutEachTerm({ ...profile, castDepth: 255 })).toHaveLength(variants.length - 1);
  });
});

describe('what is measured', () => {
  const truth: Truth = {
    source: 'made-up.jsonl',
    form: 'who liked both',
    universe: new Set([1, 2, 4, 6, 7]),
    queries: [
      {
        filmId: 1,
        gains: new Map([
          [6, 1],
          [4, 0.5],
        ]),
        half: 'fit',
      },
      { filmId: 3, gains: new Map([[7, 1]]), half: 'rest' },
    ],
    notes: ['a note'],
  };
  const measured = (part: 'fit' | 'rest' | 'all') =>
    evaluate({ films, truths: [truth], part }, [{ name: 'it', profile: defaultProfile }], new Progress());
  const discount = 1 / Math.log2(3);

  it('is the mean over the queries of the part, each in the universe', async () => {
    const [all] = await measured('all');
    expect([all!.queries, all!.candidates]).toEqual([2, 5]);
    const of = (ranking: string) => all!.rankings.find((each) => each.ranking === ranking)!;
    // Popular are 7, 6, then 2 and 4: film 1 finds 6 second and 4 fourth, film 3 finds 7 first.
    const ideal = 1 + 0.5 * discount;
    const popular = (discount + 0.5 / Math.log2(5)) / ideal;
    expect(of('popularity').ndcg).toBeCloseTo((popular + 1) / 2, 12);
    expect(of('popularity').recall).toBe(1);
    // The soup has 4 before 6, and for film 3, which shares nothing here, the most popular.
    expect(of('soup').ndcg).toBeCloseTo(((0.5 + discount) / ideal + 1) / 2, 12);
    // The profile finds nothing for film 3: what shares nothing is not related.
    expect(of('it').recall).toBe(0.5);
    const [fit] = await measured('fit');
    const [rest] = await measured('rest');
    expect([fit!.queries, rest!.queries]).toEqual([1, 1]);
    expect(fit!.rankings[1]!.ndcg).toBeCloseTo(popular, 12);
    expect(rest!.rankings[1]!.ndcg).toBe(1);
  });

  it('is told in a table and as JSON, with its multiple of the soup', async () => {
    const results = await measured('all');
    const soup = results[0]!.rankings.find(({ ranking }) => ranking === 'soup')!;
    const [json] = qualityAsJson(results);
    expect(json).toMatchObject({
      truth: 'made-up.jsonl',
      form: 'who liked both',
      notes: ['a note'],
      queries: 2,
    });
    expect(json!.rankings.map(({ ranking }) => ranking)).toEqual([
      ...['random', 'popularity', 'raw count', 'soup', 'it'],
    ]);
    const [, popularity] = json!.rankings;
    expect(popularity!.ndcgOfSoup).toBeCloseTo(popularity!.ndcg / soup.ndcg, 12);
    const text = describeQuality(results);
    expect(text).toContain('made-up.jsonl: who liked both, 2 queries among 5 films\n  a note\n');
    expect(text).toMatch(/soup +0\.\d{4} +×1\.00 +1\.0000 +×1\.00/);
  });

  it('has no multiple of nothing', async () => {
    const strangers = new CompleteFilms([film(1), film(2), film(3, { voteCount: 3 })]);
    const wanted = {
      ...truth,
      universe: new Set([1, 3]),
      queries: [{ ...truth.queries[0]!, gains: new Map([[2, 1]]) }],
    };
    const results = await evaluate({ films: strangers, truths: [wanted], part: 'all' }, [], new Progress());
    expect(qualityAsJson(results)[0]!.rankings[1]).toMatchObject({
      ndcg: 0,
      ndcgOfSoup: null,
      recallOfSoup: null,
    });
    expect(describeQuality(results)).toMatch(/popularity +0\.0000 +– +0\.0000 +–/);
  });

  it('is nothing where no query is in the part', async () => {
    const inputs = { films, truths: [{ ...truth, queries: truth.queries.slice(0, 1) }] };
    await expect(evaluate({ ...inputs, part: 'rest' }, [], new Progress())).rejects.toThrow(
      'made-up.jsonl: has no query in the part rest',
    );
  });
});
