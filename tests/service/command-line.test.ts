import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/project';
import { createStore, sampleTemplate } from '../support/store';
import {
  cleanUp,
  expectPostgresGone,
  makeFolder,
  postmasterPid,
  type RunningService,
  runCommand,
  spawnCommand,
  startService,
  waitUntil,
} from './program';

const page = `Skip to main content

'After Hours' (1985) - Movie Review

Hello, I'm Priya. I review love stories, musicals and dramas, and I cry at most of them without apology.


A word processor goes downtown for a date and cannot get home again. Martin Scorsese keeps the camera so quick that each new stranger seems to have been waiting just outside the frame.

Griffin Dunne is funny because he stays polite for so long. By the time the rain comes down he has nothing left but his manners and a twenty-dollar bill that flew out of a taxi.


Read More From The Late Matinee

Movie Details

Title: After Hours

Release Year: 1985

Director(s): Martin Scorsese

Actors: Griffin Dunne, Rosanna Arquette a.o.

Rating: 4/5

© 2021 Priya Venkataswamy

Related Articles
`;

const afterCasino =
  '{ review(slug: "casino") { related(first: 20) { edges { reasons { label } node { headline } } } } }';

let folder: string;
let dataDir: string;
let service: RunningService;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await makeFolder();
  dataDir = join(folder, 'data');
  env = { DATA_DIR: dataDir };
  service = await startService({ env });
  await writeFile(join(folder, 'after-hours.txt'), page);
});

afterAll(async () => {
  expect(await service.stop()).toMatchObject({ exitCode: 0, stderr: '' });
  await cleanUp();
});

/** How much the store holds, to see that nothing was written. */
const counts = () => service.query('{ reviews(first: 1) { totalCount } films(first: 1) { totalCount } }');

