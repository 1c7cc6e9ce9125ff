import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDataSource } from '../../src/database/data-source';
import { poolExecutor, type SqlExecutor } from '../../src/database/sql';
import { defaultProfile } from '../../src/relatedness/core/profile';
import type { Ranking } from '../../src/relatedness/core/rank';
import { IndexFollower } from '../../src/relatedness/index-follower';
import { type Distribution, distributionOf, timeEach } from '../measure/distribution';
import type { Progress } from '../measure/progress';
import { sampleIds } from '../measure/sample';
import type { Setting } from '../part';
import { countReviewedFilms, rankReviewsBySql } from '../sql/rank-reviews-by-sql';
import { rankReviewsPlainly } from '../sql/rank-reviews-plainly';
import { compareWithOracle, type OracleComparison } from './compare-with-oracle';

/** What a widget asks for. */
const first = 6;
/** The warm-up is some seconds of a service's life: until then V8 has not compiled what is asked most. */
const samples = { index: 2_000, warmUp: 20_000, carefulSql: 200, plainSql: 30, oracle: 20 };

export interface CoreFigures {
  reviews: number;
  films: number;
  /** Milliseconds a list. */
  index: Distribution;
  carefulSql: Distribution;
  plainSql: Distribution;
  /** One list for each film that has a published review. */
  everyList: { lists: number; seconds: number };
  oracle: OracleComparison;
}

/** The ranking alone, without HTTP or GraphQL: out of the index, and in two ways out of PostgreSQL. */
export async function measureCore({ store, seed, progress }: Setting): Promise<CoreFigures> {
  const dataSource = await openDataSource({ url: store.url, poolSize: 1 });
  try {
    const sql = poolExecutor(dataSource);
    const ranking = await loadRanking(store.url, progress);
    const films = sampleIds(seed, { count: samples.index, end: store.films });
    const warmUps = sampleIds(`${seed}/warm-up`, { count: samples.warmUp, end: store.films });

    progress.begin('lists out of the index', films.length);
    await timeEach(warmUps, (filmId) => void ranking.rankReviews({ filmId, first }));
    const index = distributionOf(
      await timeEach(
        films,
        (filmId) => void ranking.rankReviews({ filmId, first }),
        () => progress.advance(1),
      ),
    );
    progress.end();

    const profile = defaultProfile;
    const reviewedFilms = await countReviewedFilms(sql);
    const bySql = (filmId: number) => rankReviewsBySql(sql, { filmId, first, profile, reviewedFilms });
    progress.begin('lists by careful SQL', samples.carefulSql);
    await timeEach(warmUps.slice(0, samples.carefulSql), bySql);
    const careful = await timeEach(films.slice(0, samples.carefulSql), bySql, () => progress.advance(1));
    progress.end();

    const plainly = (filmId: number) => rankReviewsPlainly(sql, { filmId, first, profile });
    progress.begin('lists by the plain join', samples.plainSql);
    await timeEach(warmUps.slice(0, 1), plainly);
    const plain = await timeEach(films.slice(0, samples.plainSql), plainly, () => progress.advance(1));
    progress.end();

    return {
      reviews: store.reviews,
      films: store.films,
      index,
      carefulSql: distributionOf(careful),
      plainSql: distributionOf(plain),
      everyList: await rankEveryFilm(sql, ranking, progress),
      oracle: await compareWithOracle(sql, ranking, {
        filmIds: films.slice(0, samples.oracle),
        first,
        progress,
      }),
    };
  } finally {
    await dataSource.destroy();
  }
}

async function loadRanking(url: string, progress: Progress): Promise<Ranking> {
  const follower = new IndexFollower({
    url,
    profile: defaultProfile,
    onError: () => undefined, // start() throws
  });
  progress.begin('the index is loaded');
  await follower.start();
  progress.end();
  await follower.stop();
  return follower.relatedness;
}

async function rankEveryFilm(sql: SqlExecutor, ranking: Ranking, progress: Progress) {
  const films = await sql.query<{ id: number }>(
    `SELECT DISTINCT film_id AS id FROM review WHERE status = 'PUBLISHED' ORDER BY film_id`,
  );
  progress.begin('every list', films.length);
  const startedAt = performance.now();
  for (const [place, { id: filmId }] of films.entries()) {
    ranking.rankReviews({ filmId, first });
    if (place % 1_000 !== 999) continue;
    progress.advance(1_000);
    await nextTurn(); // for the bar to be drawn
  }
  const seconds = (performance.now() - startedAt) / 1000;
  progress.end();
  return { lists: films.length, seconds };
}
