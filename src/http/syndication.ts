import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import type { ErrorCode } from '../errors';
import { cacheControl } from '../graphql/cacheability';
import { render } from '../web/magazine/render';
import { embedOptions, embedPage, emptyEmbed } from '../web/syndication/embed-page';
import { relatedFeed } from '../web/syndication/feed';
import { oEmbedOf, oEmbedXml } from '../web/syndication/oembed';
import { type Asking, askForReaders, queryOf } from './asking';
import { readBuilt } from './built';
import { fault, Refusal } from './faults';
import { compressAnswers } from './headers';
import { publicUrl } from './public-url';
import { sendTagged } from './tag';

export interface SyndicationOptions extends Asking {
  config: Config;
}

/** Related reviews for pages that run no scripts: for an iframe, for editors that know oEmbed, for feed readers. */
export async function serveSyndication(http: FastifyInstance, options: SyndicationOptions): Promise<void> {
  await http.register(async (scope) => serveEmbed(scope, options));
  await http.register(async (scope) => serveForms(scope, options));
}

type OfReview = { Params: { slug: string } };

/** In characters: addresses of pages are no longer than this. */
const longestUrl = 2_000;

/** /embed/SLUG */
async function serveEmbed(scope: FastifyInstance, { config, ...asking }: SyndicationOptions): Promise<void> {
  const style = (await readBuilt('syndication/embed.css')).toString();
  await compressAnswers(scope);
  const sendEmpty = (request: FastifyRequest, reply: FastifyReply) =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(render(emptyEmbed({ style, options: embedOptions(queryOf(request)) })));
  const askFor = askForReaders(scope, asking, sendEmpty);
  const helmet = {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: [`'sha256-${createHash('sha256').update(style).digest('base64')}'`],
        imgSrc: ['data:'],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ['*'], // to be framed is what it is for, and there is nothing in it to be tricked into
      },
    },
    xFrameOptions: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  } as const;
  scope.get<OfReview>('/embed/:slug', { helmet }, async (request, reply) => {
    const embed = { options: embedOptions(queryOf(request)), origin: publicUrl(request, config), style };
    const page = await embedPage(request.params.slug, embed, await askFor(request, reply));
    if (!page) return sendEmpty(request, reply.code(404));
    reply.header('cache-control', cacheControl(config.cacheMaxAge)).type('text/html; charset=utf-8');
    return sendTagged(request, reply, render(page));
  });
}

/** /oembed and /reviews/SLUG/related.rss: what programs read, those of other sites too. */
async function serveForms(scope: FastifyInstance, { config, ...asking }: SyndicationOptions): Promise<void> {
  await compressAnswers(scope);
  const askFor = askForReaders(scope, asking, (_request, reply, { message, code }) =>
    reply.header('cache-control', 'no-store').send(fault(message, code as ErrorCode)),
  );
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*'); // it is public, and no cookie tells who asks
  });
  const send = (request: FastifyRequest, reply: FastifyReply, type: string, body: string) => {
    reply.header('cache-control', cacheControl(config.cacheMaxAge)).type(`${type}; charset=utf-8`);
    return sendTagged(request, reply, body);
  };

  scope.get('/oembed', async (request, reply) => {
    const query = queryOf(request);
    const format = query.get('format') ?? 'json';
    if (format !== 'json' && format !== 'xml') throw new Refusal(501, 'The formats are json and xml.');
    const url = query.get('url');
    if (!url) throw new Refusal(400, 'Say by url of which page.');
    const isAddress = URL.canParse(url) && url.length <= longestUrl;
    const answer = isAddress
      ? await oEmbedOf(
          {
            url,
            maxWidth: pixels(query.get('maxwidth')),
            maxHeight: pixels(query.get('maxheight')),
            origin: publicUrl(request, config),
            cacheMaxAge: config.cacheMaxAge,
          },
          await askFor(request, reply),
        )
      : null;
    if (!answer) throw new Refusal(404, 'No review is at this address.');
    return format === 'xml'
      ? send(request, reply, 'text/xml', oEmbedXml(answer))
      : send(request, reply, 'application/json', JSON.stringify(answer));
  });

  scope.get<OfReview>('/reviews/:slug/related.rss', async (request, reply) => {
    const ask = await askFor(request, reply);
    const feed = await relatedFeed(request.params.slug, publicUrl(request, config), ask);
    if (!feed) throw new Refusal(404, 'There is no such review.');
    return send(request, reply, 'application/rss+xml', feed);
  });
}

/** @returns undefined for what is no whole number above 0. */
function pixels(text: string | null): number | undefined {
  return /^[1-9]\d{0,4}$/.test(text ?? '') ? Number(text) : undefined;
}