describe('import article, beside a running service', () => {
  it('shows in what is related to another review within a second; a second time nothing changes', async () => {
    const file = join(folder, 'after-hours.txt');
    const isRelated = async () =>
      JSON.stringify(await service.query(afterCasino)).includes("'After Hours' (1985) - Movie Review");
    expect(await isRelated()).toBe(false);
    const first = await runCommand(['import', 'article', file], { env });
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toMatch(/After Hours.*: added, review "after-hours"/);
    expect(first.stdout).toMatch(/^1 added$/m);
    await waitUntil(isRelated, 1_000);

    const before = await counts();
    const second = await runCommand(['import', 'article', file], { env });
    expect(second).toMatchObject({ exitCode: 0, stderr: '' });
    expect(second.stdout).toMatch(/known already, nothing changed/);
    expect(second.stdout).toMatch(/^1 unchanged$/m);
    expect(await counts()).toEqual(before);
    expect(postmasterPid(dataDir)).toBeDefined();
  });

  it('tells of each bad file in one line, takes in the good one, and leaves no trace of the others', async () => {
    const bad = join(folder, 'bad');
    await mkdir(join(bad, 'nothing'), { recursive: true });
    await writeFile(join(bad, 'empty.txt'), '');
    await writeFile(join(bad, 'binary.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
    await writeFile(join(bad, 'large.txt'), Buffer.alloc(50 * 1024 ** 2, 'a '));
    await writeFile(join(bad, 'no-film.txt'), 'Ten ways to cook an egg\n\nBoil it.\n\nFry it in butter.\n');
    const names = ['empty.txt', 'binary.txt', 'large.txt', 'no-film.txt', 'missing.txt', 'nothing'];
    const before = await counts();
    const paths = [...names.map((name) => join(bad, name)), join(folder, 'after-hours.txt')];
    const report = join(folder, 'report.jsonl');
    const args = ['import', 'article', '--report', report, ...paths];
    const { exitCode, stdout, stderr } = await runCommand(args, { env });
    expect(exitCode).toBe(1);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.pop()).toBe(`what was refused or is in doubt stands in ${report}`);
    const reported = (await readFile(report, 'utf8')).trimEnd().split('\n');
    expect(reported.map((line) => JSON.parse(line).file)).toEqual(names.map((name) => join(bad, name)));
    const reasons = [
      'is empty',
      'is not text',
      'is too large: a page has at most 0.5 MB',
      'names no film',
      'is not there',
      'is a folder without articles',
    ];
    expect(lines).toEqual(
      names.map((name, i) => expect.stringContaining(`${join(bad, name)}: ${reasons[i]}`)),
    );
    expect(stdout).toMatch(/^1 unchanged, 6 failed$/m);
    expect(await counts()).toEqual(before);
  });

  it('says what would change and changes nothing, if told', async () => {
    const before = await counts();
    const file = join(folder, 'mandy.txt');
    await writeFile(file, page.replaceAll('After Hours', 'Mandy').replaceAll('1985', '2018'));
    const { exitCode, stdout } = await runCommand(['import', 'article', '--dry-run', file], { env });
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^if it were taken in: 1 added$/m)]);
    expect(await counts()).toEqual(before);
  });

  it('takes in what export prints, and then changes nothing', async () => {
    const exported = await runCommand(['export'], { env });
    expect(exported).toMatchObject({ exitCode: 0, stderr: '' });
    const again = await runCommand(['import', 'article', '-'], { env, input: exported.stdout });
    expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+ unchanged$/m) });
    expect((await runCommand(['export'], { env })).stdout).toBe(exported.stdout);
  });

  it('reads standard input and folders, and prints JSON', async () => {
    const input = await readFile(join(projectRoot, 'samples/reviews/pig.txt'), 'utf8');
    const piped = await runCommand(['import', 'article', '--json', '-'], { env, input });
    expect(piped).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(piped.stdout)).toEqual([
      expect.objectContaining({ source: 'standard input', outcome: 'unchanged', slug: 'pig' }),
    ]);

    const whole = await runCommand(
      ['import', 'article', '--json', '--report', join(folder, 'report.jsonl'), 'samples/reviews', '-'],
      { env },
    );
    expect(whole).toMatchObject({ exitCode: 1, stderr: 'standard input: is empty\n' });
    const results: { source: string; outcome: string }[] = JSON.parse(whole.stdout);
    expect(results).toHaveLength(74);
    expect(new Set(results.slice(0, 73).map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    expect(results[73]).toEqual({ source: 'standard input', outcome: 'failed', reason: 'is empty' });
  });
});

describe('the embedded PostgreSQL, where no service runs', () => {
  it('is started for an import and stopped after it, also after one that is interrupted', async () => {
    const alone = join(await makeFolder(), 'data');
    const options = { env: { DATA_DIR: alone } };
    const imported = await runCommand(['import', 'article', join(folder, 'after-hours.txt')], options);
    expect(imported).toMatchObject({ exitCode: 0, stderr: '' });
    expect(imported.stdout).toMatch(/^1 added$/m);
    expect(postmasterPid(alone)).toBeUndefined();

    const waiting = spawnCommand(['import', 'article', '-'], options);
    await waitUntil(() => postmasterPid(alone) !== undefined, 10_000);
    const postmaster = postmasterPid(alone)!;
    process.kill(-waiting.pid, 'SIGINT');
    expect(await waiting.ended).toMatchObject({ exitCode: 130, stderr: 'interrupted (SIGINT)\n' });
    await expectPostgresGone(alone, postmaster);
  });
});

it('imports into the store that DATABASE_URL names', async () => {
  const store = await createStore({ template: sampleTemplate });
  const options = { env: { DATABASE_URL: store.url, DATA_DIR: '/nowhere' } };
  const { exitCode, stdout } = await runCommand(
    ['import', 'article', '--status', 'draft', join(folder, 'after-hours.txt')],
    options,
  );
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^1 added$/m)]);
  expect(await store.sql.query("SELECT status FROM review WHERE slug = 'after-hours'")).toEqual([
    { status: 'DRAFT' },
  ]);
  const migrated = await runCommand(['migrate'], options);
  expect(migrated).toMatchObject({ exitCode: 0, stdout: 'the schema is up to date\n', stderr: '' });
  await store.drop();
});

