import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { addToken, revokeToken } from '../../../src/access/access-token.store';
import { Role } from '../../../src/access/role';
import { hashOf, makeToken } from '../../../src/access/token';
import { type ErrorCode, errorCodes } from '../../../src/errors';
import { type RunningService, startService } from '../../service/program';
import type { HttpAnswer } from '../../support/http-answers';
import { createStore, sampleTemplate, type TestStore } from '../../support/store';
import { type Hidden, hideSome } from './hidden';
import { type HttpRequest, type Step, send, speak } from './wire';

/** In whatever is secret of a request: it must not turn up in an answer or in the log. */
export const secret = 'hunter2-of-the-caller';
/** In whatever readers must not see. */
export const hiddenWord = 'quagmire';

const longestMs = 1_000;
const mostGrowthBytes = 50_000_000;
/** The machine may have been busy with something else. */
const mostTries = 3;

/** What no answer may tell: our code, its libraries, its folders, its SQL, its neighbours. */
const tellTales = [
  /^\s+at .+:\d+/m,
  /node_modules|\.[jt]s:\d+|\/dist\/|\/src\//,
  /\/(home|tmp|usr|var|work|root|opt)\//,
  /\b(SELECT|INSERT|UPDATE|DELETE) .*\b(FROM|INTO|SET)\b/,
  /postgres|typeorm|\bpg_|\bECONN|\bERR_|FST_|fastify|type-graphql|apollo server/i,
  /syntax error at|relation "|column "|violates .* constraint/,
  /127\.0\.0\.1|::1\b/,
  /RangeError|TypeError|ReferenceError|Maximum call stack|Cannot read propert|is not a function/,
];

export interface Target {
  port: number;
  store: TestStore;
  service: RunningService;
  hidden: Hidden;
  tokens: Record<'editor' | 'analyst' | 'revoked' | 'expired', string>;
  /** An operation, or whatever else is sent in the place of one; strings and bytes as they are. */
  post(body: unknown, headers?: HttpRequest['headers']): Promise<HttpAnswer>;
  send(request: HttpRequest): Promise<HttpAnswer>;
  speak(steps: readonly Step[], answers?: number): Promise<HttpAnswer[]>;
  /**
   * Attacks, and looks at all that must hold whatever was sent: an answer in time that tells nothing, hardly more
   * memory taken than before, and other callers served.
   */
  attack(attack: () => Promise<HttpAnswer | HttpAnswer[]>): Promise<HttpAnswer[]>;
  /** By so much the process has grown since the first attack. */
  grownBytes(): number;
}

/** A service in a process of its own with its default settings, for the tests of a file; it is stopped behind them. */
export function startTarget(): Target {
  const target = {} as Target;
  let usual: string;
  beforeAll(async () => {
    const store = await createStore({ template: sampleTemplate });
    const hidden = await hideSome(store.sql, hiddenWord);
    const service = await startService({
      env: { DATABASE_URL: store.url, LOAD_SAMPLES: 'false', LOG_LEVEL: 'info' },
    });
    const port = Number(new URL(service.url).port);
    const post: Target['post'] = (body, headers = {}) =>
      send(port, {
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      });
    const ask = async () => {
      const { text } = await post({ query: usualQuery });
      return JSON.stringify((JSON.parse(text) as { data: unknown }).data);
    };
    let restingBytes = 0;
    Object.assign(target, {
      port,
      store,
      service,
      hidden,
      tokens: await makeTokens(store),
      post,
      send: (request: HttpRequest) => send(port, request),
      speak: (steps: Step[], answers?: number) => speak(port, steps, answers),
      attack: async (attack: Parameters<Target['attack']>[0]) => {
        const answers = await withinBounds(service.pid, attack, ask);
        for (const answer of answers) expectDiscreet(answer);
        expect(await ask()).toBe(usual);
        return answers;
      },
      grownBytes: () => residentBytes(service.pid) - restingBytes,
    } satisfies Target);
    usual = await ask();
    for (let asked = 0; asked < 200; asked++) await ask(); // what is compiled and cached takes memory once
    restingBytes = residentBytes(service.pid);
    expect(usual).toContain("'Pig' (2021) - Movie Review");
  });
  afterAll(async () => {
    const { stderr } = await target.service.stop();
    await target.store.drop();
    expect(stderr).not.toContain(secret);
    const lines = stderr.split('\n').filter(Boolean);
    for (const line of lines) expect(line.length).toBeLessThan(10_000);
    const faults = lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
    expect(faults).toEqual([]);
  });
  return target;
}

