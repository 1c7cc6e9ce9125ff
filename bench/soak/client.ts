import { Agent, request } from 'node:http';

export interface Outcome {
  /** What was answered; empty where nothing was. */
  body: string;
  /** Milliseconds from the call to the last byte. */
  ms: number;
  /** The code of the first error, or what became of the connection; undefined where all went well. */
  fault: string | undefined;
}

const connections = 64;

/** Asks over connections that stay open. What goes wrong is an outcome, not an error. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });

  constructor(
    private readonly graphqlUrl: string,
    private readonly token?: string,
  ) {}

  ask(body: string): Promise<Outcome> {
    const startedAt = performance.now();
    return new Promise((resolve) => {
      const end = (text: string, fault: string | undefined) =>
        resolve({ body: text, ms: performance.now() - startedAt, fault });
      const failed = (error: NodeJS.ErrnoException) => end('', error.code ?? error.message);
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(this.token && { authorization: `Bearer ${this.token}` }),
      };
      request(this.graphqlUrl, { method: 'POST', agent: this.agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => end(text, faultIn(response.statusCode, text)));
        response.on('error', failed);
      })
        .on('error', failed)
        .end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function faultIn(status: number | undefined, text: string): string | undefined {
  if (status === 200 && !text.includes('"errors":')) return undefined;
  const [, code] = /"code":"(\w+)"/.exec(text) ?? [];
  return code ?? `HTTP ${status}`;
}
