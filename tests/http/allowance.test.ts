import { GraphQLError } from 'graphql';
import { Allowances } from '../../src/http/allowance';
import { clientAt } from '../../src/http/rate-limit';

let now = 0;
let refusals = 0;
function allowances({ points = 10, mostClients = 10 } = {}): Allowances {
  now = 1_000;
  refusals = 0;
  return new Allowances({ points, mostClients, onRefusal: () => refusals++, now: () => now });
}

/** What is told of an attempt to spend; null where it could. */
function refusal(spend: () => void) {
  try {
    spend();
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(GraphQLError);
    const { extensions, message } = error as GraphQLError;
    const { status, headers } = (extensions.http ?? {}) as { status?: number; headers?: Map<string, string> };
    return { code: extensions.code, message, status, wait: headers?.get('retry-after') };
  }
}

describe('what a client may spend in a minute', () => {
  it('is its own, and is refused when it is gone, with the seconds until the minute ends', () => {
    const clients = allowances();
    clients.of('a').spend(7);
    clients.of('a').spend(3);
    expect(clients.of('a').left).toBe(0);
    now += 17_500;
    expect(refusal(() => clients.of('a').spend(1))).toEqual({
      code: 'RATE_LIMITED',
      message: 'Too much was asked for in a minute. Ask again in 43 s.',
      status: 429,
      wait: '43',
    });
    expect(refusals).toBe(1);
    expect(refusal(() => clients.of('b').spend(9))).toBeNull();
  });

  it('is whole again after the minute, and not before', () => {
    const clients = allowances();
    clients.of('a').spend(10);
    now += 59_999;
    expect(refusal(() => clients.of('a').spend(1))).toMatchObject({ wait: '1' });
    now += 1;
    expect(refusal(() => clients.of('a').spend(9))).toBeNull();
    expect(clients.of('a').left).toBe(1);
  });

  it('loses nothing to what is refused, and gets back what was not needed, but no more', () => {
    const client = allowances().of('a');
    client.spend(6);
    expect(refusal(() => client.spend(5))).not.toBeNull();
    expect(client.left).toBe(4);
    client.giveBack(5);
    expect(client.left).toBe(9);
    client.giveBack(5);
    expect(client.left).toBe(10);
  });

  it('is never enough for what costs as much as a whole minute, which says so', () => {
    const client = allowances().of('a');
    expect(refusal(() => client.spend(11))).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message:
        'The operation costs 11 points, and a client may spend 10 in a minute (RATE_LIMIT). Ask for less at once.',
      status: undefined,
    });
  });

  it('is kept of so many clients, those that came last', () => {
    const clients = allowances({ mostClients: 4 });
    for (const name of ['a', 'b', 'c', 'd', 'e']) clients.of(name).spend(10);
    expect(['c', 'd', 'e'].map((name) => clients.of(name).left)).toEqual([0, 0, 0]);
    expect(clients.of('a').left).toBe(10);
    for (let i = 0; i < 1_000; i++) {
      clients.of(`client ${i}`);
      expect(clients.size).toBeLessThanOrEqual(4);
    }
  });

  it('is forgotten when others come after the minute', () => {
    const clients = allowances({ mostClients: 100 });
    for (const name of ['a', 'b', 'c']) clients.of(name);
    now += 60_000;
    clients.of('d');
    now += 60_000;
    clients.of('e');
    expect(clients.size).toBe(2);
  });
});

describe('one client is', () => {
  it.each([
    ['an IPv4 address', ['192.0.2.7', '::ffff:192.0.2.7', '::ffff:c000:207'], '192.0.2.7'],
    [
      'a network of IPv6 addresses',
      ['2001:db8:1:2::1', '2001:0DB8:1:2:ffff:0:0:1', '2001:db8:1:2::'],
      '2001:db8:1:2',
    ],
    ['a network on a cable', ['fe80::1%eth0', 'fe80::2'], 'fe80:0:0:0'],
    ['whatever is no address', ['', 'unknown', '192.0.2.7:80', 'x'.repeat(10_000)], 'unknown'],
  ])('%s', (_what, addresses, client) => {
    expect(addresses.map(clientAt)).toEqual(addresses.map(() => client));
  });

  it('not another', () => {
    expect(clientAt('192.0.2.7')).not.toBe(clientAt('192.0.2.8'));
    expect(clientAt('2001:db8:1:2::1')).not.toBe(clientAt('2001:db8:1:3::1'));
  });
});
