import type { ComponentChildren, VNode } from 'preact';
import type { Ask } from '../ask';
import type { Listed } from '../listed';
import { EmbedDocument } from './operations.generated';
import { aboutLine, addressOf, whyLine } from './related';

/** What the address of a list for iframes asks for. */
export interface EmbedOptions {
  /** How many entries, 1 to 20. */
  first: number;
  layout: 'list' | 'cards';
  /** None where the reader's own preference holds. */
  theme: 'light' | 'dark' | undefined;
}

/** What makes no sense there counts as not given. */
export function embedOptions(query: URLSearchParams): EmbedOptions {
  const first = query.get('first') ?? '';
  const theme = query.get('theme');
  return {
    first: /^\d{1,9}$/.test(first) ? Math.min(Math.max(Number(first), 1), 20) : 6,
    layout: query.get('layout') === 'cards' ? 'cards' : 'list',
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
  };
}

interface Embed {
  options: EmbedOptions;
  /** Where readers find this service. */
  origin: string;
  /** The style sheet itself, so that an iframe takes one request. */
  style: string;
}

/** A list of related reviews that needs no script. @returns null where there is no such review. */
export async function embedPage(slug: string, embed: Embed, ask: Ask): Promise<VNode | null> {
  const { options, origin } = embed;
  const { review } = await ask(EmbedDocument, { slug, first: options.first });
  if (!review) return null;
  const title = `Related to ${review.headline}`;
  const { edges } = review.related;
  return (
    <Frame {...embed} title={title} canonical={`${origin}/reviews/${review.slug}`}>
      {edges.length === 0 ? (
        <p class="none">Nothing is related to this review yet.</p>
      ) : (
        <nav aria-label={title}>
          {/* WebKit forgets that a list without numbers is one. */}
          {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
          <ol role="list">
            {edges.map((edge) => (
              <Entry key={edge.node.slug} edge={edge} origin={origin} />
            ))}
          </ol>
        </nav>
      )}
    </Frame>
  );
}

/** For the place of the list, where there is none: calm, as it stands amid somebody's page. */
export function emptyEmbed({ style, options }: Pick<Embed, 'style' | 'options'>): VNode {
  return (
    <Frame style={style} options={options} title="Related reviews">
      <p class="none">There is nothing to show here just now.</p>
    </Frame>
  );
}

function Entry({ edge, origin }: { edge: Listed; origin: string }) {
  const why = whyLine(edge);
  return (
    <li>
      {/* Of the page around the frame, not of the frame. */}
      <a href={addressOf(edge.node, origin)} target="_top" dir="auto">
        {edge.node.headline}
      </a>
      <p class="about">
        <bdi>{aboutLine(edge.node)}</bdi>
      </p>
      {why && (
        <p class="why">
          <bdi>{why}</bdi>
        </p>
      )}
    </li>
  );
}

interface FrameProps extends Pick<Embed, 'style' | 'options'> {
  title: string;
  canonical?: string;
  children: ComponentChildren;
}

function Frame({ style, options: { layout, theme }, title, canonical, children }: FrameProps) {
  return (
    <html lang="en" data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="robots" content="noindex" />
        <link rel="icon" href="data:," />
        {canonical && <link rel="canonical" href={canonical} />}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a file of ours; entities mean nothing in a style */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body class={layout}>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}
