import {
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { globalId } from '../../editorial/editor';

/** A place in the schema that takes a text, and an operation that puts the variable `$text` there. */
export interface TextArgument {
  /** As in "Query.reviews(filter.genres.anyOf)". */
  name: string;
  /** As it stands in the list of variables: "String", "ID" … */
  type: string;
  query: string;
}

const texts = ['String', 'ID', 'URL', 'DateTime', 'LocalDate'];

/** Where things are found that have fields with arguments of their own. */
const ways: Record<string, string> = {
  Query: '{ * }',
  Mutation: '{ * }',
  Review: '{ review(slug: "pig") { * } }',
  Film: '{ film(slug: "pig") { * } }',
  Person: '{ person(slug: "nicolas-cage") { * } }',
  Genre: '{ genre(slug: "drama") { * } }',
  Author: '{ authors(first: 1) { nodes { * } } }',
  Publication: '{ publications(first: 1) { nodes { * } } }',
  Analytics: '{ analytics { * } }',
  ReaderFigures: '{ analytics { readers { * } } }',
};

/** What is asked for beside a text so that it is looked at, by the name of its argument or field. */
const companions: Record<string, string> = {
  before: 'last: 1',
  personName: 'role: DIRECTOR',
  authorName: 'status: DRAFT',
  publicationName: 'authorName: "Ada"',
  sourceUrl: 'authorName: "Ada"',
  headline: 'authorName: "Ada"',
  body: 'authorName: "Ada"',
  originalTitle: 'title: "A film"',
  genres: 'title: "A film"',
};

/** What a required field is given, by its name: things that are there, and that nothing is lost with. */
const plausible: Record<string, string> = {
  film: `"${globalId('Film', 1)}"`,
  review: `"${globalId('Review', 1)}"`,
  related: `"${globalId('Review', 2)}"`,
  body: '["Text."]',
  headline: '"A headline"',
};

/** Every place of the schema that takes a text, however deep it lies. @throws Error for a type that no way leads to. */
export function textArguments(schema: GraphQLSchema): TextArgument[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.keys(type.getFields()).flatMap((field) => ofField(type, field)));
}

function ofField(type: GraphQLObjectType, name: string): TextArgument[] {
  const field = type.getFields()[name]!;
  const selection = type.name === 'Mutation' ? '{ userErrors { code } }' : '{ __typename }';
  return field.args.flatMap((argument) =>
    textsIn(argument.type, argument.name, []).map(({ path, type: text, value }) => {
      const others = field.args
        .filter((other) => other !== argument && isRequiredArgument(other))
        .map((other) => `${other.name}: ${plausibleValue(other.name, other.type)}`);
      const beside = path.length === 1 && companions[path[0]!] ? [companions[path[0]!]!] : [];
      const given = [`${argument.name}: ${value}`, ...others, ...beside].join(', ');
      const way = ways[type.name];
      if (!way) throw new Error(`say where a ${type.name} is found`);
      const kind = type.name === 'Mutation' ? 'mutation' : 'query';
      return {
        name: `${type.name}.${name}(${path.join('.')})`,
        type: text,
        query: `${kind} ($text: ${text}!) ${way.replace('*', `${name}(${given}) ${selection}`)}`,
      };
    }),
  );
}

interface Place {
  path: string[];
  type: string;
  /** Of the argument, with `$text` in it. */
  value: string;
}

function textsIn(type: GraphQLInputType, name: string, above: string[]): Place[] {
  const bare = getNullableType(type);
  const path = [...above, name];
  if (isListType(bare)) {
    return textsIn(bare.ofType, name, above).map((place) => ({ ...place, value: `[${place.value}]` }));
  }
  if (!isInputObjectType(bare)) {
    return texts.includes(bare.name) ? [{ path, type: bare.name, value: '$text' }] : [];
  }
  const fields = Object.values(bare.getFields());
  return fields.flatMap((field) =>
    textsIn(field.type, field.name, path).map((place) => {
      const companion = companions[field.name];
      const others = fields
        .filter((other) => other !== field && isRequiredInputField(other))
        .map((other) => `${other.name}: ${plausibleValue(other.name, other.type)}`)
        .filter((other) => other.split(':')[0] !== companion?.split(':')[0]);
      const isKnown = companion !== undefined && companion.split(':')[0]! in bare.getFields();
      const given = [`${field.name}: ${place.value}`, ...others, ...(isKnown ? [companion] : [])];
      return { ...place, value: `{ ${given.join(', ')} }` };
    }),
  );
}

function plausibleValue(name: string, type: GraphQLInputType): string {
  if (isNonNullType(type)) return plausibleValue(name, type.ofType);
  if (plausible[name]) return plausible[name];
  if (isListType(type)) return `[${plausibleValue(name, type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${plausibleValue(field.name, field.type)}`).join(', ')} }`;
  }
  const values: Record<string, string> = {
    Int: '1',
    Float: '1',
    Boolean: 'true',
    ID: `"${globalId('Review', 3)}"`,
  };
  return values[type.name] ?? '"2020-01-01T00:00:00Z"';
}
