import { execFile } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { limits, settings } from '../src/config';
import { errorCodes } from '../src/errors';
import { projectRoot } from '../src/project';
import { codeBlocks, commandsIn, isOfExamples } from './support/documents';
import { startTestService, type TestService } from './support/service';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const ci = readFileSync(join(projectRoot, '.ci/run'), 'utf8');
const commands = commandsIn('README.md').filter((command) => !isOfExamples(command));
const assignments = commands.filter((command) => /^[A-Z]+=/.test(command));

/** As a shell runs it that has run the lines before it. */
function withAssignments(command: string): string {
  const needed = assignments.filter((line) => command.includes(`$${line.split('=')[0]}`));
  return [...needed, command].join('\n');
}

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** Runs a command as it stands, on the store of the test's own service, which stands in for port 4000. */
async function run(command: string): Promise<string> {
  const { port } = new URL(service.url);
  const { stdout } = await promisify(execFile)(
    'sh',
    ['-c', withAssignments(command).replace('localhost:4000', `localhost:${port}`)],
    {
      cwd: projectRoot,
      env: { ...process.env, DATABASE_URL: service.store.url, NO_COLOR: '1' },
    },
  );
  return stdout;
}

describe('the README', () => {
  /** Run by CI itself, or by a test that watches the whole life of the service. */
  const runElsewhere = {
    'npm ci': () => expect(ci).toMatch(/^npm ci\b/m),
    'npm test': () => expect(ci).toMatch(/^npm test\b/m),
    'npm start': () => {
      const life = readFileSync(join(projectRoot, 'tests/service/life.test.ts'), 'utf8');
      expect(life).toContain("'npm', 'start'");
    },
  };

  const tells = (command: string) => {
    if (command.startsWith('TOKEN=')) return /^$/;
    if (command.includes('$TOKEN')) return /"viewer":\{"name":"Edith","role":"EDITOR"\}/;
    if (command.endsWith('--help')) return /Examples:/;
    if (command.includes('profile list')) return /^\* default@/m;
    if (command.includes('profile create')) return /^created auteurs@1/m;
    if (command.includes('profile preview'))
      return /What would change if auteurs@1 took the place of default@/;
    if (command.includes('demo-traffic')) return /^made up \d+,\d+ events, /m;
    if (command.includes('match list')) return /^nothing here$/m;
    if (command.includes('import catalogue')) return /73 rows read/;
    if (command.includes('-- export')) return /^$/;
    return /1 unchanged/;
  };

  it.each(commands)('has a command that works: %s', async (command) => {
    if (command in runElsewhere) return runElsewhere[command as keyof typeof runElsewhere]();
    const output = await run(command);
    if (command.includes('{ genres'))
      expect(JSON.parse(output).data.genres).toContainEqual({ name: 'Drama' });
    else expect(output).toMatch(tells(command));
    const [, file] = /> (\/tmp\/\S+)$/.exec(command) ?? [];
    if (file) {
      expect(statSync(file).size).toBeGreaterThan(1_000);
      rmSync(file);
    }
  });

  it('shows a query with the answer that it gets', async () => {
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: codeBlocks('README.md', 'graphql')[0] }),
    });
    const { data } = (await response.json()) as { data: object };
    expect(JSON.parse(codeBlocks('README.md', 'json')[0]!)).toEqual(data);
  });

  it('names every setting with its default', () => {
    for (const [name, setting] of Object.entries({ ...settings, ...limits })) {
      const { default: value, desc } = setting as { default?: unknown; desc?: string };
      expect(readme).toContain(`| \`${name}\` | ${value === undefined ? '' : `\`${value}\``} | ${desc} |`);
    }
  });

  it('names every code', () => {
    for (const [code, meaning] of Object.entries(errorCodes))
      expect(readme).toContain(`| \`${code}\` | ${meaning} |`);
  });

  it('names every library that the service runs on', () => {
    const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    for (const name of Object.keys(dependencies)) expect(readme).toContain(name);
  });
});
