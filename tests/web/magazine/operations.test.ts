import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { concatAST, parse, validate } from 'graphql';
import { createSchema } from '../../../src/graphql/schema';
import { projectRoot } from '../../../src/project';

const folder = 'schema/operations/web/magazine';
const files = readdirSync(join(projectRoot, folder)).map((name) => join(folder, name));
const documents = files.map((file) => parse(readFileSync(join(projectRoot, file), 'utf8')));

it('asks for what the API has', () => {
  expect(documents.length).toBeGreaterThan(8);
  expect(validate(createSchema(), concatAST(documents))).toEqual([]);
});

it('has the types of what it asks for as they are: npm run generate', async () => {
  const generated = 'src/web/magazine/operations.generated.ts';
  const script = ['examples/codegen.mjs', ...files.sort(), '--out', generated, '--check'];
  await promisify(execFile)(process.execPath, script, { cwd: projectRoot });
});
