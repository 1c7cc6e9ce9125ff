import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { codeOf, OperatorError } from '../errors';
import { createSchema, printCheckedInSchema } from './schema';
import { type DeclaredChange, findSchemaFaults } from './schema-faults';

/** `reelgraph schema`: what clients are written for, and what guards it. */
export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .description('print the GraphQL schema')
    .addOption(new Option('--write <file>', 'write it to a file instead').conflicts(['check', 'release']))
    .addOption(
      new Option(
        '--check [folder]',
        'check it instead: all of it described, nothing broken since the release',
      )
        .preset('schema')
        .conflicts('release'),
    )
    .addOption(new Option('--release [folder]', 'make it the released one').preset('schema'))
    .addHelpText(
      'after',
      `
The folder, schema/ unless told, holds released.graphql, the schema of the last release, and
breaking-changes.json, which declares what the next one breaks on purpose.

Examples:
  npm run reelgraph -- schema --write schema/schema.graphql
  npm run reelgraph -- schema --check`,
    )
    .action(async ({ write, check, release }: { write?: string; check?: string; release?: string }) => {
      const schema = createSchema();
      if (check) return checkSchema(schema, check);
      if (release) return releaseSchema(schema, release);
      if (write) return writeText(write, printCheckedInSchema(schema));
      process.stdout.write(printCheckedInSchema(schema));
    });
}

async function checkSchema(schema: GraphQLSchema, folder: string): Promise<void> {
  const declarations = join(folder, 'breaking-changes.json');
  const faults = findSchemaFaults({
    schema,
    released: buildSchema(await readText(join(folder, 'released.graphql'))),
    declared: parseDeclarations(await readText(declarations), declarations),
  });
  if (faults.length > 0) throw new OperatorError(faults.join('\n'));
}

/** What the release breaks on purpose is done with: the declarations begin anew. */
async function releaseSchema(schema: GraphQLSchema, folder: string): Promise<void> {
  await checkSchema(schema, folder);
  await writeText(join(folder, 'released.graphql'), printCheckedInSchema(schema));
  await writeText(join(folder, 'breaking-changes.json'), '[]\n');
}

function parseDeclarations(json: string, file: string): DeclaredChange[] {
  const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
  try {
    const declared: DeclaredChange[] = JSON.parse(json);
    if (declared.every(({ change, why }) => isText(change) && isText(why))) return declared;
  } catch {
    // told below
  }
  throw new OperatorError(
    `${file} is not what it should be: [{ "change": "Film.title was removed.", "why": "…" }]`,
  );
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error) => {
    throw new OperatorError(`${file} cannot be read (${codeOf(error)})`);
  });
}

function writeText(file: string, text: string): Promise<void> {
  return writeFile(file, text).catch((error) => {
    throw new OperatorError(`${file} cannot be written (${codeOf(error)})`);
  });
}
