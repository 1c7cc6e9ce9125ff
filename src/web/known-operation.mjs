import { createRequire } from 'node:module';

// The service itself says by which hash it knows an operation: it has just been compiled.
const { readKnownOperations } = createRequire(import.meta.url)('../../dist/src/graphql/operations.js');
const known = new Map(readKnownOperations().map(({ name, sha256 }) => [name, sha256]));

/** For `define`: the SHA-256 of an operation below schema/operations, as source text. */
export function hashOf(name) {
  if (!known.has(name)) throw new Error(`no operation below schema/operations is called ${name}`);
  return JSON.stringify(known.get(name));
}
