import { createStore, type TestStore } from '../support/store';

describe('a statement over the pool', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await createStore({ poolSize: 1 });
  });
  afterAll(() => store.drop());

  const modeOf = async (options?: { isPlannedByValues: boolean }) =>
    (await store.sql.query(`SELECT current_setting('plan_cache_mode') AS mode`, [], options))[0];

  it('is planned once for all values, unless it asks to be planned for its own', async () => {
    expect(await modeOf()).toEqual({ mode: 'force_generic_plan' });
    expect(await modeOf({ isPlannedByValues: true })).toEqual({ mode: 'force_custom_plan' });
  });

  it('leaves the connection as it was, also when it fails', async () => {
    await expect(store.sql.query('SELECT 1/0', [], { isPlannedByValues: true })).rejects.toThrow('zero');
    expect(await modeOf()).toEqual({ mode: 'force_generic_plan' });
  });

  it('gives the connection back when it is lost', async () => {
    const ended = store.sql.query('SELECT pg_terminate_backend(pg_backend_pid())', [], {
      isPlannedByValues: true,
    });
    await expect(ended).rejects.toThrow();
    expect(await modeOf()).toEqual({ mode: 'force_generic_plan' });
  });
});
