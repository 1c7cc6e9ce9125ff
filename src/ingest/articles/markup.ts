import { Parser } from 'htmlparser2';
import { UnreadableArticle } from './article';
import { cleanText } from './text';

/** Deeper than this nobody nests by hand; what reads pages takes time by the square of it. */
const deepest = 256;
const mostElements = 50_000;

/** What is nobody's words, with all that is in it. */
const skipped = new Set(
  'script style noscript template svg math iframe object embed form button select textarea input nav head title audio video canvas map figcaption'.split(
    ' ',
  ),
);
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rb s samp small span strike strong sub sup time tt u var wbr rp rt'.split(
    ' ',
  ),
);
/** Take one line each, with the next right below: labels and values of a box. */
const lines = new Set(['li', 'dt', 'dd', 'tr', 'th', 'td']);
const labels = new Set(['dt', 'th']);
const emphasis = new Set(['em', 'i', 'cite']);
/** Longer is a sentence. */
const longestEmphasis = 80;
const breaksParagraph = /\n\s*\n/;
const tag = /<[/!?]?[a-z[-][^<>]*>/gi;
const looksMarkedUp = /<\/?[a-z][^<>]*>|<!--/i;

/**
 * The words of a piece of HTML: no tags, no scripts, an empty line between paragraphs. Markup that was escaped
 * once too often is taken for markup.
 * @param areLinesKept whether line breaks say what tags do not, as in what WordPress' classic editor keeps.
 * @throws UnreadableArticle where it is nested deeper than any page.
 */
export function textOfMarkup(html: string, { areLinesKept = false } = {}): string {
  const text = extract(html, areLinesKept);
  const again = looksMarkedUp.test(text) ? extract(text, true) : text;
  return withoutTags(again)
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What is said inside a line, such as a headline, which may hold tags and escapes. */
export function lineOfMarkup(html: string): string {
  return textOfMarkup(html).replace(/\s+/g, ' ');
}

/** What a piece of HTML sets apart from the words around it, in its order. */
export function emphasisIn(html: string): string[] {
  const found: string[] = [];
  let within: string | null = null;
  const parser = new Parser({
    onopentagname(name) {
      if (emphasis.has(name)) within ??= '';
    },
    ontext(text) {
      if (within !== null) within += text;
    },
    onclosetag(name) {
      if (within === null || !emphasis.has(name)) return;
      const text = cleanText(within).replace(/\s+/g, ' ').trim();
      if (text !== '' && text.length <= longestEmphasis) found.push(text);
      within = null;
    },
  });
  parser.end(html);
  return found;
}

export function hasMarkup(text: string): boolean {
  return looksMarkedUp.test(text);
}

/** Goes through the elements of a page, and refuses one that was made to be slow. */
export function checkNesting(html: string): void {
  extract(html, false);
}

function extract(html: string, areLinesKept: boolean): string {
  const parts: string[] = [];
  let depth = 0;
  let elements = 0;
  let skipping = 0;
  const parser = new Parser({
    onopentagname(name) {
      depth++;
      elements++;
      if (depth > deepest) throw new UnreadableArticle(`nests more than ${deepest} elements in one another`);
      if (elements > mostElements) throw new UnreadableArticle(`has more than ${mostElements} elements`);
      if (skipped.has(name)) skipping++;
      if (skipping === 0) parts.push(breakFor(name));
    },
    ontext(text) {
      if (skipping === 0) parts.push(areLinesKept ? text : text.replace(/\s+/g, ' '));
    },
    onclosetag(name) {
      depth--;
      if (skipped.has(name)) skipping--;
      else if (skipping === 0 && name !== 'br') parts.push(labels.has(name) ? ':' : '', breakFor(name));
    },
  });
  parser.end(html);
  return cleanText(parts.join('').replace(/:\s*:/g, ':'))
    .split(breaksParagraph)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function breakFor(name: string): string {
  if (name === 'br' || lines.has(name)) return '\n';
  return inline.has(name) ? '' : '\n\n';
}

/** Until none is left: "<<b>b>" makes a tag of what is around one. */
function withoutTags(text: string): string {
  for (let left = text, round = 0; ; round++) {
    const without = left.replace(tag, '');
    if (without === left) return left;
    // Each round takes linear time; what still has tags then has nothing to say.
    if (round === 8) return without.replace(/[<>]/g, '');
    left = without;
  }
}
