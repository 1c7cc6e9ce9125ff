import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { projectRoot } from '../project';

/** What our own pages ask, and what is there to begin with. */
const folder = join(projectRoot, 'schema/operations');

/** An operation that the service knows from its start, so that it may be asked for by its hash alone. */
export interface KnownOperation {
  name: string;
  /** With its fragments, and without what means nothing. */
  text: string;
  /** Of the text, in hexadecimal, as `extensions.persistedQuery.sha256Hash` of a request has it. */
  sha256: string;
}

/** Those in the files below schema/operations; a fragment in one of them may be used in all. */
export function readKnownOperations(): KnownOperation[] {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return knownOperations(sources);
}

/** @param sources texts of documents. @throws Error if a fragment is missing, or is there twice. */
export function knownOperations(sources: readonly string[]): KnownOperation[] {
  const definitions = sources.flatMap((source) => parse(source, { noLocation: true }).definitions);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const name = definition.name.value;
    if (fragments.has(name)) throw new Error(`two fragments of known operations are called ${name}`);
    fragments.set(name, definition);
  }
  return definitions.flatMap((operation) => {
    if (operation.kind !== Kind.OPERATION_DEFINITION) return [];
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [operation, ...fragmentsOf(operation, fragments)],
    };
    const text = stripIgnoredCharacters(print(document));
    const sha256 = createHash('sha256').update(text).digest('hex');
    return [{ name: operation.name?.value ?? '', text, sha256 }];
  });
}

/** What an operation is made of, in the order in which it is used first, what fragments themselves use included. */
function fragmentsOf(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FragmentDefinitionNode[] {
  const used = new Set<FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name: { value: name } }) => {
        const fragment = fragments.get(name);
        if (!fragment) throw new Error(`no fragment of known operations is called ${name}`);
        if (used.has(fragment)) return;
        used.add(fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return [...used];
}
