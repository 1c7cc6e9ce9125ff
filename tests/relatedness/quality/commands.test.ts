import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defaultProfile, profileLabel } from '../../../src/relatedness/core/profile';
import { parseProfile, printProfile } from '../../../src/relatedness/profile-file';
import { activateProfile } from '../../../src/relatedness/profiles/activation.store';
import {
  activeVersion,
  createProfile,
  findProfile,
  listProfiles,
} from '../../../src/relatedness/profiles/profile.store';
import { readStoreFilms } from '../../../src/relatedness/quality/complete-films.store';
import { cleanUp, makeFolder, runCommand, spawnCommand, waitUntil } from '../../service/program';
import { createStore, emptyTemplate, sampleTemplate } from '../../support/store';
import { randomNumbers } from '../core/made-up-films';
import { fileOf } from './films';

/** Where no store is, and where none can be made. */
const env = { DATABASE_URL: 'postgres://nobody@nowhere.invalid:1/nothing', DATA_DIR: '/nowhere' };

/** Forty series of three films: of one director and leading actor mostly, of genres partly, of years far apart. */
const random = randomNumbers(12);
const series = Array.from({ length: 40 }, (_, place) => [1, 2, 3].map((film) => place * 3 + film));
const films = series.flatMap((ids, place) =>
  ids.map((tmdbId) => ({
    tmdbId,
    title: `Film ${tmdbId}`,
    year: 1960 + random(60),
    genres: [`Genre ${place % 5}`, `Genre ${random(8)}`],
    directors: [`Director ${random(3) > 0 ? place : random(10)}`],
    cast: [`Actor ${random(4) > 0 ? place : random(20)}`, `Actor ${random(60)}`, `Extra ${random(40)}`],
    voteCount: random(5000),
  })),
);
let filmFile: string;
let seriesFile: string;
let likedFile: string;

beforeAll(async () => {
  filmFile = await fileOf('films.jsonl', films);
  seriesFile = await fileOf(
    'series.jsonl',
    series.map((ids, place) => ({
      collectionId: place + 1,
      name: `Series ${place}`,
      films: ids,
      titles: [],
    })),
  );
  const neighbours = (id: number) =>
    [id + 1, id + 2, id + 3, id + 30, id + 31].map((other) => (other % 120) + 1);
  likedFile = await fileOf('liked.jsonl', [
    { universe: films.map(({ tmdbId }) => tmdbId) },
    ...films.map(({ tmdbId }) => ({ tmdbId, related: neighbours(tmdbId) })),
  ]);
});
afterAll(cleanUp);

const label = profileLabel(defaultProfile);
const rowOf = (text: string, name: string) => text.split('\n').find((line) => line.trim().startsWith(name));

