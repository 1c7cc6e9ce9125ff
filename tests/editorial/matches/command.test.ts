import { runCommand } from '../../service/program';
import { createPublication, dump, imdb, type Publication, page } from './publication';

let publication: Publication;
beforeEach(async () => {
  publication = await createPublication();
  await publication.importPages(
    page({ year: 1993 }),
    page({ title: 'Pig', lines: ['Director(s): Ann Ames'] }),
  );
  await publication.importCatalogue(imdb);
});
afterEach(() => publication.api.drop());

const run = (...args: string[]) =>
  runCommand(['match', ...args], { env: { DATABASE_URL: publication.store.url } });

it('lists what waits, accepts it, and takes that back', async () => {
  const before = await dump(publication.store);
  const listed = await run('list');
  expect(listed).toMatchObject({ exitCode: 0, stderr: '' });
  expect(listed.stdout).toMatch(
    /Leaving Las Vegas \(1995\) +\d+ +waiting +0\.\d\d +leaving-las-vegas +leaving-las-vegas-1995 +imdb/,
  );
  const [match] = JSON.parse((await run('list', '--json')).stdout);
  expect(match).toMatchObject({
    kind: 'FILM',
    status: 'WAITING',
    source: 'IMDB',
    subject: 'leaving-las-vegas',
  });

  const accepted = await run('accept', String(match.id));
  expect(accepted.stdout).toBe(`accepted match ${match.id}; to take it back: match undo 1\n`);
  expect((await publication.filmOf('leaving-las-vegas')).slug).toBe('leaving-las-vegas-1995');
  expect((await run('list')).stdout).toBe('nothing here\n');
  expect((await run('list', '--status', 'accepted')).stdout).toContain('accepted');
  expect((await run('undo', '1')).stdout).toBe('took back act 1\n');
  expect(await dump(publication.store)).toEqual(before);
  const { auditTrail } = await publication.query('{ auditTrail { nodes { actor action } } }');
  expect(auditTrail.nodes).toContainEqual({ actor: 'command line', action: 'acceptMatch' });
});

it('rejects, merges and splits, by slugs and numbers', async () => {
  const before = await dump(publication.store);
  const acts = [
    ['reject', '1'],
    ['merge', 'people', 'nicolas-cage', 'ann-ames'],
    ['split', 'person', 'nicolas-cage', 'pig'],
    ['merge', 'films', 'leaving-las-vegas-1995', 'pig'],
    ['split', 'film', 'leaving-las-vegas-1995', 'pig', '--year', '2021'],
  ];
  const numbers: number[] = [];
  for (const [place, args] of acts.entries()) {
    const { exitCode, stderr, stdout } = await run(...args, '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const done = JSON.parse(stdout);
    numbers.push((place === 0 ? done[0] : done).act);
  }
  expect((await publication.filmOf('pig')).slug).toBe('leaving-las-vegas-2021');
  for (const act of numbers.reverse()) expect((await run('undo', String(act))).exitCode).toBe(0);
  expect(await dump(publication.store)).toEqual(before);
});

it.each([
  [['accept', '99'], 1, 'There is no match of this number'],
  [['accept', 'x'], 1, 'x is no number: see "match list"'],
  [['undo', 'x'], 1, 'x is no number: whoever merges, splits or decides is told one'],
  [['undo', '99'], 1, 'There is no act of this number'],
  [['merge', 'people', 'nobody', 'ann-ames'], 1, 'there is no person "nobody"'],
  [['merge', 'films', 'pig', 'pig'], 1, 'is part of it already'],
  [['split', 'person', 'ann-ames', 'pig'], 1, 'These are all of their films'],
  [['split', 'film', 'pig', 'pig', '--year', '12'], 1, '--year must be 1870 to 2200'],
  [['list', '--status', 'odd'], 2, 'Allowed choices are'],
  [['list', '--first', '0'], 1, '--first must be 1 to 1000'],
])('says in a line what is wrong and changes nothing: %j', async (args, exitCode, message) => {
  const before = await dump(publication.store);
  const ended = await run(...args);
  expect(ended).toMatchObject({ exitCode, stdout: '' });
  expect(ended.stderr).toContain(message);
  expect(ended.stderr).not.toContain(' at ');
  expect(await dump(publication.store)).toEqual(before);
});
