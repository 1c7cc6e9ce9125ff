import { addToken, revokeToken } from '../../src/access/access-token.store';
import { whenExpires } from '../../src/access/expiry';
import { Role } from '../../src/access/role';
import { hashOf, makeToken } from '../../src/access/token';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

async function newToken({ expiresAt = null as Date | null, role = Role.EDITOR } = {}) {
  const token = makeToken();
  const { id } = await addToken(service.store.sql, { name: 'Edith', role, hash: hashOf(token), expiresAt });
  return { id, token };
}

async function ask(authorization?: string, query = '{ viewer { name role } }') {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
    body: JSON.stringify({ query }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
  return { status: response.status, headers: response.headers, body: (await response.json()) as any };
}

describe('a token', () => {
  it('says who asks; without one nobody does', async () => {
    const { token } = await newToken();
    expect((await ask(`Bearer ${token}`)).body).toMatchObject({
      data: { viewer: { name: 'Edith', role: 'EDITOR' } },
    });
    expect((await ask(`bearer ${token}`)).status).toBe(200);
    expect((await ask()).body).toMatchObject({ data: { viewer: null } });
  });

  it('is of no use from the request on that follows its revocation', async () => {
    const { id, token } = await newToken();
    expect((await ask(`Bearer ${token}`)).status).toBe(200);
    await revokeToken(service.store.sql, id);
    const { status, body, headers } = await ask(`Bearer ${token}`);
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="reelgraph"');
    expect(body.errors).toEqual([
      { message: 'This token is not valid, or not any more.', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(body.data).toBeUndefined();
  });

  it('is of no use when it has expired', async () => {
    const { token } = await newToken({ expiresAt: new Date(Date.now() - 1000) });
    expect((await ask(`Bearer ${token}`)).status).toBe(401);
    const { token: later } = await newToken({ expiresAt: new Date(Date.now() + 60_000) });
    expect((await ask(`Bearer ${later}`)).status).toBe(200);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'Bearer a b',
    `Bearer ${makeToken()}`,
    "Bearer ' OR 1=1 --",
  ])('is not what "%s" is: the whole request is refused, for reading too', async (authorization) => {
    const { status, body } = await ask(authorization, '{ genres { name } }');
    // fetch does not send an empty header's blanks, and an empty one is one all the same.
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is kept as a hash only', async () => {
    const { token } = await newToken();
    const [{ found }] = (await service.store.sql.query<{ found: number }>(
      `SELECT count(*)::int AS found FROM access_token WHERE access_token::text LIKE '%' || $1 || '%'`,
      [token.slice(3)],
    )) as [{ found: number }];
    expect(found).toBe(0);
  });

  it('of an analyst may not write: FORBIDDEN, with the roles that may', async () => {
    const { token } = await newToken({ role: Role.ANALYST });
    const { status, body } = await ask(
      `Bearer ${token}`,
      'mutation { publishReview(input: { id: "x" }) { userErrors { code } } }',
    );
    expect(status).toBe(200);
    expect(body.errors[0]).toMatchObject({
      message: 'This takes a token with the role EDITOR or ADMIN.',
      extensions: { code: 'FORBIDDEN' },
    });
  });

  it('changes nothing by GET, whoever sends it', async () => {
    const { token } = await newToken();
    const query = 'mutation { publishReview(input: { id: "x" }) { userErrors { code } } }';
    const response = await fetch(`${service.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(405);
  });
});

describe('when a token expires', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  it.each([
    ['12h', '2026-11-23T00:00:00.000Z'],
    ['90d', '2027-02-20T12:00:00.000Z'],
    ['2w', '2026-12-06T12:00:00.000Z'],
    ['1y', '2027-11-22T12:00:00.000Z'],
    ['2026-11-22', '2026-11-22T23:59:59.999Z'],
  ])('%s', (text, expected) => {
    expect(whenExpires(text, now)?.toISOString()).toBe(expected);
  });

  it('never, if that is wanted', () => {
    expect(whenExpires('never', now)).toBeNull();
  });

  it.each(['', '90', 'd', '-1d', '0d', '2026-11-21', '2026-02-30', 'tomorrow', '99999d'])(
    'not "%s"',
    (text) => {
      expect(() => whenExpires(text, now)).toThrow(/^--expires/);
    },
  );
});
