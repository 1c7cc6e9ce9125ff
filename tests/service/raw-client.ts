import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HttpAnswer, readAnswers } from '../support/http-answers';

/** A connection of which every byte is known: what was sent, what was answered, and when it was closed. */
export class RawClient {
  readonly answers: HttpAnswer[] = [];
  isClosed = false;
  private unread: Buffer = Buffer.alloc(0);
  private wake: () => void = () => undefined;

  private constructor(readonly socket: Socket) {
    socket.on('error', () => undefined); // shows as an answer that is missing
    socket.on('data', (chunk) => {
      const { answers, rest } = readAnswers(Buffer.concat([this.unread, chunk]));
      this.answers.push(...answers);
      this.unread = rest;
      this.wake();
    });
    socket.once('close', () => {
      this.isClosed = true;
      this.wake();
    });
    socket.once('end', () => {
      this.isClosed = true;
      this.wake();
    });
  }

  static async connect(url: string): Promise<RawClient> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  send(...requests: string[]): void {
    this.socket.write(requests.join(''));
  }

  /** @returns when so many answers have come in all, or the connection is closed. */
  async untilAnswered(count: number): Promise<void> {
    while (this.answers.length < count && !this.isClosed) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Asks again and again, until an answer says that it is the last, or the connection is closed. */
  async keepAsking(nextRequest: () => string, { thinkMs }: { thinkMs: () => number }): Promise<number> {
    let asked = 0;
    while (!this.isClosed && this.answers.at(-1)?.headers.connection !== 'close') {
      this.send(nextRequest());
      await this.untilAnswered(++asked);
      const ms = thinkMs();
      if (ms > 0) await sleep(ms);
    }
    this.socket.destroy();
    return asked;
  }
}

export function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\n\r\n`;
}

/** @param token sent along where there is one. */
export function post(body: object, { token }: { token?: string } = {}): string {
  const text = JSON.stringify(body);
  return [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    ...(token ? [`authorization: Bearer ${token}`] : []),
    `content-length: ${Buffer.byteLength(text)}`,
    '',
    text,
  ].join('\r\n');
}