it('prints the schema, writes it to a file, and says in one line if it cannot', async () => {
  const printed = await runCommand(['schema']);
  expect(printed).toMatchObject({ exitCode: 0, stderr: '' });
  expect(printed.stdout).toContain('type Query {');
  const file = join(folder, 'schema.graphql');
  expect(await runCommand(['schema', '--write', file])).toMatchObject({ exitCode: 0, stdout: '' });
  expect(await readFile(file, 'utf8')).toBe(printed.stdout);
  const nowhere = join(folder, 'nowhere/schema.graphql');
  expect(await runCommand(['schema', '--write', nowhere])).toMatchObject({
    exitCode: 1,
    stderr: `${nowhere} cannot be written (ENOENT)\n`,
  });
});

describe('the schema of the last release', () => {
  const missing = 'Film.subtitle was removed.';
  const released = () => join(folder, 'released.graphql');
  const declare = (changes: string) => writeFile(join(folder, 'breaking-changes.json'), changes);

  beforeAll(async () => {
    const schema = (await runCommand(['schema'])).stdout;
    await writeFile(released(), schema.replace('type Film implements Node {', '$&\n  subtitle: String'));
  });

  it.each([
    ['[]', new RegExp(`^breaks clients of the last release: ${missing} .*\n$`)],
    [
      '[{ "change": "Film.subtitle was removed." }]',
      /^\S+breaking-changes\.json is not what it should be: .*\n$/,
    ],
    ['{', /^\S+breaking-changes\.json is not what it should be: .*\n$/],
  ])('fails the check, and is not made anew, with the declarations %s', async (changes, stderr) => {
    await declare(changes);
    const before = await readFile(released(), 'utf8');
    for (const option of ['--check', '--release']) {
      expect(await runCommand(['schema', option, folder])).toMatchObject({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringMatching(stderr),
      });
    }
    expect(await readFile(released(), 'utf8')).toBe(before);
  });

  it('is made anew, and the declarations with it, once what breaks is declared', async () => {
    await declare(JSON.stringify([{ change: missing, why: 'it was made up' }]));
    for (const option of ['--check', '--release', '--check']) {
      expect(await runCommand(['schema', option, folder])).toMatchObject({ exitCode: 0, stderr: '' });
    }
    expect(await readFile(released(), 'utf8')).toBe((await runCommand(['schema'])).stdout);
    expect(await readFile(join(folder, 'breaking-changes.json'), 'utf8')).toBe('[]\n');
  });
});

it.each([
  [['--help'], /import/],
  [['import', 'article', '--help'], /Examples:\n.*samples\/reviews\/pig\.txt/s],
  [['export', '--help'], /Examples:/],
  [['migrate', '--help'], /Example:/],
  [['schema', '--help'], /Examples:/],
])('explains itself: %j', async (args, text) => {
  expect(await runCommand(args)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(text),
    stderr: '',
  });
});

it.each([
  [['imprt'], /Did you mean import\?/],
  [['import', 'artcle', 'x.txt'], /Did you mean article\?/],
  [['import', 'article'], /missing required argument/],
  [['import', 'article', '--status', 'secret', 'x.txt'], /Allowed choices are published, draft/],
  [['migrate', '--undoo'], /Did you mean --undo\?/],
])('ends a misspelt command with exit code 2 and what to do: %j', async (args, text) => {
  const { exitCode, stdout, stderr } = await runCommand(args, { env: { DATA_DIR: '/nowhere' } });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(text);
  expect(stderr).not.toContain('    at ');
});

