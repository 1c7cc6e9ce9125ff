import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/project';

const operations = 'schema/operations/web';

it.each([
  ['dashboard', []],
  ['magazine', []],
  ['syndication', [`${operations}/listed.graphql`]],
])('the types of what %s asks for are as they are: npm run generate', async (name, shared) => {
  const folder = `${operations}/${name}`;
  const files = readdirSync(join(projectRoot, folder)).map((file) => join(folder, file));
  const generated = `src/web/${name}/operations.generated.ts`;
  const script = ['examples/codegen.mjs', ...shared, ...files.sort(), '--out', generated, '--check'];
  await promisify(execFile)(process.execPath, script, { cwd: projectRoot });
});
