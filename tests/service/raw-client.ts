import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
  status: number;
  headers: Map<string, string>;
  body: string;
}

/** A connection of which every byte is known: what was sent, what was answered, and when it was closed. */
export class RawClient {
  readonly answers: Answer[] = [];
  isClosed = false;
  private received = Buffer.alloc(0);
  private wake: () => void = () => undefined;

  private constructor(readonly socket: Socket) {
    socket.on('error', () => undefined); // shows as an answer that is missing
    socket.on('data', (chunk) => {
      this.received = Buffer.concat([this.received, chunk]);
      for (let answer = this.takeAnswer(); answer; answer = this.takeAnswer()) this.answers.push(answer);
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
    while (!this.isClosed && this.answers.at(-1)?.headers.get('connection') !== 'close') {
      this.send(nextRequest());
      await this.untilAnswered(++asked);
      const ms = thinkMs();
      if (ms > 0) await sleep(ms);
    }
    this.socket.destroy();
    return asked;
  }

  private takeAnswer(): Answer | undefined {
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const [first = '', ...lines] = this.received.toString('latin1', 0, end).split('\r\n');
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const bodyEnd = end + 4 + Number(headers.get('content-length'));
    if (this.received.length < bodyEnd) return undefined;
    const body = this.received.toString('utf8', end + 4, bodyEnd);
    this.received = this.received.subarray(bodyEnd);
    return { status: Number(first.split(' ')[1]), headers, body };
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
