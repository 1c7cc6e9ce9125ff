import { type DataSource, Table } from 'typeorm';
import { migrate, migrations, openDataSource } from '../../src/database/data-source';
import { createStore, type TestStore } from '../support/store';

describe('migrations', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await createStore();
  });
  afterAll(() => store.drop());

  it('do not run twice', async () => {
    expect(await migrate(store.dataSource)).toEqual([]);
  });

  it('leave nothing that the entities say otherwise', async () => {
    expect(await findDrift(store.dataSource)).toEqual([]);
  });

  it('are found out when they and the entities drift apart', async () => {
    const runner = store.dataSource.createQueryRunner();
    await runner.query('ALTER TABLE film DROP CONSTRAINT film_title_check, ALTER COLUMN title DROP NOT NULL');
    const drift = await findDrift(store.dataSource);
    await runner.query(`ALTER TABLE film ALTER COLUMN title SET NOT NULL,
      ADD CONSTRAINT film_title_check CHECK (btrim(title) <> '')`);
    await runner.release();
    expect(drift.join('\n')).toContain('title');
    expect(await findDrift(store.dataSource)).toEqual([]);
  });

  it('can all be taken back, and run again', async () => {
    const { dataSource } = store;
    for (const _ of migrations) await dataSource.undoLastMigration({ transaction: 'each' });
    const runner = dataSource.createQueryRunner();
    const tables = (await runner.getTables()).map((table: Table) => table.name);
    await runner.release();
    expect(tables.filter((name) => /\.(film|review|person)$/.test(name))).toEqual([]);
    expect(
      await dataSource.query("SELECT proname FROM pg_proc WHERE proname IN ('match_key', 'review_recency')"),
    ).toEqual([]);
    expect(await migrate(dataSource)).toHaveLength(migrations.length);
  });

  it('run once when five instances start together on an empty database', async () => {
    const { dataSource } = store;
    for (const _ of migrations) await dataSource.undoLastMigration({ transaction: 'each' });
    const instances = await Promise.all(
      Array.from({ length: 5 }, () => openDataSource({ url: store.url, poolSize: 1 })),
    );
    const ran = await Promise.all(instances.map(migrate));
    await Promise.all(instances.map((instance) => instance.destroy()));
    expect(ran.flat()).toHaveLength(migrations.length);
  });
});

async function findDrift(dataSource: DataSource): Promise<string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
