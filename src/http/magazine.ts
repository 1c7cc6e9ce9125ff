import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApolloServer } from '@apollo/server';
import fastifyCompress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperatorError } from '../errors';
import type { RequestContext } from '../graphql/context';
import { projectRoot } from '../project';
import { faultPage } from '../web/magazine/fault-page';
import { type Ask, AskingError, type Assets, type Visit } from '../web/magazine/page';
import { pages } from '../web/magazine/pages';
import { render } from '../web/magazine/render';
import { wantsPage } from './graphiql';

const folder = join(projectRoot, 'dist/web/magazine');

export interface MagazineOptions {
  apollo: ApolloServer<RequestContext>;
  createContext: (request: FastifyRequest) => Promise<RequestContext>;
}

/** No page runs or loads anything but what stands on this service; what is inline in it runs never. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The demo front end: every page is made of what the public API answers to a reader without a token.
 * @throws OperatorError if what the pages load has not been built.
 */
export async function serveMagazine(http: FastifyInstance, { apollo, createContext }: MagazineOptions) {
  const assets = await findAssets();
  await http.register(async (magazine) => {
    await magazine.register(fastifyCompress, { encodings: ['br', 'gzip'], threshold: 1024 });
    await magazine.register(fastifyStatic, {
      root: folder,
      prefix: '/assets/',
      index: false,
      immutable: true, // their names change with what is in them
      maxAge: '1y',
      decorateReply: false,
    });
    const visitOf = (request: FastifyRequest): Visit => {
      const { pathname, searchParams } = new URL(request.url, 'http://localhost');
      return {
        path: pathname,
        params: request.params as Record<string, string>,
        query: searchParams,
        origin: originOf(request),
        assets,
      };
    };
    const askFor =
      (request: FastifyRequest): Ask =>
      async (query, variables) => {
        const { body } = await apollo.executeOperation(
          { query, variables: variables as Record<string, unknown> },
          { contextValue: await createContext(request) },
        );
        if (body.kind !== 'single') throw new Error('a page was answered in pieces');
        const { data, errors = [] } = body.singleResult;
        const fault = errors.find(({ extensions }) => extensions?.code !== 'NOT_CONNECTED');
        if (fault || !data)
          throw new AskingError(String(fault?.extensions?.code), fault?.message ?? 'no data');
        return JSON.parse(JSON.stringify(data)); // as it would come over the wire: dates and URLs are text
      };

    // Pages are for everybody: whoever has a token sees on them what readers see.
    magazine.addHook('onRequest', async (request) => {
      delete request.headers.authorization;
    });
    magazine.setErrorHandler((error, request, reply) => {
      const status = statusOf(error);
      if (status === 500) request.log.error({ err: error }, 'a page failed');
      if (status === 503) reply.header('retry-after', '5');
      return sendPage(request, reply.code(status), render(faultPage(visitOf(request), status)));
    });
    for (const [path, page] of Object.entries(pages)) {
      magazine.get(path, async (request, reply) => {
        const visit = visitOf(request);
        const content = await page(visit, askFor(request));
        if (!content) reply.code(404);
        return sendPage(request, reply, render(content ?? faultPage(visit, 404)));
      });
    }
    magazine.get('/*', (request, reply) =>
      wantsPage(request)
        ? sendPage(request, reply.code(404), render(faultPage(visitOf(request), 404)))
        : reply.callNotFound(),
    );
  });
}

/** What is committed shows at once, and what has not changed since it was read is not sent again. */
function sendPage(request: FastifyRequest, reply: FastifyReply, html: string): FastifyReply {
  // Weak, as it is the same for every encoding.
  const tag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  reply
    .header('cache-control', 'no-cache')
    .header('content-security-policy', contentSecurityPolicy)
    .header('vary', 'accept-encoding')
    .type('text/html; charset=utf-8');
  if (reply.statusCode !== 200) return reply.send(html);
  reply.header('etag', tag);
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim());
  return known?.includes(tag) ? reply.code(304).send() : reply.send(html);
}

function statusOf(error: unknown): number {
  if (!(error instanceof AskingError)) return (error as { statusCode?: number }).statusCode ?? 500;
  switch (error.code) {
    case 'BAD_USER_INPUT': // such as a cursor of another list
      return 400;
    case 'RATE_LIMITED':
      return 429;
    case 'SERVICE_UNAVAILABLE':
    case 'TIMEOUT':
      return 503;
    default:
      return 500;
  }
}

/** As the reader's browser has it, if that can be the address of a host at all. */
function originOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host) ? host : 'localhost'}`;
}

/** Their names hold a digest of what is in them: magazine-ABCDEFGH.css */
async function findAssets(): Promise<Assets> {
  const names = await readdir(folder).catch(() => []);
  const find = (start: string, end: string) => {
    const name = names.find((one) => one.startsWith(start) && one.endsWith(end));
    if (!name) throw new OperatorError('The pages have not been built: run "npm run build"');
    return `/assets/${name}`;
  };
  return {
    style: find('magazine-', '.css'),
    script: find('magazine-', '.js'),
    fonts: ['archivo-latin-wdth-normal-', 'newsreader-latin-wght-normal-'].map((font) =>
      find(font, '.woff2'),
    ),
  };
}
