import type { ErrorCode } from '../../../src/errors';
import type { HttpAnswer } from '../../support/http-answers';
import { dataIn, expectFault, type Target } from './target';
import type { HttpRequest } from './wire';

/** The most harmless question there is, to be asked in harmful ways. */
export const ask = { query: '{ __typename }' };
export const asked = JSON.stringify(ask);
const answered = { __typename: 'Query' };
export const json = { 'content-type': 'application/json' };

/** What is sent, and what must come back; where there is no code, the answer to the harmless question. */
export type Row<Sent> = [what: string, sent: Sent, status: number, code?: ErrorCode];

/** Rows go to it by `...row`: to a test that names a parameter which a row lacks, Jest gives a callback to wait for. */
export async function expectAnswer(
  target: Target,
  attack: () => Promise<HttpAnswer | HttpAnswer[]>,
  status: number,
  code?: ErrorCode,
): Promise<void> {
  const [answer] = await target.attack(attack);
  if (!answer) throw new Error('the connection ended without an answer');
  if (code) expectFault(answer, { status, code });
  else {
    expect(answer.status).toBe(status);
    expect(dataIn(answer)).toEqual(answered);
  }
}

export function post(body: unknown, headers: Record<string, string> = {}): HttpRequest {
  return { headers: { ...json, ...headers }, body: JSON.stringify(body) };
}