describe('token', () => {
  const asks = async (token: string) =>
    (
      await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: '{ viewer { name role } }' }),
      })
    ).status;

  it('is made, shown once, of use beside the running service, listed, and revoked', async () => {
    const made = await runCommand(['token', 'create', '--role', 'editor', '--name', 'Edith'], { env });
    expect(made.exitCode).toBe(0);
    const token = made.stdout.trim();
    expect(token).toMatch(/^rg_[\w-]{43}$/);
    expect(made.stderr).toMatch(/^token \d+ of Edith, editor, until \d{4}-\d\d-\d\d: keep it now/);
    expect(await asks(token)).toBe(200);

    const { stdout: list } = await runCommand(['token', 'list'], { env });
    expect(list).toMatch(/Edith +\d+ +editor .* valid until/);
    expect(list).not.toContain(token);

    const [, id] = /Edith +(\d+)/.exec(list)!;
    const revoked = await runCommand(['token', 'revoke', id!], { env });
    expect(revoked).toMatchObject({ exitCode: 0, stdout: `revoked token ${id} of Edith\n` });
    expect(await asks(token)).toBe(401);
    expect((await runCommand(['token', 'list'], { env })).stdout).toMatch(/Edith .* revoked \d{4}/);
  });

  it('is printed as JSON for a script', async () => {
    const args = [
      'token',
      'create',
      '--role',
      'analyst',
      '--name',
      'a dashboard',
      '--expires',
      'never',
      '--json',
    ];
    const { stdout, stderr } = await runCommand(args, { env });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      token: expect.stringMatching(/^rg_/),
      role: 'ANALYST',
      expiresAt: null,
    });
  });

  it.each([
    [['token', 'create', '--name', 'Edith'], 2, /--role <role>' not specified/],
    [['token', 'create', '--role', 'editor'], 2, /--name <name>' not specified/],
    [
      ['token', 'create', '--role', 'boss', '--name', 'Edith'],
      2,
      /Allowed choices are editor, admin, analyst/,
    ],
    [['token', 'create', '--role', 'editor', '--name', ' '], 1, /^--name must be 1 to 200 characters$/m],
    [
      ['token', 'create', '--role', 'editor', '--name', 'x', '--expires', 'soon'],
      1,
      /^--expires must be a time/m,
    ],
    [['token', 'revoke', 'Edith'], 1, /^the number of a token is wanted: see "token list"$/m],
    [['token', 'revoke', '999'], 1, /^there is no token 999: see "token list"$/m],
  ])('%j is refused in one line', async (args, exitCode, message) => {
    const result = await runCommand(args as string[], { env });
    expect(result).toMatchObject({ exitCode, stdout: '', stderr: expect.stringMatching(message) });
    expect(result.stderr).not.toMatch(/\n +at /);
  });
});

describe('the counts of what readers do', () => {
  it('are made anew beside the running service, by the days of a time zone', async () => {
    const change = await runCommand(['engagement', 'time-zone', 'Asia/Kolkata'], { env });
    expect(change).toMatchObject({
      exitCode: 0,
      stdout: 'counted 0 impressions and clicks by the days of Asia/Kolkata\n',
      stderr: '',
    });
    const { stdout } = await runCommand(['engagement', 'recount'], { env });
    expect(stdout).toContain('by the days of Asia/Kolkata');
  });

  it.each([
    [
      ['engagement', 'time-zone', 'Atlantis'],
      1,
      /^there is no time zone "Atlantis": name one as in Europe\/Berlin/m,
    ],
    [['engagement', 'time-zone'], 2, /missing required argument 'zone'/],
  ])('%j is refused in one line', async (args, exitCode, message) => {
    const result = await runCommand(args as string[], { env });
    expect(result).toMatchObject({ exitCode, stdout: '', stderr: expect.stringMatching(message) });
    expect(result.stderr).not.toMatch(/\n +at /);
  });
});
