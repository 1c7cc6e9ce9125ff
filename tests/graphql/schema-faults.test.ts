import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { createSchema, printCheckedInSchema } from '../../src/graphql/schema';
import { type DeclaredChange, findSchemaFaults } from '../../src/graphql/schema-faults';
import { projectRoot } from '../../src/project';

const released = buildSchema(`
  """All that can be asked."""
  type Query {
    """One film."""
    film(
      """As in its address."""
      slug: String
    ): Film
  }
  """What a review is about."""
  type Film {
    """As readers know it."""
    title: String!
    """How long it runs, in minutes."""
    runtimeMinutes: Int
    """Of what kind it is."""
    kind: Kind
  }
  """A kind of film."""
  enum Kind {
    """Invented."""
    FICTION
    """Found."""
    DOCUMENTARY
  }
`);

/** The released schema with one text put in the place of another. */
const changed = (from: string | RegExp, to: string) => {
  const text = printCheckedInSchema(released);
  expect(text).toMatch(from);
  return buildSchema(text.replace(from, to));
};
const breaks = (change: string) =>
  `breaks clients of the last release: ${change} Keep it as @deprecated, or declare it in breaking-changes.json.`;

describe('a schema is kept from being released', () => {
  it.each([
    ['a type', '"""What a review is about."""', 'Film'],
    ['a field', '"""As readers know it."""', 'Film.title'],
    ['an argument', '"""As in its address."""', 'Query.film.slug'],
    ['an enum value', '"""Found."""', 'Kind.DOCUMENTARY'],
    ['anything that a description of blanks is of', /As readers know it\./, 'Film.title', ' '],
  ])('by %s without a description', (_, from, name, to = '') => {
    expect(findSchemaFaults({ schema: changed(from, to), released, declared: [] })).toEqual([
      `no description: ${name}`,
    ]);
  });

  it.each([
    ['a field that is gone', 'runtimeMinutes: Int', 'minutes: Int', 'Film.runtimeMinutes was removed.'],
    [
      'a field that may be null now',
      'title: String!',
      'title: String',
      'Film.title changed type from String! to String.',
    ],
    ['an enum value that is gone', 'FICTION', 'INVENTED', 'FICTION was removed from enum type Kind.'],
    [
      'an argument that is needed now',
      'slug: String',
      'slug: String!',
      'Query.film arg slug has changed type from String to String!.',
    ],
  ])('by %s, unless it is declared', (_, from, to, change) => {
    const schema = changed(from, to);
    expect(findSchemaFaults({ schema, released, declared: [] })).toEqual([breaks(change)]);
    expect(findSchemaFaults({ schema, released, declared: [{ change, why: 'made up' }] })).toEqual([]);
  });

  it('by a declaration of what is not so', () => {
    const declared = [{ change: 'Film.title was removed.', why: 'made up' }];
    expect(findSchemaFaults({ schema: released, released, declared })).toEqual([
      'declared as breaking, but not so: Film.title was removed.',
    ]);
  });

  it.each([
    ['a new field', 'title: String!', 'title: String!\n"""Elsewhere."""\noriginalTitle: String'],
    ['a deprecated field', 'runtimeMinutes: Int', 'runtimeMinutes: Int @deprecated(reason: "Use runtime.")'],
  ])('not by %s', (_, from, to) => {
    expect(findSchemaFaults({ schema: changed(from, to), released, declared: [] })).toEqual([]);
  });

  it('not as it stands here', () => {
    const file = (name: string) => readFileSync(join(projectRoot, 'schema', name), 'utf8');
    const declared: DeclaredChange[] = JSON.parse(file('breaking-changes.json'));
    const released = buildSchema(file('released.graphql'));
    expect(findSchemaFaults({ schema: createSchema(), released, declared })).toEqual([]);
  });
});
