import { type QueryOptions, transactionsOver } from '../../src/database/sql';
import { createStore, type TestStore } from '../support/store';

describe('a statement over the pool', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await createStore({ poolSize: 1 });
  });
  afterAll(() => store.drop());

  const modeOf = async (options?: QueryOptions) =>
    (await store.sql.query(`SELECT current_setting('plan_cache_mode') AS mode`, [], options))[0];
  const workersOf = async (options?: QueryOptions) =>
    (
      await store.sql.query(
        `SELECT current_setting('max_parallel_workers_per_gather')::int AS workers`,
        [],
        options,
      )
    )[0];

  it('is planned once for all values, unless it asks to be planned for its own', async () => {
    expect(await modeOf()).toEqual({ mode: 'force_generic_plan' });
    expect(await modeOf({ isPlannedByValues: true })).toEqual({ mode: 'force_custom_plan' });
  });

  it('takes workers where it may only', async () => {
    expect(await workersOf({ isPlannedByValues: true })).toEqual({ workers: 0 });
    expect(await workersOf({ isPlannedByValues: true, mayTakeWorkers: true })).toEqual({ workers: 2 });
  });

  it('leaves the connection as it was, also when it fails', async () => {
    const options = { isPlannedByValues: true, mayTakeWorkers: true };
    await expect(store.sql.query('SELECT 1/0', [], options)).rejects.toThrow('zero');
    expect(await modeOf()).toEqual({ mode: 'force_generic_plan' });
    expect(await workersOf()).toEqual({ workers: 0 });
  });

  it('gives the connection back when it is lost', async () => {
    const ended = store.sql.query('SELECT pg_terminate_backend(pg_backend_pid())', [], {
      isPlannedByValues: true,
    });
    await expect(ended).rejects.toThrow();
    expect(await modeOf()).toEqual({ mode: 'force_generic_plan' });
  });
});

describe('transactions', () => {
  it('leave half of the pool to readers, however many there are', async () => {
    const store = await createStore({ poolSize: 4 });
    const transact = transactionsOver(store.dataSource);
    let open = 0;
    let most = 0;
    const answers: string[] = [];
    const writers = Array.from({ length: 20 }, (_, writer) =>
      transact(async (sql) => {
        most = Math.max(most, ++open);
        await sql.query('SELECT pg_sleep(0.02)');
        open--;
        if (writer === 3) throw new Error('a writer fails');
      }).catch(({ message }) => answers.push(message)),
    );
    const [read] = await store.sql.query<{ one: number }>('SELECT 1 AS one');
    await Promise.all(writers);
    await store.drop();
    expect({ read, most, answers }).toEqual({ read: { one: 1 }, most: 2, answers: ['a writer fails'] });
  });
});
