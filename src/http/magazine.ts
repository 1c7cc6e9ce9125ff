import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApolloServer } from '@apollo/server';
import fastifyCompress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, OperatorError, statusOfUnanswered } from '../errors';
import type { RequestContext } from '../graphql/context';
import { projectRoot } from '../project';
import { faultPage } from '../web/magazine/fault-page';
import { type Ask, AskingError, type Assets, type Visit } from '../web/magazine/page';
import { pages } from '../web/magazine/pages';
import { render } from '../web/magazine/render';
import { refusalOf, type Thrown } from './faults';
import type { Metrics } from './metrics';

const folder = join(projectRoot, 'dist/web/magazine');

export interface MagazineOptions {
  apollo: ApolloServer<RequestContext>;
  assets: Assets;
  metrics: Metrics;
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
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

/** The demo front end: every page is made of what the public API answers to a reader without a token. */
export async function serveMagazine(
  http: FastifyInstance,
  { apollo, assets, metrics, contextOf }: MagazineOptions,
) {
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
    const askFor = async (request: FastifyRequest, reply: FastifyReply): Promise<Ask> => {
      const contextValue = await contextOf(request, reply);
      return async (query, variables) => {
        const operation = { query, variables: variables as Record<string, unknown> };
        const { body } = await apollo.executeOperation(operation, { contextValue });
        if (body.kind !== 'single') throw new Error('a page was answered in pieces');
        const { data, errors = [] } = body.singleResult;
        const fault = errors.find(
          ({ extensions }) => extensions?.code !== ('NOT_CONNECTED' satisfies ErrorCode),
        );
        if (fault || !data)
          throw new AskingError(String(fault?.extensions?.code), fault?.message ?? 'no data');
        return JSON.parse(JSON.stringify(data)); // as it would come over the wire: dates and URLs are text
      };
    };

    // Pages are for everybody: whoever has a token sees on them what readers see.
    magazine.addHook('onRequest', async (request) => {
      delete request.headers.authorization;
    });
    magazine.setErrorHandler<Thrown>((error, request, reply) => {
      const refusal = refusalOf(error);
      const status = error instanceof AskingError ? statusOf(error) : (refusal?.statusCode ?? 500);
      if (refusal) metrics.countError(refusal.code);
      // What the API did not answer it has logged and counted itself.
      else if (!(error instanceof AskingError)) request.log.error({ err: error }, 'a page failed');
      if (status === 503) reply.header('retry-after', '5');
      reply.code(status).headers(refusal?.headers ?? {});
      return sendFaultPage(request, reply, assets);
    });
    for (const [path, page] of Object.entries(pages)) {
      magazine.get(path, async (request, reply) => {
        const content = await page(visitOf(request, assets), await askFor(request, reply));
        return content
          ? sendPage(request, reply, render(content))
          : sendFaultPage(request, reply.code(404), assets);
      });
    }
  });
}

function visitOf(request: FastifyRequest, assets: Assets): Visit {
  const [path, ...query] = request.url.split('?');
  return {
    path: path!,
    params: request.params as Record<string, string>,
    query: new URLSearchParams(query.join('?')),
    origin: originOf(request),
    assets,
  };
}

/** Tells a reader what the status of the reply means. */
export function sendFaultPage(request: FastifyRequest, reply: FastifyReply, assets: Assets): FastifyReply {
  return sendPage(request, reply, render(faultPage(visitOf(request, assets), reply.statusCode)));
}

/** What is committed shows at once, and what has not changed since it was read is not sent again. */
function sendPage(request: FastifyRequest, reply: FastifyReply, html: string): FastifyReply {
  // Weak, as it is the same for every encoding.
  const tag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  reply
    .header('cache-control', 'no-cache')
    .header('content-security-policy', contentSecurityPolicy)
    .header('vary', [reply.getHeader('vary') ?? [], 'accept-encoding'].flat().join(', '))
    .type('text/html; charset=utf-8');
  if (reply.statusCode !== 200) return reply.send(html);
  reply.header('etag', tag);
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim());
  return known?.includes(tag) ? reply.code(304).send() : reply.send(html);
}

function statusOf({ code }: AskingError): number {
  if (code === ('BAD_USER_INPUT' satisfies ErrorCode)) return 400; // such as a cursor of another list
  if (code === ('RATE_LIMITED' satisfies ErrorCode)) return 429;
  return statusOfUnanswered(code) ?? 500;
}

/** As the reader's browser has it, if that can be the address of a host at all. */
function originOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${/^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host) ? host : 'localhost'}`;
}

/**
 * Their names hold a digest of what is in them: magazine-ABCDEFGH.css
 * @throws OperatorError if they have not been built.
 */
export async function findAssets(): Promise<Assets> {
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
