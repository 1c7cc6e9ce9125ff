import { serverAudits } from 'graphql-http';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const audits = serverAudits({ url: () => `${service.url}/graphql` });

/** https://github.com/graphql/graphql-http#audit-for-servers */
describe('GraphQL over HTTP', () => {
  it('is audited at all', () => expect(audits.length).toBeGreaterThan(60));

  it.each(audits)('$id $name', async ({ fn }) => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });
});

describe('the status of an operation that cannot be run', () => {
  const ask = (accept: string | undefined, query: string) =>
    fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(accept && { accept }) },
      body: JSON.stringify({ query }),
    });

  it.each([
    [undefined, 200, 'application/json'],
    ['application/json', 200, 'application/json'],
    ['*/*', 200, 'application/json'],
    ['application/graphql-response+json', 400, 'application/graphql-response+json'],
    ['application/graphql-response+json, application/json;q=0.9', 400, 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0.5, application/json', 200, 'application/json'],
  ])('for a client that takes %s is %i, as %s', async (accept, status, type) => {
    for (const query of ['{ review(', '{ nonsense }', 'query A { __typename } query B { __typename }']) {
      const response = await ask(accept, query);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    }
  });
});

describe('a request with a token', () => {
  const ask = (authorization: string) =>
    fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: '{ __typename }' }),
    });

  it.each(['Bearer nonsense', 'nonsense'])('that is not valid is answered 401: %s', async (authorization) => {
    const response = await ask(authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="reelgraph"');
    const { errors } = (await response.json()) as { errors: { extensions: object }[] };
    expect(errors[0]!.extensions).toEqual({ code: 'UNAUTHENTICATED' });
  });

  it('that cannot be looked up is answered without what the store said', async () => {
    await service.store.sql.query('ALTER TABLE access_token RENAME TO access_token_elsewhere');
    const ours = await ask('Bearer rg_x');
    await service.store.sql.query('ALTER TABLE access_token_elsewhere RENAME TO access_token');
    expect(ours.status).toBe(500);
    expect(await ours.json()).toEqual({
      errors: [
        {
          message: 'Something went wrong here. It has been logged.',
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ],
    });
  });
});
