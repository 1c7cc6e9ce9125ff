import { compareWithOracle } from '../../bench/core/compare-with-oracle';
import { Progress } from '../../bench/measure/progress';
import { rankReviewsBySql } from '../../bench/sql/rank-reviews-by-sql';
import { loadStore } from '../../bench/store/load';
import { scaleOf } from '../../bench/store/scale';
import { defaultProfile } from '../../src/relatedness/core/profile';
import { startQuietFollower } from '../support/follower';
import { createStore, type TestStore } from '../support/store';

describe('a store of the benchmarks', () => {
  const scale = scaleOf(1_500);
  const progress = new Progress();
  let store: TestStore;
  beforeAll(async () => {
    jest.spyOn(console, 'error').mockImplementation();
    store = await createStore();
    await loadStore(store.url, { seed: 'test', scale, progress });
  });
  afterAll(async () => {
    await store.drop();
    jest.restoreAllMocks();
  });

  const count = async (from: string) =>
    (await store.sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`))[0]!.count;

  it('has what its scale says, and is as skewed as catalogues are', async () => {
    expect(await count('review')).toBe(1_500);
    expect(await count('film')).toBe(500);
    expect(await count('credit')).toBe(500 * 11);
    const [busiest] = await store.sql.query<{ films: number }>(
      `SELECT count(*)::int AS films FROM credit WHERE role = 'ACTOR' GROUP BY person_id ORDER BY 1 DESC LIMIT 1`,
    );
    expect(busiest!.films).toBeGreaterThan(6);
    expect(await count(`film_genre JOIN genre ON genre.id = genre_id WHERE name = 'Drama'`)).toBeGreaterThan(
      150,
    );
    expect(await count(`pg_indexes WHERE indexname = 'review_words'`)).toBe(1);
    expect(await count('change_log')).toBe(0);
  });

  it('is the same again from the same seed', async () => {
    const digest = async () =>
      (
        await store.sql.query<{ digest: string }>(
          `SELECT md5(string_agg(credit::text, ',' ORDER BY id)) AS digest FROM credit`,
        )
      )[0]!.digest;
    const before = await digest();
    await loadStore(store.url, { seed: 'test', scale, progress });
    expect(await digest()).toBe(before);
    await loadStore(store.url, { seed: 'another', scale, progress });
    expect(await digest()).not.toBe(before);
  });

  it('gives lists that are those of the definition, and SQL to measure them against', async () => {
    const follower = await startQuietFollower(store.url);
    const filmIds = Array.from({ length: 25 }, (_, i) => 1 + i * 19);
    const { compared, different } = await compareWithOracle(store.sql, follower.relatedness, {
      filmIds,
      first: 6,
      progress,
    });
    expect({ compared, different }).toEqual({ compared: 25, different: [] });
    const bySql = await rankReviewsBySql(store.sql, {
      filmId: 1,
      first: 6,
      profile: defaultProfile,
      reviewedFilms: 500,
    });
    expect(bySql.length).toBeGreaterThan(0);
    await follower.stop();
  });
});