describe('evaluate', () => {
  it('measures every truth on the films of a file, without a store', async () => {
    const { exitCode, stdout, stderr } = await runCommand(
      ['evaluate', seriesFile, likedFile, '--films', filmFile],
      { env },
    );
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`${seriesFile}: same series, 120 queries among 120 films\n`);
    expect(stdout).toContain(`${likedFile}: who liked both, 120 queries among 120 films\n`);
    for (const name of ['random', 'popularity', 'raw count', 'soup', label]) {
      expect(rowOf(stdout, name)).toMatch(/0\.\d{4} +×\d+\.\d{2} +[01]\.\d{4} +×\d+\.\d{2}$/);
    }
    expect(stdout).not.toContain('without');
  });

  it('says the same as JSON, every time, and how each term does when it is off', async () => {
    const args = ['evaluate', seriesFile, '--films', filmFile, '--part', 'fit', '--ablation'];
    const [text, json, again] = await Promise.all([
      runCommand(args, { env }),
      runCommand([...args, '--json'], { env }),
      runCommand([...args, '--json'], { env }),
    ]);
    expect(json.stdout).toBe(again.stdout);
    const [result] = JSON.parse(json.stdout);
    expect(result).toMatchObject({ truth: seriesFile, form: 'same series', candidates: 120, notes: [] });
    expect(result.queries).toBeLessThan(120);
    for (const { ranking, ndcg, recall } of result.rankings) {
      expect(rowOf(text.stdout, ranking)).toContain(ndcg.toFixed(4));
      expect(rowOf(text.stdout, ranking)).toContain(recall.toFixed(4));
    }
    const ndcgOf = (name: string) =>
      result.rankings.find(({ ranking }: { ranking: string }) => ranking === name).ndcg;
    expect(ndcgOf(label)).toBeGreaterThan(ndcgOf('random'));
    expect(ndcgOf(label)).toBeGreaterThan(ndcgOf('without weights.DIRECTOR'));
  });

  it('measures the profile of a file', async () => {
    const profile = {
      ...defaultProfile,
      name: 'genres',
      version: 1,
      weights: { DIRECTOR: 0, ACTOR: 0, GENRE: 1, ERA: 0 },
    };
    const file = await fileOf('profile.json', [printProfile(profile)]);
    const { stdout } = await runCommand(['evaluate', seriesFile, '--films', filmFile, '--profile', file], {
      env,
    });
    expect(rowOf(stdout, 'genres@1')).toBeDefined();
    expect(rowOf(stdout, label)).toBeUndefined();
  });

  it('says which films it does not know', async () => {
    const path = await fileOf('series.jsonl', [
      { collectionId: 1, films: [1, 2, 900] },
      { collectionId: 2, films: [901, 902] },
    ]);
    const { exitCode, stdout } = await runCommand(['evaluate', path, '--films', filmFile], { env });
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringContaining('  3 of its films are not known with director'),
    ]);
  });

  it('measures on the films of the store where no file is named', async () => {
    const store = await createStore({ template: sampleTemplate });
    const complete = (await readStoreFilms(store.sql)).mostPopularFirst;
    const [film] = complete;
    expect(complete.length).toBeGreaterThan(50);
    expect(
      await store.sql.query(
        `SELECT film.tmdb_id, film.imdb_id, film.title, film.release_year, film.vote_count,
          (SELECT array_agg(person_id ORDER BY person_id) FROM credit
            WHERE film_id = film.id AND role = 'DIRECTOR') AS directors,
          (SELECT array_agg(person_id ORDER BY billing) FROM credit
            WHERE film_id = film.id AND role = 'ACTOR' AND billing IS NOT NULL) AS actors,
          (SELECT array_agg(genre_id ORDER BY genre_id) FROM film_genre WHERE film_id = film.id) AS genres
        FROM film WHERE film.id = $1`,
        [film!.id],
      ),
    ).toEqual([
      {
        tmdb_id: film!.tmdbId,
        imdb_id: film!.imdbId,
        title: film!.title,
        release_year: film!.releaseYear,
        vote_count: film!.voteCount,
        directors: film!.directorIds,
        actors: film!.actorIds,
        genres: film!.genreIds,
      },
    ]);
    const tmdbIds = complete.flatMap(({ tmdbId }) => tmdbId ?? []).slice(0, 3);
    const path = await fileOf('series.jsonl', [{ collectionId: 1, films: tmdbIds }]);
    const { exitCode, stdout, stderr } = await runCommand(['evaluate', path], {
      env: { DATABASE_URL: store.url },
    });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`${path}: same series, 3 queries among ${complete.length} films`);
    expect(rowOf(stdout, label)).toBeDefined();
    const { id } = await createProfile(store.sql, { ...defaultProfile, name: 'tuned', fameBonus: 1 });
    await store.transact(async (sql) => activateProfile(sql, { id, seen: await activeVersion(sql) }));
    const byAnother = await runCommand(['evaluate', path], { env: { DATABASE_URL: store.url } });
    expect(rowOf(byAnother.stdout, 'tuned@1')).toBeDefined();
    await store.drop();
  });

  it('says in one line that a store has no films, no schema, or does not answer', async () => {
    const store = await createStore({ template: emptyTemplate });
    const failing = async (url: string) => {
      const { exitCode, stdout, stderr } = await runCommand(['evaluate', seriesFile], {
        env: { DATABASE_URL: url },
      });
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^.+\n$/);
      return stderr;
    };
    expect(await failing(store.url)).toMatch(/^the store has no film with director, cast and genres/);
    await store.sql.query('DROP TABLE film CASCADE');
    expect(await failing(store.url)).toMatch(/^the store has no schema yet/);
    expect(await failing('postgres://nobody@127.0.0.1:1/nothing')).not.toContain('    at ');
    await store.drop();
  });

  it.each([
    [
      'a truth that is not there',
      () => ['nowhere.jsonl', '--films', filmFile],
      /^nowhere\.jsonl: is not there\n$/,
    ],
    ['films that are not there', () => [seriesFile, '--films', 'nowhere'], /^nowhere: is not there\n$/],
    [
      'a profile that is not there',
      () => [seriesFile, '--films', filmFile, '--profile', 'no'],
      /^no: is not there\n$/,
    ],
    [
      'a profile that is none',
      () => [seriesFile, '--films', filmFile, '--profile', filmFile],
      /: a profile must be/,
    ],
    [
      'films for a truth',
      () => [filmFile, '--films', filmFile],
      /: line 1: is no truth of a known form: .*\n$/,
    ],
    ['a truth for films', () => [seriesFile, '--films', seriesFile], /: line 1: directors must be a list\n$/],
    ['one bad truth of two', () => [seriesFile, 'no.csv', '--films', filmFile], /^no\.csv: is not there\n$/],
  ])('refuses %s in one line and prints nothing else', async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await runCommand(['evaluate', ...args()], { env });
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^.+\n$/);
  });
});

