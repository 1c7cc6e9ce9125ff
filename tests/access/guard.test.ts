import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { guardedFields } from '../../src/access/guard';
import { Role } from '../../src/access/role';
import { createSchema } from '../../src/graphql/schema';
import { createApi, type TestApi } from '../support/api';

/** Who may, said once more by hand: a guard that is changed, or forgotten, is to be seen here. */
const whoMay: Record<string, Role[]> = {
  'Mutation.acceptMatch': [Role.EDITOR, Role.ADMIN],
  'Mutation.activateProfile': [Role.EDITOR, Role.ADMIN],
  'Mutation.createProfile': [Role.EDITOR, Role.ADMIN],
  'Mutation.createReview': [Role.EDITOR, Role.ADMIN],
  'Mutation.hideRelated': [Role.EDITOR, Role.ADMIN],
  'Mutation.mergeFilms': [Role.EDITOR, Role.ADMIN],
  'Mutation.mergePeople': [Role.EDITOR, Role.ADMIN],
  'Mutation.pinRelated': [Role.EDITOR, Role.ADMIN],
  'Mutation.proposeProfile': [Role.EDITOR, Role.ADMIN],
  'Mutation.publishReview': [Role.EDITOR, Role.ADMIN],
  'Mutation.putProposalAside': [Role.EDITOR, Role.ADMIN],
  'Mutation.rejectMatch': [Role.EDITOR, Role.ADMIN],
  'Mutation.releaseRelated': [Role.EDITOR, Role.ADMIN],
  'Mutation.removeCredits': [Role.EDITOR, Role.ADMIN],
  'Mutation.retractReview': [Role.EDITOR, Role.ADMIN],
  'Mutation.rollBackProfile': [Role.EDITOR, Role.ADMIN],
  'Mutation.splitFilm': [Role.EDITOR, Role.ADMIN],
  'Mutation.splitPerson': [Role.EDITOR, Role.ADMIN],
  'Mutation.undoMatching': [Role.EDITOR, Role.ADMIN],
  'Mutation.updateReview': [Role.EDITOR, Role.ADMIN],
  'Mutation.upsertCredits': [Role.EDITOR, Role.ADMIN],
  'Mutation.upsertFilm': [Role.EDITOR, Role.ADMIN],
  'Mutation.upsertPerson': [Role.EDITOR, Role.ADMIN],
  'Query.analytics': [Role.ANALYST, Role.EDITOR, Role.ADMIN],
  'Query.auditTrail': [Role.EDITOR, Role.ADMIN],
  'Query.matches': [Role.EDITOR, Role.ADMIN],
  'Query.profilePreview': [Role.EDITOR, Role.ADMIN],
  'Query.profiles': [Role.ANALYST, Role.EDITOR, Role.ADMIN],
  'Query.unpublishedReviews': [Role.EDITOR, Role.ADMIN],
  'Review.editorialRules': [Role.EDITOR, Role.ADMIN],
  'Review.editorialRulesElsewhere': [Role.EDITOR, Role.ADMIN],
};

const schema = createSchema();
const askers = ['nobody', ...Object.values(Role)] as const;

let api: TestApi;
const execute: Record<string, TestApi['execute']> = {};
beforeAll(async () => {
  api = await createApi();
  execute.nobody = api.execute;
  for (const role of Object.values(Role)) execute[role] = (await api.as(role)).execute;
});
afterAll(() => api.drop());

describe('the guarded fields', () => {
  it('are these', () => {
    expect(
      guardedFields(schema)
        .map(({ field }) => field)
        .sort(),
    ).toEqual(Object.keys(whoMay).sort());
  });

  it('are all there is of Mutation', () => {
    const mutations = Object.keys(schema.getMutationType()!.getFields()).map((name) => `Mutation.${name}`);
    expect(Object.keys(whoMay)).toEqual(expect.arrayContaining(mutations));
  });

  it.each(guardedFields(schema))('say for whom they are: $field', ({ field, onlyFor }) => {
    const [typeName, name] = field.split('.') as [string, string];
    const type = schema.getType(typeName);
    const { description } = (isObjectType(type) && type.getFields()[name]) || {};
    expect(description).toMatch(
      new RegExp(`\\. Takes a token with the role ${[...onlyFor, Role.ADMIN].join(' or ')}\\.$`),
    );
  });

  it.each(
    Object.entries(whoMay).flatMap(([field, roles]) =>
      askers.map((asker) => ({ field, asker, mayAsk: roles.includes(asker as Role) })),
    ),
  )('$field, asked by $asker: allowed is $mayAsk', async ({ field, asker, mayAsk }) => {
    const { data, errors = [] } = await execute[asker]!(questionFor(field));
    const codes = errors.map(({ extensions }) => extensions.code);
    if (mayAsk) {
      expect(codes).not.toContain('UNAUTHENTICATED');
      expect(codes).not.toContain('FORBIDDEN');
    } else {
      expect(codes).toEqual([asker === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN']);
      expect(JSON.stringify(data ?? null)).toMatch(/^(null|\{"\w+":(null|\{"\w+":null\})\})$/);
    }
  });
});

/** Where a field of another type than the roots is found. */
const ways: Record<string, [string, string]> = { Review: ['{ review(slug: "pig") {', '} }'] };

/** A document that asks for the field, with whatever it cannot be asked without. */
function questionFor(field: string): string {
  const [typeName, name] = field.split('.') as [string, string];
  const type = schema.getType(typeName);
  const asked = isObjectType(type) && type.getFields()[name];
  if (!asked) throw new Error(`there is no ${field}`);
  const given = asked.args
    .filter(isRequiredArgument)
    .map((argument) => `${argument.name}: ${anyValueOf(argument.type)}`);
  const args = given.length > 0 ? `(${given.join(', ')})` : '';
  const [before, after] = ways[typeName] ?? [`${typeName.toLowerCase()} {`, '}'];
  return `${before} ${name}${args} { __typename } ${after}`;
}

function anyValueOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return anyValueOf(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${anyValueOf(field.type)}`).join(', ')} }`;
  }
  return { Int: '1', Float: '1', Boolean: 'true', DateTime: '"2020-01-01T00:00:00Z"' }[type.name] ?? '"x"';
}
