// Writes the types of a GraphQL document beside it, or checks those that are there:
//   node codegen.mjs review-page.graphql [--check]
// This is GraphQL Code Generator as a library; its command line does the same, with 250 packages more.
import { readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const schema = new URL('../schema/schema.graphql', import.meta.url);
const [location, option] = process.argv.slice(2);
const filename = location.replace(/\.graphql$/, '.generated.ts');

const types = await codegen({
  filename,
  schema: parse(readFileSync(schema, 'utf8')),
  documents: [{ location, document: parse(readFileSync(location, 'utf8')) }],
  config: { useTypeImports: true, scalars: { DateTime: 'string', URL: 'string' } },
  pluginMap: { typescriptOperations, typedDocumentNode },
  plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
});

if (option !== '--check') writeFileSync(filename, types);
else if (readFileSync(filename, 'utf8') !== types) {
  console.error(`${filename} is not up to date: npm run generate`);
  process.exitCode = 1;
}
