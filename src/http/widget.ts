import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Config } from '../config';
import { escapeXml } from '../web/syndication/xml';
import { readBuilt } from './built';
import { varyBy } from './headers';
import { publicUrl } from './public-url';
import { sendTagged } from './tag';

/** A file that is served as it was built, known by what it holds. */
interface Asset {
  type: string;
  body: Buffer;
  gzipped: Buffer;
  /** For `integrity="…"`, by which a page takes this very file and no other. */
  integrity: string;
}

export interface Widget {
  script: Asset;
  pageScript: Asset;
  pageStyle: Asset;
  page: string;
}

/** @throws OperatorError if it has not been built. */
export async function readWidget(): Promise<Widget> {
  const [script, pageScript, pageStyle, page] = await Promise.all([
    readAsset('widget.js', 'text/javascript; charset=utf-8'),
    readAsset('widget/page.js', 'text/javascript; charset=utf-8'),
    readAsset('widget/page.css', 'text/css; charset=utf-8'),
    readBuilt('widget/page.html'),
  ]);
  return { script, pageScript, pageStyle, page: page.toString() };
}

/** Serves the module at /widget.js, to every site, and the page about it at /widget. */
export async function serveWidget(
  http: FastifyInstance,
  config: Pick<Config, 'publicUrl' | 'host'>,
): Promise<void> {
  const { script, pageScript, pageStyle, page } = await readWidget();

  http.get<{ Querystring: { v?: string } }>('/widget.js', (request, reply) => {
    const isThisVersion = request.query.v === versionOf(script);
    reply
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      // Pages that name the version need not ask again; all others have a new one within the hour.
      .header(
        'cache-control',
        isThisVersion ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      );
    return sendAsset(script, { request, reply });
  });

  for (const [path, asset] of Object.entries({ 'page.js': pageScript, 'page.css': pageStyle })) {
    http.get(`/widget/${path}`, (request, reply) =>
      sendAsset(asset, { request, reply: reply.header('cache-control', 'no-cache') }),
    );
  }

  http.get('/widget', (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', pagePolicy)
      .send(
        fill(page, {
          service: publicUrl(request, config),
          version: versionOf(script),
          integrity: script.integrity,
          kilobytes: (script.gzipped.length / 1000).toFixed(1),
        }),
      ),
  );
}

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

async function readAsset(name: string, type: string): Promise<Asset> {
  const body = await readBuilt(name);
  const integrity = `sha384-${createHash('sha384').update(body).digest('base64')}`;
  return { type, body, gzipped: gzipSync(body, { level: 9 }), integrity };
}

/** Short enough for an address. */
function versionOf({ integrity }: Asset): string {
  return integrity.slice('sha384-'.length).replace(/\W/g, '').slice(0, 12);
}

/** Compressed once, and not for each reader of each site. */
function sendAsset(
  { type, body, gzipped }: Asset,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  const isGzipped = new Negotiator(request.raw).encoding(['gzip', 'identity']) === 'gzip';
  varyBy(reply, 'accept-encoding').type(type);
  if (isGzipped) reply.header('content-encoding', 'gzip');
  return sendTagged(request, reply, isGzipped ? gzipped : body);
}

/** Puts values in the place of their names: {{name}}. */
function fill(page: string, values: Record<string, string>): string {
  return page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeXml(values[name] ?? ''));
}