describe('fit', () => {
  const args = (...more: string[]) => ['fit', seriesFile, likedFile, '--films', filmFile, ...more];
  const rounds = ['--rounds', '25'];

  /** nDCG on the queries to fit on, by truth. */
  async function qualityOf(profileFile: string): Promise<number[]> {
    const { stdout } = await runCommand(
      [
        'evaluate',
        seriesFile,
        likedFile,
        '--films',
        filmFile,
        '--part',
        'fit',
        '--json',
        '--profile',
        profileFile,
      ],
      { env },
    );
    return JSON.parse(stdout).map(
      (truth: { rankings: { ndcgOfSoup: number }[] }) => truth.rankings.at(-1)!.ndcgOfSoup,
    );
  }
  const worthOf = ([a, b]: number[]) => Math.min(a!, b!) + 0.25 * (a! + b!);

  it('finds the same profile for the same seed, which is worth more than the start', async () => {
    const out = join(await makeFolder(), 'candidate.json');
    const [written, printed, other] = await Promise.all([
      runCommand(args(...rounds, '--seed', '5', '--name', 'found', '--out', out), { env }),
      runCommand(args(...rounds, '--seed', '5', '--name', 'found', '--json'), { env }),
      runCommand(args(...rounds, '--seed', '6', '--name', 'found', '--json'), { env }),
    ]);
    expect([written.exitCode, printed.exitCode, other.exitCode]).toEqual([0, 0, 0]);
    expect(await readFile(out, 'utf8')).toBe(printed.stdout);
    expect(other.stdout).not.toBe(printed.stdout);
    expect(parseProfile(printed.stdout)).toMatchObject({
      name: 'found',
      version: 1,
      castDepth: 15,
      midpoint: 2,
    });
    expect(readdirSync(dirname(out))).toEqual(['candidate.json']);

    const start = await fileOf('start.json', [printProfile(defaultProfile)]);
    const [before, after] = [await qualityOf(start), await qualityOf(out)];
    expect(worthOf(after)).toBeGreaterThan(worthOf(before));
    // What it says of itself is what evaluate says.
    expect(rowOf(written.stdout, 'found@1')).toContain(`×${after[0]!.toFixed(2)}`);
    expect(rowOf(written.stdout, label)).toContain(`×${before[0]!.toFixed(2)}`);
    expect(written.stdout).toMatch(/^ {2}figure +default@2 +found@1$/m);
    expect(written.stderr).toMatch(/^round 25 of 25: \d\.\d{4}$/m);
    expect(written.stderr).toContain(`: ${worthOf(after).toFixed(4)}`);
  });

  it('gives the start back where there is no round, under a name and version of its own', async () => {
    const none = ['--rounds', '0', '--json'];
    const renamed = await runCommand(args(...none), { env });
    expect(parseProfile(renamed.stdout)).toEqual({ ...defaultProfile, name: 'fitted', version: 1 });
    const kept = await runCommand(args(...none, '--name', 'default'), { env });
    expect(parseProfile(kept.stdout)).toEqual({ ...defaultProfile, version: defaultProfile.version + 1 });
  });

  it('weighs truths by their marks', async () => {
    const fitted = async (marks: string) =>
      (await runCommand(args('--rounds', '40', '--json', '--mark', marks), { env })).stdout;
    expect(await fitted('1,9')).not.toBe(await fitted('9,1'));
  });

  it('takes the truths after an option for truths, and leaves figures that are kept alone', async () => {
    const keep = 'fameBonus,weights.ERA';
    const options = ['--json', ...rounds, '--films', filmFile, '--mark', '1.6,1.03', '--keep', keep];
    const { exitCode, stdout } = await runCommand(['fit', ...options, seriesFile, likedFile], { env });
    expect(exitCode).toBe(0);
    const { fameBonus, weights } = parseProfile(stdout);
    expect({ fameBonus, ERA: weights.ERA }).toEqual({
      fameBonus: defaultProfile.fameBonus,
      ERA: defaultProfile.weights.ERA,
    });
    expect(weights.ACTOR).not.toBe(defaultProfile.weights.ACTOR);
  });

  it('keeps what it finds in a file of its name, and no store is needed to go on', async () => {
    const cwd = await makeFolder();
    const found = await runCommand(args(...rounds, '--name', 'found'), { env, cwd });
    const next = /npm run reelgraph -- (profile preview found\.json --films \S+)\n$/.exec(found.stdout)![1]!;
    const { fameBonus } = parseProfile(await readFile(join(cwd, 'found.json'), 'utf8'));
    expect(rowOf(found.stdout, 'fameBonus')).toMatch(new RegExp(` ${fameBonus}$`));
    const preview = await runCommand(next.split(' '), { env, cwd });
    expect(preview.stdout).toContain('What would change if found.json took the place of default@2');

    const again = await runCommand(args(...rounds, '--name', 'found'), { env, cwd });
    expect(again).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: 'found.json is there already: give another --name, or --out found.json to replace it\n',
    });
    const start = await fileOf('start.json', [printProfile(defaultProfile)]);
    const none = ['--rounds', '0', '--out', 'found.json', '--profile', start];
    const replaced = await runCommand(args(...none), { env, cwd });
    expect(replaced.stdout).toContain(`found.json --films ${filmFile} --against ${start}\n`);
    expect(parseProfile(await readFile(join(cwd, 'found.json'), 'utf8'))).toMatchObject({ name: 'fitted' });
    expect(readdirSync(cwd)).toEqual(['found.json']);
  });

  it('keeps what it finds in the store where the films are from there, and changes nothing for readers', async () => {
    const store = await createStore({ template: sampleTemplate });
    const tmdbIds = (await readStoreFilms(store.sql)).mostPopularFirst.flatMap(({ tmdbId }) => tmdbId ?? []);
    const path = await fileOf(
      'series.jsonl',
      [0, 1, 2, 3, 4, 5].map((i) => ({ collectionId: i + 1, films: tmdbIds.slice(i * 3, i * 3 + 3) })),
    );
    const inStore = { env: { DATABASE_URL: store.url }, cwd: await makeFolder() };
    const fitting = (...more: string[]) => runCommand(['fit', path, '--rounds', '5', ...more], inStore);
    const { exitCode, stdout } = await fitting();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}figure +default@2 +fitted@1$/m);
    const next = /npm run reelgraph -- (profile preview fitted@1)\n$/.exec(stdout)![1]!;
    expect((await runCommand(next.split(' '), inStore)).stdout).toContain(
      'What would change if fitted@1 took',
    );
    const { profile, note, activeSince } = (await findProfile(store.sql, { name: 'fitted' }))!;
    expect({ note, activeSince }).toEqual({ note: `fitted on ${path}`, activeSince: null });

    const printed = await fitting('--json');
    expect(parseProfile(printed.stdout)).toEqual(profile);
    expect((await fitting('--seed', '2')).stdout).toContain('kept as fitted@2;');
    expect(await listProfiles(store.sql)).toHaveLength(3);
    expect(readdirSync(inStore.cwd)).toEqual([]);

    await store.sql.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'going down' USING ERRCODE = '57P01'; END $$`);
    await store.sql.query('CREATE TRIGGER refuse BEFORE INSERT ON profile EXECUTE FUNCTION refuse()');
    const lost = await fitting('--name', 'lost');
    expect(lost.exitCode).toBe(1);
    expect(lost.stderr).toMatch(/\nthe store does not answer any more; .*\n$/);
    expect(parseProfile(lost.stdout)).toEqual({ ...profile, name: 'lost' });
    await store.drop();
  });

  it('leaves no file behind when it is interrupted', async () => {
    const out = join(await makeFolder(), 'candidate.json');
    const running = spawnCommand(args('--rounds', '1000000', '--out', out), { env });
    await waitUntil(() => running.stderr().includes('round '), 20_000);
    process.kill(-running.pid, 'SIGINT');
    expect(await running.ended).toMatchObject({ signal: 'SIGINT', stdout: '' });
    expect(readdirSync(dirname(out))).toEqual([]);
  });

  it.each<[string, () => string[], RegExp]>([
    ['too few marks', () => args('--mark', '1.6'), /^--mark needs a number for each truth: 2, not 1\n$/],
    ['a folder to write to', () => args('--out', '/tmp'), /^\/tmp cannot be written: it is a folder\n$/],
    [
      'a folder that is not there',
      () => args('--out', '/nowhere/x.json'),
      /^\/nowhere\/x\.json cannot be written: /,
    ],
    [
      'films that are not there',
      () => ['fit', seriesFile, '--films', 'nowhere'],
      /^nowhere: is not there\n$/,
    ],
  ])('refuses %s in one line before it begins', async (_what, command, message) => {
    const { exitCode, stdout, stderr } = await runCommand(command(), { env });
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(existsSync('/nowhere')).toBe(false);
  });
});

it.each([
  [['evaluate', '--help'], /Examples:\n.*--ablation/s],
  [['fit', '--help'], /is kept\nas a new version .*Examples:\n.*--name tuned/s],
])('explains itself: %j', async (command, text) => {
  const { exitCode, stdout, stderr } = await runCommand(command);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(text);
});

it.each([
  [['evaluate'], /missing required argument/],
  [['evaluate', 'x', '--part', 'half'], /Allowed choices are fit, rest, all/],
  [['fit', 'x', '--seed', 'one'], /It must be a whole number/],
  [['fit', 'x', '--mark', '1.6,0'], /Each must be a number above 0/],
  [['fit', 'x', '--mark', '1.6,'], /Each must be a number above 0/],
  [['fit', 'x', '--keep', 'fameBonus,boost'], /Known are weights\.DIRECTOR, /],
])('ends a misspelt command with exit code 2: %j', async (command, text) => {
  const { exitCode, stdout, stderr } = await runCommand(command, { env });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(text);
});
