import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import { faultPage } from '../web/magazine/fault-page';
import type { Assets, Visit } from '../web/magazine/page';
import { pages } from '../web/magazine/pages';
import { render } from '../web/magazine/render';
import { type Asking, askForReaders, queryOf } from './asking';
import { builtFolder, notBuilt } from './built';
import { compressAnswers, varyBy } from './headers';
import { publicUrl } from './public-url';
import { sendTagged } from './tag';

const folder = join(builtFolder, 'magazine');

export interface MagazineOptions extends Asking, Magazine {}

/** What every page needs. */
interface Magazine {
  assets: Assets;
  config: Config;
}

/** No page runs or loads anything but what stands on this service; what is inline in it runs never. */
export const contentSecurityPolicy = [
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
  { assets, config, ...asking }: MagazineOptions,
): Promise<void> {
  await http.register(async (magazine) => {
    await compressAnswers(magazine);
    await magazine.register(fastifyStatic, {
      root: folder,
      prefix: '/assets/',
      index: false,
      immutable: true, // their names change with what is in them
      maxAge: '1y',
      decorateReply: false,
    });
    const askFor = askForReaders(magazine, asking, (request, reply) =>
      sendFaultPage(request, reply, { assets, config }),
    );
    for (const [path, page] of Object.entries(pages)) {
      magazine.get(path, async (request, reply) => {
        const content = await page(visitOf(request, { assets, config }), await askFor(request, reply));
        return content
          ? sendPage(request, reply, render(content))
          : sendFaultPage(request, reply.code(404), { assets, config });
      });
    }
  });
}

function visitOf(request: FastifyRequest, { assets, config }: Magazine): Visit {
  return {
    path: request.url.split('?')[0]!,
    params: request.params as Record<string, string>,
    query: queryOf(request),
    origin: publicUrl(request, config),
    assets,
  };
}

/** Tells a reader what the status of the reply means. */
export function sendFaultPage(
  request: FastifyRequest,
  reply: FastifyReply,
  magazine: Magazine,
): FastifyReply {
  return sendPage(request, reply, render(faultPage(visitOf(request, magazine), reply.statusCode)));
}

/** What is committed shows at once, and what has not changed since it was read is not sent again. */
function sendPage(request: FastifyRequest, reply: FastifyReply, html: string): FastifyReply {
  varyBy(reply, 'accept-encoding')
    .header('cache-control', 'no-cache')
    .header('content-security-policy', contentSecurityPolicy)
    .type('text/html; charset=utf-8');
  return reply.statusCode === 200 ? sendTagged(request, reply, html) : reply.send(html);
}

/**
 * Their names hold a digest of what is in them: magazine-ABCDEFGH.css
 * @throws OperatorError if they have not been built.
 */
export async function findAssets(): Promise<Assets> {
  const names = await readdir(folder).catch(() => []);
  const find = (start: string, end: string) => {
    const name = names.find((one) => one.startsWith(start) && one.endsWith(end));
    if (!name) throw notBuilt();
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
