import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { readWidget, serveWidget } from '../../../src/http/widget';

interface Wish {
  review: string;
  first: number;
}

export interface Beacon {
  view: string;
  list: string;
  events: { kind: string; slot: number; ageMs: number }[];
}

/** A service that serves the real widget, and answers what a test has it answer. */
export class StandInService {
  /** What was asked for, request by request. */
  readonly asked: Wish[][] = [];
  readonly beacons: Beacon[] = [];
  /** What /graphql answers; a full list of related reviews for each that is asked for, unless told. */
  answer: (of: Wish[], reply: FastifyReply) => unknown = (of) => answerTo(of);

  private constructor(
    private readonly http: FastifyInstance,
    readonly url: string,
    readonly integrity: string,
  ) {}

  static async start(): Promise<StandInService> {
    const http = Fastify({ forceCloseConnections: true });
    await serveWidget(http, { publicUrl: '', host: '127.0.0.1' });
    const integrity = (await readWidget()).script.integrity;
    const url = await listen(http, async () => {
      http.get<{ Querystring: { variables: string } }>('/graphql', (request, reply) => {
        reply.header('access-control-allow-origin', '*');
        const { of } = JSON.parse(request.query.variables);
        service.asked.push(of);
        return service.answer(of, reply);
      });
      http.post<{ Body: string }>('/engagement', (request, reply) => {
        service.beacons.push(JSON.parse(request.body));
        return reply.code(204).send();
      });
    });
    const service = new StandInService(http, url, integrity);
    return service;
  }

  /** As it is after its start. */
  reset(): void {
    this.asked.length = 0;
    this.beacons.length = 0;
    this.answer = (of) => answerTo(of);
  }

  stop(): Promise<void> {
    return this.http.close();
  }

  get script(): string {
    return `<script type="module" src="${this.url}/widget.js"></script>`;
  }
}

/** Another site, whose one page a test writes. */
export class HostSite {
  private page = '';
  private headers: Record<string, string> = {};

  private constructor(
    private readonly http: FastifyInstance,
    readonly url: string,
  ) {}

  static async start(): Promise<HostSite> {
    const http = Fastify({ forceCloseConnections: true });
    const url = await listen(http, async () => {
      http.get('/*', (_request, reply) => reply.headers(site.headers).type('text/html').send(site.page));
    });
    const site = new HostSite(http, url);
    return site;
  }

  /** @param policy the Content-Security-Policy of the page; none unless given. */
  show({ head = '', body, policy }: { head?: string; body: string; policy?: string }): void {
    this.headers = policy ? { 'content-security-policy': policy } : {};
    this.page = `<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>A page of another site</title>
          ${head}
        </head>
        <body><main><h1>An article</h1>${body}</main></body>
      </html>`;
  }

  stop(): Promise<void> {
    return this.http.close();
  }
}

async function listen(http: FastifyInstance, addRoutes: () => Promise<void>): Promise<string> {
  await addRoutes();
  await http.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
}

export function answerTo(of: Wish[]): object {
  return { data: { relatedReviews: of.map(({ review, first }) => listOf(review, first)) } };
}

export function listOf(review: string, length: number): { listId: string; edges: object[] } {
  return {
    listId: `list-of-${review}`,
    edges: Array.from({ length }, (_, at) => edge(`${review}-${at + 1}`)),
  };
}

/** An entry. @param node what differs from the entries of all tests. */
export function edge(slug: string, node: object = {}, source = 'RELATED'): object {
  return {
    source,
    reasons: [
      { label: 'Also directed by Mike Figgis' },
      { label: 'Also with Nicolas Cage' },
      { label: 'Also a drama' },
    ],
    node: {
      slug,
      headline: `What ${slug} says of love, and what it leaves for the reader to find out alone`,
      sourceUrl: `https://reviews.example/${slug}`,
      datePublished: '2024-05-01T00:00:00.000Z',
      film: { title: 'Leaving Las Vegas', releaseYear: 1995 },
      author: { name: 'Jane Doe' },
      rating: { value: 4.5, best: 5 },
      ...node,
    },
  };
}
