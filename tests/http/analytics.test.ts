import { addToken } from '../../src/access/access-token.store';
import { Role } from '../../src/access/role';
import { hashOf, makeToken } from '../../src/access/token';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
let open: TestService;
beforeAll(async () => {
  [service, open] = await Promise.all([
    startTestService(),
    startTestService({ settings: { DASHBOARD_PUBLIC: 'true' } }),
  ]);
});
afterAll(() => Promise.all([service.stop(), open.stop()]));

async function tokenOf(role: Role, expiresInMs = 60_000, { store }: TestService = service): Promise<string> {
  const token = makeToken();
  const expiresAt = new Date(Date.now() + expiresInMs);
  await addToken(store.sql, { name: 'Ann', role, hash: hashOf(token), expiresAt });
  return token;
}

const figures = '{ analytics { readers { timeZone demoEvents byDay { day } } } }';

async function ask(query: string, { token, at = service }: { token?: string; at?: TestService } = {}) {
  const response = await fetch(`${at.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
  return { status: response.status, body: (await response.json()) as any };
}

describe('figures of readers', () => {
  it.each([Role.ANALYST, Role.EDITOR, Role.ADMIN])('are there for a token of an %s', async (role) => {
    const { body } = await ask(figures, { token: await tokenOf(role) });
    expect(body.errors).toBeUndefined();
    expect(body.data.analytics.readers).toMatchObject({ timeZone: 'UTC', demoEvents: 0 });
    expect(body.data.analytics.readers.byDay.at(-1).day).toBe(new Date().toISOString().slice(0, 10));
  });

  it('are not there without a token, nor with one that has expired or is none', async () => {
    const { body } = await ask(figures);
    expect(body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(body.data).toBeNull();
    for (const token of [await tokenOf(Role.ANALYST, -1_000), makeToken()]) {
      const { status, body } = await ask(figures, { token });
      expect([status, body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect(body.data).toBeUndefined();
    }
  });

  it('are there for everybody where the dashboard is public; an expired token is refused all the same', async () => {
    const { body } = await ask(figures, { at: open });
    expect(body.data.analytics.readers.byDay).toHaveLength(28);
    const token = await tokenOf(Role.ANALYST, -1_000, open);
    expect((await ask(figures, { token, at: open })).status).toBe(401);
  });

  it.each([
    ['readers(from: "2026-02-02", to: "2026-02-01") { from }', /^"from" must not be after "to"/],
    ['readers(from: "2020-01-01", to: "2026-02-01") { from }', /^A period may have 800 days/],
    ['readers(from: "0001-01-01", to: "0001-02-01") { from }', /^"from" must be 2000-01-01 or later/],
    ['readers { articles(first: 101) { under { clicks } } }', /^first must not be greater than 100/],
    ['readers { deadEnds(first: 0) { reading { views } } }', /^first must not be less than 1/],
    ['readers { entries(review: "R2VucmU6MQ") { engagement { clicks } } }', /^This id is of type Genre/],
  ])('%s is told what is wrong', async (fields, message) => {
    const { body } = await ask(`{ analytics { ${fields} } }`, { at: open });
    expect(body.errors[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it.each(['2026-02-30', '23.11.2026', '', '2026-11-23T00:00:00Z', "2026-11-23'; --"])(
    'take no day such as "%s", and do not repeat it',
    async (day) => {
      const { body } = await ask(`{ analytics { readers(from: "${day}") { from } } }`, { at: open });
      expect(body.errors).toHaveLength(1);
      expect(body.errors[0].extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    },
  );
});
