import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../src/project';
import { commandsIn, isOfExamples } from './support/documents';
import { startTestService, type TestService } from './support/service';

const folder = join(projectRoot, 'examples');
const examples = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'package.json')));
const packageOf = (path: string) => JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** Runs a command as a reader would. */
async function run(command: string, url = `${service.url}/graphql`): Promise<string> {
  const [file, ...args] = command.split(' ');
  const { stdout } = await promisify(execFile)(file!, args, {
    cwd: projectRoot,
    env: { ...process.env, REELGRAPH_URL: url, NO_COLOR: '1' },
  });
  return stdout;
}

it('has an example of each client', () => {
  expect(examples).toEqual(['apollo-client', 'relay', 'urql']);
});

describe.each(examples)('the example of %s', (example) => {
  let page: string;
  beforeAll(async () => {
    page = await run(`npm --silent --prefix examples/${example} start pig 2`);
  });
  /** As it was built by `npm start`. */
  const show = (words: string, url?: string) => run(`node examples/${example}/dist/main.js ${words}`, url);

  it('shows a review, what to read next with the reasons, and a second page of its author', () => {
    const shown = [
      /'Pig' \(2021\) - Movie Review/,
      /'Wild at Heart'.*Also with Nicolas Cage, Also a thriller, From the same years/,
      /by Priya Venkataswamy/,
      /'Bringing Out the Dead'/,
      /'Timecode'/,
      /'Past Lives'/,
      /'Oppenheimer'/,
    ];
    for (const text of shown) expect(page.replaceAll('&#x27;', "'")).toMatch(text);
  });

  it.each([
    ['a review that is not there', 'nope', /There is no review .nope./],
    ['a page that is too long', 'pig 500', /first must not be greater than 100/],
  ])('says in words: %s', async (_, words, text) => {
    const said = (await show(words)).trim();
    expect(said).toMatch(text);
    expect(said.split('\n')).toHaveLength(1);
  });

  it('says so where no service answers', async () => {
    expect(await show('pig', 'http://localhost:9')).toMatch(/does not answer. Is it started\?/);
  });

  it('has the types of the schema as it is; after a change run: npm run generate', async () => {
    await run(`npm --silent --prefix examples/${example} run check`);
  });

  it('names the versions that the project has tried', () => {
    const { dependencies, devDependencies } = packageOf(join(folder, example));
    const ours = packageOf(projectRoot);
    expect({ ...ours.dependencies, ...ours.devDependencies }).toMatchObject({
      ...dependencies,
      ...devDependencies,
    });
  });
});

describe.each(['README.md', 'examples/README.md'])('%s', (document) => {
  it.each(commandsIn(document).filter(isOfExamples))('has a command that works: %s', async (command) => {
    const printed = await run(command);
    if (command.includes(' start')) expect(printed).toMatch(/Read next/);
  });
});

describe('the rating that the README adds to the page', () => {
  // Below dist/, so that packages are found and nothing is checked in.
  const copy = join(projectRoot, 'dist/typed-page');
  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(join(copy, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(copy, file), text.replace(from, to));
  };
  const compile = () => run('npx tsc --noEmit -p dist/typed-page').catch(({ stdout }) => stdout);

  beforeAll(() => cpSync(join(folder, 'apollo-client'), copy, { recursive: true }));
  afterAll(() => rmSync(copy, { recursive: true }));

  it('is typed once the types are made anew, null where a review has none', async () => {
    edit('review-page.graphql', 'excerpt', 'excerpt rating { value best }');
    edit('review-page.tsx', '<p>{excerpt}</p>', '<p>{data.review.rating.value}</p>');
    expect(await compile()).toMatch(/Property 'rating' does not exist/);
    await run('node examples/codegen.mjs dist/typed-page/review-page.graphql');
    expect(await compile()).toMatch(/'data\.review\.rating' is possibly 'null'/);
    edit('review-page.tsx', 'rating.value', 'rating?.value');
    expect(await compile()).toBe('');
  });
});
