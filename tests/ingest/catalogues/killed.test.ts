import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { projectRoot } from '../../../src/project';
import { createStore, type TestStore } from '../../support/store';
import { fixtures, importPaths, wholeStore, withFiles } from './import';

const imdb = join(fixtures, 'imdb');

let store: TestStore;
let other: Client;
let child: ChildProcess | undefined;
beforeEach(async () => {
  store = await createStore();
  other = new Client({ connectionString: store.url });
  await other.connect();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await other.end();
  await store.drop();
});

function startCommand(...args: string[]): ChildProcess {
  child = spawn(
    process.execPath,
    [
      join(projectRoot, 'dist', 'src', 'cli.js'),
      'import',
      'catalogue',
      imdb,
      '--report',
      '/dev/null',
      ...args,
    ],
    { env: { ...process.env, DATABASE_URL: store.url }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return child;
}

const importers = async () =>
  (await store.sql.query(`SELECT wait_event_type AS waits FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'reelgraph import'`)) as {
    waits: string | null;
  }[];

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

/** Each holds the import up at a place of its own: what it must wait for is let go when the process is dead. */
const places: [where: string, hold: string][] = [
  ['when all is staged', 'SELECT pg_advisory_lock(7360005)'],
  ['before the first film is written', 'LOCK TABLE film IN SHARE MODE'],
  ['when the films are written', 'LOCK TABLE film_genre IN SHARE MODE'],
  ['when the films have their genres', 'LOCK TABLE person IN SHARE MODE'],
  ['when the people are written', 'LOCK TABLE credit IN SHARE MODE'],
  ['when nothing but the counts are left', 'LOCK TABLE person_role IN SHARE MODE'],
];

it.each(places)(
  'killed %s, an import leaves the store as it was, and the next one finishes the job',
  async (_, hold) => {
    const before = await wholeStore(store);
    await other.query('BEGIN');
    await other.query(hold);
    const command = startCommand();
    await until(async () => (await importers()).some(({ waits }) => waits === 'Lock'));
    command.kill('SIGKILL');
    await once(command, 'exit');
    await other.query('ROLLBACK');
    await other.query('SELECT pg_advisory_unlock_all()');
    await until(async () => (await importers()).length === 0);
    expect(await wholeStore(store)).toEqual(before);
    const tables = await store.sql.query(`SELECT relname FROM pg_class WHERE relname LIKE 'staged%'`);
    expect(tables).toEqual([]);
    const { imported } = await importPaths(store, [imdb]);
    expect(imported).toMatchObject([{ filmsAdded: 5, peopleAdded: 9, creditsAdded: 13 }]);
  },
);

it('an import that is interrupted ends at once, and leaves the store as it was', async () => {
  const before = await wholeStore(store);
  await other.query('BEGIN');
  await other.query('LOCK TABLE credit IN SHARE MODE');
  const command = startCommand();
  await until(async () => (await importers()).some(({ waits }) => waits === 'Lock'));
  command.kill('SIGINT');
  const [code] = await once(command, 'exit');
  expect(code).toBe(130);
  await other.query('ROLLBACK');
  await until(async () => (await importers()).length === 0);
  expect(await wholeStore(store)).toEqual(before);
});

it('the command writes a report where there is something to report, and leaves the file alone where not', async () => {
  await withFiles(
    { 'report.jsonl': 'mine', 'a.jsonl': '{"title": "Pig", "year": 2021}\noops' },
    async (folder) => {
      const report = join(folder, 'report.jsonl');
      await once(startCommand('--report', report), 'close');
      expect(await readFile(report, 'utf8')).toBe('mine');
      const [code] = await once(startCommand(join(folder, 'a.jsonl'), '--report', report), 'close');
      expect(code).toBe(1);
      expect(JSON.parse(await readFile(report, 'utf8'))).toEqual({
        kind: 'refused',
        file: join(folder, 'a.jsonl'),
        line: 2,
        reason: 'is not JSON',
      });
    },
  );
});

it('the command tells as JSON what became of it, and by its exit code whether all was well', async () => {
  const command = startCommand('--json');
  let output = '';
  command.stdout!.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = await once(command, 'close');
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject([{ source: 'IMDB', filmsAdded: 5, refused: 0 }]);
});
