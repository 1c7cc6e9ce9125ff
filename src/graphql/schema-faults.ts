import { findBreakingChanges, type GraphQLSchema, parse, printSchema, visit } from 'graphql';

/** A breaking change that is made on purpose. */
export interface DeclaredChange {
  /** As graphql-js words it: "Film.runtimeMinutes was removed." */
  change: string;
  /** What clients gain by it, and what they use instead. */
  why: string;
}

/**
 * What keeps a schema from being released.
 * @param released the schema of the last release: what clients were written for.
 * @returns a line for each fault: first what has no description, then what breaks clients undeclared, then what
 *          is declared and not so. Empty for a schema that may be released.
 */
export function findSchemaFaults({
  schema,
  released,
  declared,
}: {
  schema: GraphQLSchema;
  released: GraphQLSchema;
  declared: readonly DeclaredChange[];
}): string[] {
  const breaking = findBreakingChanges(released, schema).map(({ description }) => description);
  const onPurpose = declared.map(({ change }) => change);
  return [
    ...findUndescribed(schema).map((name) => `no description: ${name}`),
    ...breaking
      .filter((change) => !onPurpose.includes(change))
      .map(
        (change) =>
          `breaks clients of the last release: ${change} Keep it as @deprecated, or declare it in breaking-changes.json.`,
      ),
    ...onPurpose
      .filter((change) => !breaking.includes(change))
      .map((change) => `declared as breaking, but not so: ${change}`),
  ];
}

/** Names such as `Film`, `Film.title` and `Query.film.slug`, in the order of the schema. */
function findUndescribed(schema: GraphQLSchema): string[] {
  const undescribed: string[] = [];
  const path: string[] = [];
  visit(parse(printSchema(schema)), {
    enter(node) {
      if (!('description' in node && 'name' in node)) return;
      path.push(node.name!.value);
      if (!node.description?.value.trim()) undescribed.push(path.join('.'));
    },
    leave(node) {
      if ('description' in node && 'name' in node) path.pop();
    },
  });
  return undescribed;
}
