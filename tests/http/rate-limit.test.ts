import { addToken } from '../../src/access/access-token.store';
import { Role } from '../../src/access/role';
import { hashOf, makeToken } from '../../src/access/token';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ settings: { RATE_LIMIT: '5', CORS_ORIGINS: '*' } });
});
afterAll(() => service.stop());

let addresses = 0;
/** Of one that has not asked before, told by the proxy that this test is. */
const newAddress = () => `198.51.100.${++addresses}`;

const ask = (headers: Record<string, string>, path = '/graphql') =>
  fetch(service.url + path, {
    ...(path === '/graphql' && { method: 'POST', body: '{"query":"{ __typename }"}' }),
    headers: { 'content-type': 'application/json', ...headers },
  });
const from = (address: string) => ({ 'x-forwarded-for': address });

const leftBy = ({ headers }: Response) => Number(/r=(\d+)/.exec(headers.get('ratelimit')!)![1]);

/** Until it is refused. @returns the statuses, and the refusal. */
async function askOn(headers: Record<string, string>) {
  const statuses: number[] = [];
  for (;;) {
    const answer = await ask(headers);
    statuses.push(answer.status);
    if (answer.status !== 200 || statuses.length > 20) return { statuses, refusal: answer };
  }
}

it('a client that has spent its minute is told how long to wait, in the form of GraphQL', async () => {
  const { statuses, refusal } = await askOn(from(newAddress()));
  expect(statuses.at(-1)).toBe(429);
  expect(statuses.length).toBeLessThanOrEqual(6);
  expect(await refusal.json()).toMatchObject({
    errors: [
      {
        message: expect.stringMatching(/^Too much was asked for in a minute\. Ask again in \d+ s\.$/),
        extensions: { code: 'RATE_LIMITED' },
      },
    ],
  });
  const wait = Number(refusal.headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(60);
  expect(refusal.headers.get('ratelimit')).toMatch(/^"points";r=0;t=\d+$/);
  expect(refusal.headers.get('access-control-allow-origin')).toBe('*');
});

it('every answer tells what is left', async () => {
  const address = newAddress();
  const answer = await ask(from(address));
  expect(answer.headers.get('ratelimit-policy')).toBe('"points";q=5;w=60');
  expect(leftBy(answer)).toBeLessThan(5);
  expect(leftBy(await ask(from(address)))).toBeLessThan(leftBy(answer));
});

it('what is not there costs too, and health is never refused', async () => {
  const client = from(newAddress());
  const statuses = [];
  for (let i = 0; i < 7; i++) statuses.push((await ask(client, '/no-such')).status);
  expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429]);
  expect((await ask(client, '/healthz')).status).toBe(200);
  expect((await ask(client, '/readyz')).status).toBe(200);
});

it('an exempt client is neither limited nor told of a limit', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask({})));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(answers[0]!.headers.get('ratelimit')).toBeNull();
});

it('a token spends its own minute, wherever it comes from, and the address pays for the door', async () => {
  const token = makeToken();
  const held = { name: 'x', role: Role.EDITOR, hash: hashOf(token), expiresAt: null };
  await addToken(service.store.sql, held);
  const holder = { authorization: `Bearer ${token}` };
  await ask({ ...holder, ...from(newAddress()) });
  await ask({ ...holder, ...from(newAddress()) });
  const address = newAddress();
  const byToken = await ask({ ...holder, ...from(address) });
  const byAddress = await ask(from(newAddress()));
  expect(leftBy(byToken)).not.toBe(leftBy(byAddress));
  expect(leftBy(await ask(from(address), '/no-such'))).toBe(3);
});

it.each([
  ['a list', '203.0.113.200, 198.51.100.250'],
  ['garbage in front', `${'x'.repeat(5_000)}, 198.51.100.251`],
  ['nothing between commas', ',,, ,198.51.100.252'],
])('only the last address that no proxy has vouched for counts: %s', async (_what, list) => {
  const [, address] = /(198.*)$/.exec(list)!;
  const first = await ask({ 'x-forwarded-for': list }, '/no-such');
  expect(leftBy(first)).toBe(4);
  expect(leftBy(await ask(from(address!), '/no-such'))).toBe(3);
});

it('what a proxy passes on that is no address is one client, and is not exempt', async () => {
  const first = await ask(from('unknown'), '/no-such');
  const second = await ask(from('::::'), '/no-such');
  expect(leftBy(first)).toBe(4);
  expect(leftBy(second)).toBe(3);
});

it('what a proxy hands on that is not believed is not exempt, even where the proxy is', async () => {
  const wary = await startTestService({ settings: { RATE_LIMIT: '5', TRUST_PROXY: 'none' } });
  const statusOf = async (headers: Record<string, string>) =>
    (await fetch(`${wary.url}/no-such`, { headers })).status;
  for (let i = 0; i < 5; i++) expect(await statusOf(from(newAddress()))).toBe(404);
  expect(await statusOf(from(newAddress()))).toBe(429);
  expect(await statusOf({})).toBe(404);
  await wary.stop();
});

it('refusals are counted by their limit', async () => {
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  expect(metrics).toMatch(/^reelgraph_limits_hit_total\{limit="RATE_LIMIT"\} [1-9]/m);
});

it('addresses that no trusted proxy tells of are not believed; a limit of 0 is none', async () => {
  const wary = await startTestService({
    settings: { RATE_LIMIT: '5', RATE_LIMIT_EXEMPT: 'none', TRUST_PROXY: 'none' },
  });
  const free = await startTestService({ settings: { RATE_LIMIT: '0', RATE_LIMIT_EXEMPT: 'none' } });
  const statuses = async (url: string) => {
    const answers = [];
    for (let i = 0; i < 7; i++) answers.push(await fetch(`${url}/no-such`, { headers: from(newAddress()) }));
    return answers.map(({ status }) => status);
  };
  expect(await statuses(wary.url)).toEqual([404, 404, 404, 404, 404, 429, 429]);
  expect(await statuses(free.url)).toEqual(Array(7).fill(404));
  await wary.stop();
  await free.stop();
});
