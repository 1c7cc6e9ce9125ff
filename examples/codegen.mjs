// Writes the types of GraphQL documents beside them, or checks those that are there:
//   node codegen.mjs review-page.graphql [--check]
//   node codegen.mjs first.graphql second.graphql --out both.generated.ts [--check]
// This is GraphQL Code Generator as a library; its command line does the same, with 250 packages more.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const schema = new URL('../schema/schema.graphql', import.meta.url);
const { positionals: locations, values: options } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, check: { type: 'boolean' } },
});
const filename = options.out ?? locations[0].replace(/\.graphql$/, '.generated.ts');

const types = await codegen({
  filename,
  schema: parse(readFileSync(schema, 'utf8')),
  documents: locations.map((location) => ({ location, document: parse(readFileSync(location, 'utf8')) })),
  config: { useTypeImports: true, scalars: { DateTime: 'string', LocalDate: 'string', URL: 'string' } },
  pluginMap: { typescriptOperations, typedDocumentNode },
  plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
});

if (!options.check) writeFileSync(filename, types);
else if (readFileSync(filename, 'utf8') !== types) {
  console.error(`${filename} is not up to date: npm run generate`);
  process.exitCode = 1;
}
