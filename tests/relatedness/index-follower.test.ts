import { setTimeout as sleep } from 'node:timers/promises';
import { plainProfile } from '../../src/relatedness/core/profile';
import { rankReviews } from '../../src/relatedness/core/rank';
import { IndexFollower } from '../../src/relatedness/index-follower';
import { createStore, sampleTemplate, type TestStore } from '../support/store';

describe('an index follower', () => {
  let store: TestStore;
  let follower: IndexFollower;
  const errors: unknown[] = [];
  beforeEach(async () => {
    errors.length = 0;
    store = await createStore({ template: sampleTemplate });
    follower = new IndexFollower({
      dataSource: store.dataSource,
      url: store.url,
      profile: plainProfile,
      onError: (error) => errors.push(error),
    });
    await follower.start();
  });
  afterEach(async () => {
    await follower.stop();
    await store.drop();
  });

  const reviews = () => follower.index.reviewIds.length;
  const hide = (slug: string, status = 'RETRACTED') =>
    store.sql.query('UPDATE review SET status = $1 WHERE slug = $2', [status, slug]);

  /** @returns once it holds. @throws after a second: by then a change must have been followed. */
  async function within1s(holds: () => boolean): Promise<void> {
    const deadline = Date.now() + 1000;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error('not followed within a second');
      await sleep(5);
    }
  }

  it('has the whole store when it has started', () => {
    expect(reviews()).toBe(73);
    expect(follower.index.filmIds).toHaveLength(73);
  });

  it('follows a retraction, and its taking back', async () => {
    await hide('pig');
    await within1s(() => reviews() === 72);
    await hide('pig', 'PUBLISHED');
    await within1s(() => reviews() === 73);
  });

  it.each([
    ['a credit', `DELETE FROM credit WHERE role = 'DIRECTOR'`],
    ['a genre of a film', 'DELETE FROM film_genre'],
    ['a film without reviews', `DELETE FROM film WHERE slug = 'leaving-las-vegas'`],
  ])('follows the loss of %s', async (_what, statement) => {
    const before = follower.index;
    await store.sql.query(statement);
    await within1s(
      () => follower.index !== before && JSON.stringify(follower.index) !== JSON.stringify(before),
    );
  });

  it('sees nothing of a transaction before its commit, and nothing of one rolled back', async () => {
    const runner = store.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`UPDATE review SET status = 'DRAFT' WHERE slug <> 'pig'`);
    await hide('pig');
    await within1s(() => reviews() === 72);
    await runner.rollbackTransaction();
    await runner.release();
    await sleep(100);
    expect(reviews()).toBe(72);
  });

  it('follows each of many changes made while it is building', async () => {
    const ids = await store.sql.query<{ id: number }>(`SELECT id FROM review ORDER BY id LIMIT 40`);
    await Promise.all(
      ids.map(({ id }) => store.sql.query(`UPDATE review SET status = 'DRAFT' WHERE id = $1`, [id])),
    );
    await within1s(() => reviews() === 33);
  });

  it('finds what it missed while its connection was cut', async () => {
    await store.sql.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'reelgraph index follower' AND datname = current_database()`,
    );
    await hide('pig');
    await within1s(() => reviews() === 72);
    expect(errors.length).toBeGreaterThan(0);
    await hide('alien');
    await within1s(() => reviews() === 71);
  });

  it('leaves an index that somebody holds as it is', async () => {
    const held = follower.index;
    const filmId = held.filmIds[0]!;
    const before = rankReviews(held, { filmId, first: 6 });
    await store.sql.query(`UPDATE review SET status = 'DRAFT'`);
    await within1s(() => reviews() === 0);
    expect(rankReviews(held, { filmId, first: 6 })).toEqual(before);
  });
});
