import type { ComponentChildren } from 'preact';
import type { FrameFragment } from './operations.generated';
import type { Visit } from './page';
import { SearchField } from './parts/search-field';
import { widthOf } from './parts/type-width';

/** What a page tells of itself in its head. */
export interface Head {
  title: string;
  description?: string;
  /** The one address of what is shown; a path with what follows the question mark. None for what is not to be found. */
  canonical?: string;
  /** As Open Graph calls it. */
  kind?: 'website' | 'article' | 'video.movie' | 'profile';
  /** Other forms of the page, such as feeds. */
  alternates?: { type: string; href: string; title: string }[];
  /** What the page is about in the words of schema.org. */
  jsonLd?: object;
  /** Further modules of this service that the page loads. */
  scripts?: string[];
}

interface DocumentProps {
  visit: Visit;
  head: Head;
  /** Null where the store could not be asked. */
  frame: FrameFragment | null;
  /** The front page has the name of the magazine across its head, as its heading. */
  isFront?: boolean;
  /** Below the name on the front page. */
  masthead?: ComponentChildren;
  children: ComponentChildren;
}

const sections = [
  ['/reviews', 'Reviews'],
  ['/films', 'Films'],
  ['/path', 'The path'],
  ['/search', 'Search'],
] as const;

const software = 'Reelgraph';

/** The name of the only publication there is, or of this software where there are several or none. */
export function nameOf(frame: FrameFragment | null): string {
  const names = frame?.publications.nodes.map(({ name }) => name) ?? [];
  return names.length === 1 ? names[0]! : software;
}

export function Document({ visit, head, frame, isFront = false, masthead, children }: DocumentProps) {
  const name = nameOf(frame);
  return (
    <html lang="en">
      <HeadOf visit={visit} head={head} name={name} />
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        <header class={isFront ? 'head front' : 'head'}>
          <div class="bar">
            {!isFront && (
              <a class="name" href="/" dir="auto">
                {name}
              </a>
            )}
            <nav aria-label="Sections">
              {sections.map(([path, label]) => (
                <a key={path} href={path} aria-current={visit.path === path ? 'page' : undefined}>
                  {label}
                </a>
              ))}
            </nav>
            {visit.path !== '/search' && (
              <search>
                <form class="quick" action="/search">
                  <SearchField
                    id="quick"
                    name="q"
                    label="Search films, people, reviews"
                    placeholder="Search"
                  />
                </form>
              </search>
            )}
          </div>
          {isFront && (
            <h1 class={`masthead ${mastheadSize(name)}`} dir="auto">
              {name}
            </h1>
          )}
          {masthead}
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <Footer frame={frame} />
      </body>
    </html>
  );
}

/** The longer the name the smaller, so that it fills the width on one line; the longest take more lines. */
function mastheadSize(name: string): string {
  const width = widthOf(name);
  const fitting = [3, 4, 5, 6, 6.5, 7, 7.5, 8, 9, 11].find((most) => width <= most);
  return `w${String(fitting ?? 'more').replace('.', '-')}`;
}

function HeadOf({ visit, head, name }: { visit: Visit; head: Head; name: string }) {
  const { assets, origin } = visit;
  const title = head.title === name ? name : `${head.title} – ${name}`;
  const canonical = head.canonical === undefined ? undefined : origin + head.canonical;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      {head.description && <meta name="description" content={head.description} />}
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#ffc62e" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#131210" media="(prefers-color-scheme: dark)" />
      {assets.fonts.map((font) => (
        <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      <link rel="stylesheet" href={assets.style} />
      <link rel="icon" href="data:," />
      {canonical ? <link rel="canonical" href={canonical} /> : <meta name="robots" content="noindex" />}
      {head.alternates?.map(({ type, href, title: of }) => (
        <link key={href} rel="alternate" type={type} href={href} title={of} />
      ))}
      <meta property="og:site_name" content={name} />
      <meta property="og:title" content={head.title} />
      <meta property="og:type" content={head.kind ?? 'website'} />
      {head.description && <meta property="og:description" content={head.description} />}
      {canonical && <meta property="og:url" content={canonical} />}
      {head.jsonLd && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: entities mean nothing in a script; asScript escapes
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: asScript(head.jsonLd) }} />
      )}
      <script type="module" src={assets.script} />
      {head.scripts?.map((src) => (
        <script key={src} type="module" src={src} />
      ))}
    </head>
  );
}

/** JSON that no parser of HTML takes for the end of a script, or for a comment. */
export function asScript(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function Footer({ frame }: { frame: FrameFragment | null }) {
  return (
    <footer class="foot">
      {frame && frame.genres.length > 0 && (
        <nav aria-label="Genres">
          {frame.genres.map(({ slug, name: genre }) => (
            <a key={slug} href={`/genres/${slug}`}>
              {genre}
            </a>
          ))}
        </nav>
      )}
      <p>
        Made with {software}, of nothing but its public API: <a href="/graphql">ask it yourself</a>, or{' '}
        <a href="/widget">put its lists on your own pages</a>.
      </p>
    </footer>
  );
}