const usualQuery = `{
  review(slug: "pig") { headline film { title } author { name } related(first: 1) { totalCountPrecision } }
  reviews(filter: { text: "${hiddenWord}" }) { totalCount }
}`;

async function makeTokens({ sql }: TestStore): Promise<Target['tokens']> {
  const make = async (role: Role, expiresAt: Date | null = null) => {
    const token = makeToken();
    const { id } = await addToken(sql, { name: `the ${role}`, role, hash: hashOf(token), expiresAt });
    return { token, id };
  };
  const revoked = await make(Role.EDITOR);
  await revokeToken(sql, revoked.id);
  return {
    editor: (await make(Role.EDITOR)).token,
    analyst: (await make(Role.ANALYST)).token,
    revoked: revoked.token,
    expired: (await make(Role.EDITOR, new Date(Date.now() - 1000))).token,
  };
}

async function withinBounds(
  pid: number,
  attack: () => Promise<HttpAnswer | HttpAnswer[]>,
  rest: () => Promise<unknown>,
): Promise<HttpAnswer[]> {
  for (let tries = 1; ; tries++) {
    const bytesBefore = residentBytes(pid);
    const startedAt = performance.now();
    const answers = [await attack()].flat();
    const ms = performance.now() - startedAt;
    const grownBytes = await growthWhenQuiet(pid, bytesBefore, rest);
    if (tries < mostTries && (ms > longestMs || grownBytes > mostGrowthBytes)) continue;
    expect(ms).toBeLessThanOrEqual(longestMs);
    expect(grownBytes).toBeLessThanOrEqual(mostGrowthBytes);
    return answers;
  }
}

/** Garbage is collected some time after it was made. */
async function growthWhenQuiet(pid: number, bytesBefore: number, rest: () => Promise<unknown>) {
  const growth = () => residentBytes(pid) - bytesBefore;
  for (let waited = 0; growth() > mostGrowthBytes && waited < 20; waited++) {
    await rest();
    await sleep(50);
  }
  return growth();
}

/** 0 where the system does not tell. */
function residentBytes(pid: number): number {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 0;
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))![1]) * 1024;
}

function expectDiscreet({ headers, text }: HttpAnswer): void {
  const told = text + JSON.stringify(headers);
  for (const tellTale of tellTales) expect(told).not.toMatch(tellTale);
  expect(told).not.toContain(hiddenWord);
  expect(text.length).toBeLessThan(1_000_000);
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('server');
}

/** The answer is a fault in the form of GraphQL, with a code of the closed table. */
export function expectFault(
  { status, text }: HttpAnswer,
  expected: { status: number; code: ErrorCode },
): void {
  expect({ status, code: codesIn(text)[0] }).toEqual(expected);
}

/** The codes of the errors of an answer, in order; all of the closed table. */
export function codesIn(text: string): ErrorCode[] {
  const { errors = [] } = JSON.parse(text) as {
    errors?: { message: string; extensions: { code: ErrorCode } }[];
  };
  for (const { message, extensions } of errors) {
    expect(message).toMatch(/\S/);
    expect(Object.keys(errorCodes)).toContain(extensions.code);
  }
  return errors.map(({ extensions }) => extensions.code);
}

export function dataIn({ text }: HttpAnswer): unknown {
  return (JSON.parse(text) as { data?: unknown }).data;
}
