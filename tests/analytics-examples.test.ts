import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { makeDemoTraffic } from '../src/engagement/demo/demo-traffic';
import { projectRoot } from '../src/project';
import { Progress } from '../src/relatedness/quality/progress';
import { connectReader } from './support/reader';
import { createStore, emptyTemplate, sampleTemplate, type TestStore } from './support/store';

const grafana = join(projectRoot, 'examples/grafana');
const metabase = join(projectRoot, 'examples/metabase');
const textOf = (...path: string[]) => readFileSync(join(...path), 'utf8');

interface Open {
  store: TestStore;
  /** As the examples ask: by a role that may read the views and nothing else. */
  reader: Client;
  close(): Promise<void>;
}

async function openStore(template: string): Promise<Open> {
  const store = await createStore({ template });
  const { reader, drop } = await connectReader(store);
  return {
    store,
    reader,
    close: async () => {
      await drop();
      await store.drop();
    },
  };
}

let withReaders: Open;
let empty: Open;
beforeAll(async () => {
  withReaders = await openStore(sampleTemplate);
  const { store } = withReaders;
  await makeDemoTraffic(
    { sql: store.sql, url: store.url, progress: new Progress() },
    {
      seed: 'examples',
      days: 20,
      until: '2026-03-20',
      now: Date.parse('2026-03-21'),
      amount: { viewsPerDay: 300 },
    },
  );
  empty = await openStore(emptyTemplate);
});
afterAll(async () => {
  await withReaders.close();
  await empty.close();
});

describe('the dashboard for Grafana', () => {
  const dashboard = JSON.parse(textOf(grafana, 'dashboard.json'));
  const profiles = dashboard.templating.list[0];
  const targets: [string, { format: string; rawSql: string }][] = dashboard.panels.map(
    (panel: { title: string; targets: [{ format: string; rawSql: string }] }) => [
      panel.title,
      panel.targets[0],
    ],
  );
  const range = { from: '2026-03-05T09:30:00Z', to: '2026-03-19T09:30:00Z' };

  /** As Grafana does: variables in the browser, then macros in its pkg/tsdb/grafana-postgresql-datasource/macros.go. */
  const interpolate = (rawSql: string, profile: string[]) => {
    const sql = rawSql
      .replace(/\$\{profile:sqlstring\}/g, profile.map((name) => `'${name}'`).join(',') || "''")
      .replace(/\$__timeFilter\(([^)]*)\)/g, `$1 BETWEEN '${range.from}' AND '${range.to}'`);
    expect(sql).not.toContain('$');
    return sql;
  };
  const profilesIn = async ({ reader }: Open) =>
    (await reader.query<{ profile: string }>(profiles.query)).rows.map(({ profile }) => profile);

  it('has a choice of profiles', async () => {
    expect(profiles.name).toBe('profile');
    expect(await profilesIn(withReaders)).toEqual(['default@2']);
  });

  it.each(targets)('shows something: %s', async (_title, { format, rawSql }) => {
    const sql = interpolate(rawSql, await profilesIn(withReaders));
    const { rows, fields } = await withReaders.reader.query(sql);
    expect(rows.length).toBeGreaterThan(0);
    expect(Object.values(rows[0]).filter((value) => value === null)).toEqual([]);
    if (format !== 'time_series') return;
    const times = rows.map(({ time }) => time as Date);
    expect(fields[0]).toMatchObject({ name: 'time', dataTypeID: 1184 }); // timestamptz: Grafana takes no date for it
    expect(times).toEqual(times.toSorted((a, b) => a.getTime() - b.getTime()));
    // A day counts wholly, that of each end of the range too.
    expect(times[0]).toEqual(new Date('2026-03-05'));
    expect(times.at(-1)).toEqual(new Date('2026-03-19'));
  });

  it.each(targets)('bears a store without anything: %s', async (_title, { rawSql }) => {
    await empty.reader.query(interpolate(rawSql, await profilesIn(empty)));
  });

  it('says how much is made up', async () => {
    const { rawSql } = new Map(targets).get('Made up by demo-traffic')!;
    const { rows } = await withReaders.reader.query(interpolate(rawSql, ['default@2']));
    expect(Number(rows[0]['demo events'])).toBeGreaterThan(10_000);
  });

  it('asks the data source that is provisioned beside it, by the role of docs/sql-views.md', () => {
    const provisioned = textOf(grafana, 'provisioning/datasources/reelgraph.yml');
    const uids = [
      ...JSON.stringify(dashboard).matchAll(/"datasource":\{"type":"([^"]+)","uid":"([^"]+)"\}/g),
    ];
    expect(uids.length).toBeGreaterThan(2 * targets.length);
    for (const [, type, uid] of uids) {
      expect(provisioned).toContain(`uid: ${uid}\n`);
      expect(provisioned).toContain(`type: ${type}\n`);
    }
    expect(provisioned).toContain('user: analytics_reader\n');
    expect(textOf(projectRoot, 'docs/sql-views.md')).toContain('CREATE ROLE analytics_reader ');
  });

  it('is mounted where Grafana looks for it', () => {
    const compose = textOf(grafana, 'docker-compose.yml');
    const [, folder] = /path: (\S+)/.exec(textOf(grafana, 'provisioning/dashboards/reelgraph.yml'))!;
    expect(compose).toContain(`./examples/grafana/dashboard.json:${folder}/`);
    expect(compose).toContain('./examples/grafana/provisioning:/etc/grafana/provisioning:ro');
  });
});

describe('questions for Metabase', () => {
  const files = readdirSync(metabase).filter((name) => name.endsWith('.sql'));

  /** As Metabase does: a clause in [[ ]] goes where its variable is not set. */
  const unset = (sql: string) => sql.replace(/\[\[.*?\]\]/g, '');
  const set = (sql: string) =>
    sql
      .replace(/\[\[(.*?)\]\]/g, '$1')
      .replaceAll('{{from}}', `DATE '2026-03-05'`)
      .replaceAll('{{to}}', `DATE '2026-03-06'`);

  it('are told of in their README', () => {
    const told = [...textOf(metabase, 'README.md').matchAll(/^\| \[(\S+\.sql)\]\(\1\) \|/gm)];
    expect(told.map(([, name]) => name)).toEqual(files);
  });

  it.each(files)('are answered: %s', async (name) => {
    const sql = textOf(metabase, name);
    expect(sql).toMatch(/^-- .*Show as: /s);
    const { rows } = await withReaders.reader.query(unset(sql));
    expect(rows.length).toBeGreaterThan(0);
    expect((await empty.reader.query(unset(sql))).rows).toEqual([]);
  });

  it.each(files.filter((name) => textOf(metabase, name).includes('{{')))(
    'are answered for some days: %s',
    async (name) => {
      const sql = textOf(metabase, name);
      const { rows } = await withReaders.reader.query(set(sql));
      expect(rows).not.toEqual((await withReaders.reader.query(unset(sql))).rows);
      const days = rows.flatMap(({ day }) => (day ? [new Date(day).getTime()] : []));
      expect(days.every((day) => Math.abs(day - Date.parse('2026-03-05T12:00:00Z')) <= 36 * 3_600_000)).toBe(
        true,
      );
    },
  );
});
