import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HttpAnswer, readAnswers } from '../../support/http-answers';

export interface HttpRequest {
  method?: string;
  path?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

/** Whoever waits so long for a byte is not answered at all. */
const longestWaitMs = 3_000;

/** One request on a connection of its own. A server may answer, and close, before it has read the whole body. */
export function send(port: number, { method = 'POST', path = '/graphql', headers, body }: HttpRequest) {
  return new Promise<HttpAnswer>((resolve, reject) => {
    const sent = request({ port, host: 'localhost', method, path, headers, agent: false }, (response) => {
      let text = '';
      const finish = () => {
        const inHand = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({ status: response.statusCode!, headers: Object.fromEntries(inHand), text });
      };
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', finish).on('error', finish);
    });
    sent.setTimeout(longestWaitMs, () => sent.destroy(new Error('no answer came')));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What is done to a socket, in order: bytes, a pause in milliseconds, the end of our side, a reset. */
export type Step = string | Buffer | number | 'END' | 'RESET';

/**
 * Speaks to the port in its own words.
 * @param answers how many to wait for; the connection is dropped then.
 * @returns the answers, fewer where the server closed the connection before.
 */
export async function speak(port: number, steps: readonly Step[], answers = 1): Promise<HttpAnswer[]> {
  const socket = connect({ port, host: 'localhost', allowHalfOpen: true });
  let received = Buffer.alloc(0);
  const over = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (readAnswers(received).answers.length >= answers) resolve();
    });
    socket.setTimeout(longestWaitMs, resolve);
    socket.on('error', () => resolve()); // reset by the other side, or by us
    socket.on('end', resolve).on('close', resolve);
  });
  let isOver = false;
  over.then(() => {
    isOver = true;
  });
  for (const step of steps) {
    if (isOver) break;
    if (step === 'END') socket.end();
    else if (step === 'RESET') socket.resetAndDestroy();
    else if (typeof step === 'number') await Promise.race([sleep(step), over]);
    else socket.write(step);
  }
  await over;
  socket.destroy();
  return readAnswers(received).answers;
}
