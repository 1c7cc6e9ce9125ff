import { Gate } from '../../../src/graphql/limits/gate';
import { scrape } from '../../support/metrics';
import { startTestService } from '../../support/service';

describe('the gate', () => {
  const refusals: string[] = [];
  const gateOf = (maxCostAtOnce: number) =>
    new Gate({ maxCostAtOnce, requestTimeoutMs: 100 }, () => refusals.push('refused'));
  const [a, b, c] = [{}, {}, {}];
  beforeEach(() => refusals.splice(0));

  it('lets in what there are points for, 10 beside what each asks for, until they leave', async () => {
    const gate = gateOf(50);
    await gate.enter(a, 10, undefined);
    await gate.enter(b, 20, undefined);
    const waiting = gate.enter(c, 5, undefined);
    gate.leave(a);
    gate.leave(a); // who is not inside takes nothing along
    await waiting;
    await expect(gate.enter(a, 10, undefined)).rejects.toThrow('More is asked of this service');
    expect(refusals).toHaveLength(1);
  });

  it('lets an operation in by itself that is larger than all that may run at once', async () => {
    const gate = gateOf(50);
    await gate.enter(a, 1_000, undefined);
    await expect(gate.enter(b, 0, undefined)).rejects.toMatchObject({
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    });
    gate.leave(a);
    await gate.enter(b, 1_000, undefined);
  });

  it('tells nobody to come again who has gone', async () => {
    const gate = gateOf(50);
    const leaving = new AbortController();
    await gate.enter(a, 50, undefined);
    const waiting = gate.enter(b, 1, leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(gate.enter(b, 1, leaving.signal)).rejects.toThrow('gone');
    expect(refusals).toEqual([]);
    gate.leave(a);
    await gate.enter(b, 50, undefined);
  });
});

it('operations that would have to wait too long are told to come again, and run when there is room', async () => {
  const service = await startTestService({
    settings: {
      MAX_COST_AT_ONCE: '30',
      REQUEST_TIMEOUT_MS: '2000',
      RATE_LIMIT: '100',
      RATE_LIMIT_EXEMPT: 'none',
    },
  });
  const { url, store } = service;
  const ask = () => fetch(`${url}/graphql?query={genres{name}}`);
  const answers = await store.dataSource.transaction(async (manager) => {
    await manager.query('LOCK TABLE genre IN ACCESS EXCLUSIVE MODE');
    return Promise.all([ask(), ask()]);
  });
  const [refused, timedOut] = answers.sort((one, other) => one.status - other.status) as [Response, Response];
  expect(timedOut.status).toBe(504);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  const { errors, extensions } = (await refused.json()) as { errors: object[]; extensions: object };
  expect(errors).toEqual([
    {
      message: 'More is asked of this service than it can answer at once. Try again in a moment.',
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    },
  ]);
  expect(extensions).toEqual({ cost: { requestedQueryCost: 25, maximumQueryCost: 10_000 } });
  const answer = await ask();
  expect(answer.status).toBe(200);
  // Of the two that were not answered, 1 each at the door and 1 each for the operation; of the third, 1 and 19.
  expect(answer.headers.get('ratelimit')).toMatch(/;r=76;/);
  const { values } = await scrape(url);
  expect(values.get('reelgraph_limits_hit_total{limit="MAX_COST_AT_ONCE"}')).toBe(1);
  await service.stop();
});
