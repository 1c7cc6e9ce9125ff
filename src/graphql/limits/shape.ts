import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';

/** What can be counted of a document without its schema. */
export interface Shape {
  aliases: number;
  /** Characters of the longest alias. */
  longestAlias: number;
  directives: number;
  /** Most fields within one another, fragments followed. */
  depth: number;
}

/**
 * @param document a valid one: fragments that lead back to themselves have been refused.
 * @returns counts of the whole document, its other operations included; a fragment counts once, wherever it stands.
 */
export function shapeOf(document: DocumentNode): Shape {
  let aliases = 0;
  let longestAlias = 0;
  let directives = 0;
  const depths = new Map<string, number>();
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );

  const depthOfFragment = (name: string): number => {
    const fragment = fragments.get(name);
    if (!fragment) return 0;
    let depth = depths.get(name);
    if (depth === undefined) {
      directives += fragment.directives?.length ?? 0;
      depth = depthOf(fragment.selectionSet);
      depths.set(name, depth);
    }
    return depth;
  };
  const depthOf = ({ selections }: SelectionSetNode): number => {
    let deepest = 0;
    for (const selection of selections) {
      directives += selection.directives?.length ?? 0;
      let depth: number;
      if (selection.kind === Kind.FIELD) {
        if (selection.alias) {
          aliases++;
          longestAlias = Math.max(longestAlias, selection.alias.value.length);
        }
        depth = 1 + (selection.selectionSet ? depthOf(selection.selectionSet) : 0);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) depth = depthOf(selection.selectionSet);
      else depth = depthOfFragment(selection.name.value);
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  };

  let depth = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    directives += definition.directives?.length ?? 0;
    for (const variable of definition.variableDefinitions ?? [])
      directives += variable.directives?.length ?? 0;
    depth = Math.max(depth, depthOf(definition.selectionSet));
  }
  return { aliases, longestAlias, directives, depth };
}
