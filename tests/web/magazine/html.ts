/** What of a page of ours a program has to look at; pages are written by one renderer, so patterns will do. */
export interface PageText {
  html: string;
  /** Without tags, entities put back, spaces in one. */
  text: string;
  title: string;
  headings: { level: number; text: string }[];
  /** Of all that has one. */
  ids: string[];
  /** The addresses of all links, as they are written. */
  links: string[];
  /** What is told in the words of schema.org; null if nothing is. */
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
  jsonLd: any;
}

export function readPage(html: string): PageText {
  const all = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, found]) => found!);
  const [jsonLd] = all(/<script type="application\/ld\+json">(.*?)<\/script>/gs);
  return {
    html,
    text: textOf(html.replace(/<(script|head)[ >].*?<\/\1>/gs, '')),
    title: textOf(all(/<title>(.*?)<\/title>/gs)[0] ?? ''),
    headings: [...html.matchAll(/<h([1-6])\b[^>]*>(.*?)<\/h\1>/gs)].map(([, level, inner]) => ({
      level: Number(level),
      text: textOf(inner!),
    })),
    ids: all(/ id="([^"]+)"/g),
    links: all(/<a\b[^>]* href="([^"]*)"/g).map(textOf),
    jsonLd: jsonLd === undefined ? null : JSON.parse(jsonLd),
  };
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&\w+;/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}
