import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { codeBlocks } from '../../support/documents';
import { startTestService, type TestService } from '../../support/service';

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
  data?: any;
  errors?: { message: string; locations?: unknown; extensions: { code: string } }[];
  extensions?: { cost: { requestedQueryCost: number; actualQueryCost?: number; maximumQueryCost: number } };
}

async function post(service: TestService, body: unknown): Promise<Answer> {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

/** Lines of the metrics that say how often a limit was hit. */
async function limitsHit(service: TestService): Promise<string[]> {
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  return metrics.split('\n').filter((line) => line.startsWith('reelgraph_limits_hit_total'));
}

const doubling = (levels: number) =>
  `{ ...F0 } ${Array.from({ length: levels }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F${levels} on Query { __typename }`;

/** Two fields on each level, each with the next level within. */
const doublingFields = (levels: number) =>
  `{ films(first: 1) { nodes { ...F0 } } } ${Array.from({ length: levels }, (_, i) => `fragment F${i} on Film { related(first: 1) { nodes { ...F${i + 1} } } reviews(first: 1) { nodes { film { ...F${i + 1} } } } }`).join(' ')} fragment F${levels} on Film { title }`;

/** Five fields within one another, and two more for each level. */
const nested = (levels: number) =>
  `{ genre(slug: "drama") { films(first: 1) { nodes { ${'related(first: 1) { nodes { '.repeat(levels)} genres { name } ${'} }'.repeat(levels)} } } } }`;

const aliased = (count: number) =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;

describe('by default', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService();
  });
  afterAll(() => service.stop());

  it.each([
    [
      'fields within one another',
      nested(6),
      'MAX_DEPTH: the operation has 17 fields within one another, and at most 15 are allowed.',
    ],
    ['aliases', aliased(31), 'MAX_ALIASES: the operation has 31 aliases, and at most 30 are allowed.'],
    [
      'an alias that is long',
      `{ ${'a'.repeat(101)}: __typename }`,
      'MAX_ALIASES: the operation has 101 characters in an alias, and at most 100 are allowed.',
    ],
    [
      'aliases in a fragment',
      `{ ...F } fragment F on Query ${aliased(31)}`,
      'MAX_ALIASES: the operation has 31 aliases, and at most 30 are allowed.',
    ],
    [
      'directives',
      `{ ${'__typename @include(if: true) '.repeat(31)} }`,
      'MAX_DIRECTIVES: the operation has 31 directives, and at most 30 are allowed.',
    ],
    [
      'objects',
      '{ films(first: 100) { nodes { cast(first: 100) { nodes { person { name } } } } } }',
      /^MAX_COST: the operation has 20,100 points of cost, and at most [\d,]+ are allowed\.$/,
    ],
    [
      'words',
      `{ ${'__typename '.repeat(2000)} }`,
      'MAX_TOKENS: the document has more than 2,000 words and signs, the most that are allowed.',
    ],
    [
      'blank lines',
      `${'\n'.repeat(400_000)} { __typename }`,
      'MAX_TOKENS: the document has more than 50,000 characters, the most that are allowed; send long texts as variables.',
    ],
    [
      'the same field',
      `{ ${'genres { name } '.repeat(490)} }`,
      'MAX_TOKENS: the document asks for the same fields too often to be checked.',
    ],
    [
      'fragments that double one another',
      doublingFields(5),
      'MAX_DEPTH: the operation has 18 fields within one another, and at most 15 are allowed.',
    ],
    [
      'arrays of operations',
      [{ query: '{ __typename }' }],
      'MAX_BATCH: this service takes one operation in a request, and no arrays.',
    ],
  ])('too many are refused with one line: %s', async (_what, asked, message) => {
    const { status, data, errors } = await post(
      service,
      typeof asked === 'string' ? { query: asked } : asked,
    );
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: typeof message === 'string' ? message : expect.stringMatching(message),
        extensions: { code: 'LIMIT_EXCEEDED' },
      },
    ]);
    expect(status).toBe(400);
  });

  it('are counted, by setting', async () => {
    const before = await limitsHit(service);
    await post(service, { query: aliased(31) });
    await post(service, { query: `{ ${'__typename '.repeat(2000)} }` });
    const hits = (lines: string[], limit: string) =>
      Number(lines.find((line) => line.includes(`"${limit}"`))?.split(' ')[1] ?? 0);
    const after = await limitsHit(service);
    for (const limit of ['MAX_ALIASES', 'MAX_TOKENS'])
      expect(hits(after, limit)).toBe(hits(before, limit) + 1);
  });

  it.each([
    ['fragments that repeat one another', doubling(140)],
    ['aliases, as many as are allowed', aliased(30)],
    ['fields within one another, as many as are allowed', nested(5)],
  ])('what is small enough is answered: %s', async (_what, query) => {
    const { errors, data } = await post(service, { query });
    expect(errors).toBeUndefined();
    expect(data).toBeDefined();
  });

  it('leaves a page that is too large to the list, which says so and answers the others', async () => {
    const { status, data, errors } = await post(service, {
      query: '{ review(slug: "pig") { slug film { cast(first: 1000000000) { nodes { character } } } } }',
    });
    expect(status).toBe(200);
    expect(errors).toMatchObject([
      { message: 'first must not be greater than 100', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(data).toEqual({ review: null });
  });

  it('lets GraphiQL and relay-compiler ask for the whole schema', async () => {
    const query = getIntrospectionQuery({
      inputValueDeprecation: true,
      schemaDescription: true,
      specifiedByUrl: true,
    });
    const { data, extensions } = await post(service, { query });
    expect(buildClientSchema(data).getType('Review')).toBeDefined();
    expect(extensions!.cost.requestedQueryCost).toBeGreaterThan(100);
    expect(extensions!.cost.requestedQueryCost).toBeLessThan(500);
  });

  it('tells what an operation costs, by what it asks for and by what it was answered', async () => {
    const { extensions } = await post(service, { query: codeBlocks('README.md', 'graphql')[0] });
    // The review, the list, and two reviews of a film each with up to five reasons; there are three of each.
    expect(extensions).toEqual({
      cost: { requestedQueryCost: 25, actualQueryCost: 21, maximumQueryCost: expect.any(Number) },
    });
  });

  it('tells it where an operation is refused too', async () => {
    const { extensions } = await post(service, {
      query: '{ films(first: 100) { nodes { cast(first: 100) { nodes { person { name } } } } } }',
    });
    expect(extensions).toEqual({
      cost: { requestedQueryCost: 20_100, maximumQueryCost: expect.any(Number) },
    });
  });

  it('says in which line a field is that fails', async () => {
    const { errors } = await post(service, { query: '{\n  review(slug: "pig") { excerpt(words: 0) }\n}' });
    expect(errors).toMatchObject([{ locations: [{ line: 2, column: 25 }] }]);
  });

  it('does not look up a thousand lines for each of a hundred errors', async () => {
    const query = `${'\n'.repeat(20_000)}{ reviews(first: 100) { nodes { ${'excerpt(words: 0) '.repeat(250)} } } }`;
    const { errors } = await post(service, { query });
    expect(errors!.length).toBeGreaterThan(0);
    for (const { locations } of errors!) expect(locations).toBeUndefined();
  });
});

describe('with settings of the operator’s own', () => {
  it('takes arrays of so many operations, smaller pages, and answers nothing of the schema', async () => {
    const service = await startTestService({
      settings: { MAX_BATCH: '2', MAX_PAGE_SIZE: '10', INTROSPECTION: 'false' },
    });
    const typename = { query: '{ __typename }' };
    try {
      const answers = Object.values(await post(service, [typename, typename]));
      expect(answers).toHaveLength(3);
      const refused = async (body: unknown) => (await post(service, body)).errors;
      expect(await refused([typename, typename, typename])).toEqual([
        {
          message: 'MAX_BATCH: the request has 3 operations, and at most 2 are allowed.',
          extensions: { code: 'LIMIT_EXCEEDED' },
        },
      ]);
      expect(await refused([])).toEqual([
        { message: 'The array holds no operation.', extensions: { code: 'BAD_REQUEST' } },
      ]);
      for (const query of ['{ films { totalCount } }', '{ films(last: 11) { totalCount } }'])
        expect(await refused({ query })).toMatchObject([
          {
            message: expect.stringMatching(/^MAX_PAGE_SIZE: .* (11|20) entries on a page, and at most 10/),
            extensions: { code: 'LIMIT_EXCEEDED' },
          },
        ]);
      expect(await refused({ query: '{ films(first: 10) { totalCount } }' })).toBeUndefined();
      expect(await refused({ query: '{ __schema { types { name } } }' })).toMatchObject([
        {
          message: 'Introspection is off here: __schema and __type are not answered.',
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ]);
      for (const query of [
        '{ reviewz { totalCount } }',
        '{ reviews(frist: 1) { totalCount } }',
        '{ reviews(orderBy: { field: RATINGS }) { totalCount } }',
        '{ reviews(filter: { tex: "a" }) { totalCount } }',
        '{ node(id: "a") { ... on Reviews { id } } }',
        '{ __typename @skipp }',
      ])
        expect(JSON.stringify(await refused({ query }))).not.toContain('Did you mean');
    } finally {
      await service.stop();
    }
  });
});
