import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import { defaultProfile } from '../../../src/relatedness/core/profile';
import { Previews } from '../../../src/relatedness/profiles/previews';
import { createStore, sampleTemplate, type TestStore } from '../../support/store';

let store: TestStore;
let previews: Previews;
beforeEach(async () => {
  store = await createStore({ template: sampleTemplate });
  previews = new Previews({ url: store.url, patienceMs: 30_000 });
});
afterEach(async () => {
  await previews.stop();
  await store.drop();
});

const from = defaultProfile;
const comparedWith = (fameBonus: number) => ({ from, to: { ...from, fameBonus } });
const counting = () =>
  store.sql.query<{ pid: number; isWaiting: boolean }>(
    `SELECT pid, wait_event_type = 'Lock' AS "isWaiting" FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'reelgraph preview'`,
  );

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}
const untilHeld = () => until(async () => (await counting()).some(({ isWaiting }) => isWaiting));

/** Keeps whoever reads films waiting. */
async function holdFilms(): Promise<QueryRunner> {
  const locking = store.dataSource.createQueryRunner();
  await locking.startTransaction();
  await locking.query('LOCK TABLE film');
  return locking;
}
async function letGo(locking: QueryRunner): Promise<void> {
  await locking.rollbackTransaction();
  await locking.release();
}

it('counts once what is asked for by several, and keeps it', async () => {
  const asked = await Promise.all([1, 2, 3].map(() => previews.of(comparedWith(2))));
  expect(new Set(asked).size).toBe(1);
  expect(asked[0]!.preview.lists).toBe(73);
  expect(await previews.of({ from, to: { ...from, fameBonus: 2, name: 'other', version: 7 } })).toBe(
    asked[0],
  );
  expect(await previews.of(comparedWith(3))).not.toBe(asked[0]);
});

it('counts one at a time', async () => {
  const locking = await holdFilms();
  const asked = [2, 3, 4].map((fameBonus) => previews.of(comparedWith(fameBonus)));
  await untilHeld();
  expect(await counting()).toHaveLength(1);
  await letGo(locking);
  const changed = (await Promise.all(asked)).map(({ preview }) => preview.changed);
  expect(changed).toHaveLength(3);
  expect(changed).toEqual(changed.toSorted((a, b) => a - b));
});

it('has whoever runs out of patience ask again, and goes on meanwhile', async () => {
  const impatient = new Previews({ url: store.url, patienceMs: 200 });
  const locking = await holdFilms();
  const refusal = {
    message: 'It is being counted, 0 % so far. Ask again in a moment.',
    extensions: { code: 'SERVICE_UNAVAILABLE' },
  };
  await expect(impatient.of(comparedWith(2))).rejects.toMatchObject(refusal);
  await untilHeld();
  const { pid } = (await counting())[0]!;
  await expect(impatient.of(comparedWith(2))).rejects.toMatchObject(refusal);
  await expect(impatient.of(comparedWith(3))).rejects.toMatchObject(refusal);
  expect(await counting()).toEqual([{ pid, isWaiting: true }]);
  await letGo(locking);
  await until(() =>
    impatient.of(comparedWith(2)).then(
      ({ preview }) => preview.lists === 73,
      () => false,
    ),
  );
  await impatient.stop();
});

it('says that the store is away where its connection is lost, keeps nothing of it, and counts when it is back', async () => {
  const locking = await holdFilms();
  const asked = expect(previews.of(comparedWith(2))).rejects.toMatchObject({ code: '57P01' });
  await untilHeld();
  await store.sql.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'reelgraph preview'`,
  );
  await asked;
  await letGo(locking);
  expect((await previews.of(comparedWith(2))).preview.lists).toBe(73);
});

it('is ended while it counts, and lets go of the store', async () => {
  const locking = await holdFilms();
  const asked = expect(previews.of(comparedWith(2))).rejects.toMatchObject({ name: 'StoreUnavailableError' });
  await untilHeld();
  await previews.stop();
  await asked;
  await letGo(locking);
  await until(async () => (await counting()).length === 0);
});
