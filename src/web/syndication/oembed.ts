import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Ask } from '../ask';
import { OEmbedDocument } from './operations.generated';
import { element, writeXml } from './xml';

/** As https://oembed.com has it, of type "rich". */
export interface OEmbed {
  version: '1.0';
  type: 'rich';
  title: string;
  author_name: string;
  author_url: string;
  provider_name: string;
  provider_url: string;
  /** In seconds. */
  cache_age: number;
  html: string;
  /** In pixels, as the height. */
  width: number;
  height: number;
}

export interface OEmbedOptions {
  /** Of the page whose review's related reviews are to be shown. */
  url: string;
  /** In pixels; undefined for as large as it likes to be. */
  maxWidth: number | undefined;
  maxHeight: number | undefined;
  /** Where readers find this service. */
  origin: string;
  cacheMaxAge: number;
}

const usual = { width: 600, entries: 6 };
/** In pixels, as the style sheet of the list has them at 16 pixels a rem. */
const entryHeight = 120;
const padding = 16;

/** @returns null where no review is at that address. */
export async function oEmbedOf(
  { url, maxWidth, maxHeight, origin, cacheMaxAge }: OEmbedOptions,
  ask: Ask,
): Promise<OEmbed | null> {
  const { review } = await ask(OEmbedDocument, { url });
  if (!review) return null;
  const room = Math.floor(((maxHeight ?? Number.POSITIVE_INFINITY) - padding) / entryHeight);
  const first = Math.max(1, Math.min(usual.entries, room));
  const width = Math.min(usual.width, maxWidth ?? usual.width);
  const height = Math.min(padding + first * entryHeight, maxHeight ?? Number.POSITIVE_INFINITY);
  const title = `Related to ${review.headline}`;
  const frame = h('iframe', {
    src: `${origin}/embed/${review.slug}?first=${first}`,
    title,
    width,
    height,
    loading: 'lazy',
    // It needs no script. Its links lead the page around it elsewhere, when a reader follows one.
    sandbox: 'allow-top-navigation-by-user-activation',
    style: 'border:0;max-width:100%',
  });
  return {
    version: '1.0',
    type: 'rich',
    title,
    author_name: review.author.name,
    author_url: `${origin}/authors/${review.author.slug}`,
    provider_name: review.publication?.name ?? 'Reelgraph',
    provider_url: origin,
    cache_age: cacheMaxAge,
    html: renderToString(frame),
    width,
    height,
  };
}

export function oEmbedXml(answer: OEmbed): string {
  return writeXml(
    element(
      'oembed',
      Object.entries(answer).map(([name, value]: [string, string | number]) => element(name, value)),
    ),
  );
}
