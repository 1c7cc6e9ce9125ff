import type { Ask } from '../ask';
import { FeedDocument, type FeedQuery } from './operations.generated';
import { addressOf, whyLine } from './related';
import { element, writeXml, type XmlElement } from './xml';

type Edge = NonNullable<FeedQuery['review']>['related']['edges'][number];

/**
 * Related reviews as a feed reader takes them. https://www.rssboard.org/rss-specification
 * @param origin where readers find this service.
 * @returns RSS 2.0, the same for the same list; null where there is no such review.
 */
export async function relatedFeed(slug: string, origin: string, ask: Ask): Promise<string | null> {
  const { review } = await ask(FeedDocument, { slug });
  if (!review) return null;
  const page = `${origin}/reviews/${review.slug}`;
  const title = `Related to ${review.headline}`;
  const channel = [
    element('title', title),
    element('link', page),
    element('description', `${title}, and why`),
    element('language', 'en'),
    element('atom:link', [], { href: `${page}/related.rss`, rel: 'self', type: 'application/rss+xml' }),
    ...review.related.edges.map((edge) => item(edge, origin)),
  ];
  return writeXml(
    element('rss', [element('channel', channel)], {
      version: '2.0',
      'xmlns:atom': 'http://www.w3.org/2005/Atom',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    }),
  );
}

function item(edge: Edge, origin: string): XmlElement {
  const { id, headline, datePublished, author, excerpt } = edge.node;
  const why = whyLine(edge);
  return element('item', [
    element('title', headline),
    element('link', addressOf(edge.node, origin)),
    // The id and no address: the same review wherever it is read.
    element('guid', id, { isPermaLink: 'false' }),
    ...(datePublished ? [element('pubDate', new Date(datePublished).toUTCString())] : []),
    element('dc:creator', author.name),
    element('description', why ? `${why}. ${excerpt}` : excerpt),
  ]);
}
