import type { Client } from 'pg';
import type { Progress } from '../measure/progress';
import { type Catalogue, generateCatalogue } from './catalogue';
import { connect } from './connect';
import { copyTable } from './copy';
import type { Scale } from './scale';
import { tablesOf } from './tables';

/**
 * Fill a migrated, empty database. While the rows come in, no trigger fires and no index stands but those of
 * keys; what triggers keep is filled in at the end. Then the indexes are made as the migrations have them, and
 * foreign keys are checked once in all.
 */
export async function loadStore(
  url: string,
  { seed, scale, progress }: { seed: string; scale: Scale; progress: Progress },
): Promise<void> {
  const client = await connect(url);
  try {
    progress.begin('people, films and reviews are drawn');
    const catalogue = generateCatalogue(seed, scale);
    progress.end();
    await client.query(`SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2`);
    const indexes = await findPlainIndexes(client);
    await client.query(`DROP INDEX ${indexes.map(({ name }) => name).join(', ')} CASCADE`);
    await copyTables(client, catalogue, progress);
    await makeIndexes(client, indexes, progress);
    progress.begin('foreign keys and statistics');
    await checkReferences(client);
    await client.query('VACUUM ANALYZE');
    progress.end();
  } finally {
    await client.end();
  }
}

interface IndexDefinition {
  name: string;
  definition: string;
}

/** All but those that hold a constraint. */
async function findPlainIndexes(client: Client): Promise<IndexDefinition[]> {
  const { rows } = await client.query<IndexDefinition>(`
    SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE schemaname = 'public'
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = format('%I.%I', schemaname, indexname)::regclass)
    ORDER BY name`);
  return rows;
}

async function copyTables(client: Client, catalogue: Catalogue, progress: Progress): Promise<void> {
  const tables = tablesOf(catalogue);
  await client.query('BEGIN');
  await client.query('SET LOCAL session_replication_role = replica'); // triggers and foreign keys rest
  await client.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} CASCADE`);
  for (const table of tables) {
    progress.begin(`${table.name}: ${table.length.toLocaleString('en')} rows`, table.length);
    await copyTable(client, table, (rows) => progress.advance(rows));
    progress.end();
    if (table.columns.includes('id')) {
      await client.query(
        `SELECT setval(pg_get_serial_sequence('${table.name}', 'id'), max(id)) FROM ${table.name}`,
      );
    }
  }
  progress.begin('what triggers would have kept');
  await client.query('SELECT fill_list_columns()');
  progress.end();
  await client.query('COMMIT');
}

async function makeIndexes(client: Client, indexes: IndexDefinition[], progress: Progress): Promise<void> {
  progress.begin('indexes', indexes.length);
  for (const { definition } of indexes) {
    await client.query(definition);
    progress.advance(1);
  }
  progress.end();
}

/** @throws if a row refers to one that is not there: the generator is at fault. */
async function checkReferences(client: Client): Promise<void> {
  const { rows: references } = await client.query<{ child: string; parent: string; column: string }>(`
    SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent, attname AS column
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND cardinality(conkey) = 1`);
  for (const { child, parent, column } of references) {
    const { rows } = await client.query<{ count: number }>(`
      SELECT count(*)::int AS count FROM ${child}
      WHERE ${column} IS NOT NULL AND NOT EXISTS (SELECT FROM ${parent} WHERE ${parent}.id = ${child}.${column})`);
    if (rows[0]!.count > 0)
      throw new Error(`${rows[0]!.count} rows of ${child} have a ${column} that is not there`);
  }
}
