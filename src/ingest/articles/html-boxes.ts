import { toBlocks } from './blocks';
import { detailAt, isHeadlessBox } from './box';
import { kindOfLabel } from './labels';
import { lineOfMarkup, textOfMarkup } from './markup';
import { type GivenRating, readRating } from './rating';

/** What may stand beside an article and tell of its film. */
const boxes = [
  'table',
  'dl',
  'ul',
  'aside',
  'header',
  'small',
  ...['info', 'credit', 'detail', 'rating', 'score', 'byline', 'author', 'date', 'fact', 'meta', 'cast'].map(
    (part) => `[class*="${part}"]`,
  ),
].join(', ');

/** @returns the text of each box, and of each list with a heading that says who made a film or plays in it. */
export function boxesOn(document: Document, html: string): string {
  const besideAuthor = [...document.querySelectorAll('[rel~="author"]')]
    .slice(0, 5)
    .map((link) => link.parentElement!);
  const texts = [...[...document.querySelectorAll(boxes)].slice(0, 80), ...besideAuthor]
    .filter((element) => (element.textContent ?? '').length < 2_000)
    .map((element) => textOfMarkup(element.innerHTML));
  return [
    ...new Set([...labelledValues(document), ...headedLists(document), ...texts, ...boxInText(html)]),
  ].join('\n\n');
}

/** A box as such, whatever its elements are called: lines in a row that say who made a film. */
function boxInText(html: string): string[] {
  const blocks = toBlocks(textOfMarkup(html).slice(0, mostText));
  const start = blocks.findIndex((_, at) => isHeadlessBox(blocks, at));
  let end = start < 0 ? blocks.length : start;
  for (let line = detailAt(blocks, end); line; line = detailAt(blocks, end)) end += line.length;
  return blocks.slice(start < 0 ? end : start, end).map(({ text }) => text);
}

/** "<li><strong>Director</strong> Mathieu Kassovitz</li>": a label that nothing but its looks tells from its value. */
function labelledValues(document: Document): string[] {
  const marked = [
    ...document.querySelectorAll('li > strong, li > b, li > span, p > strong, p > b, div > strong, div > b'),
  ];
  return marked.slice(0, mostMarks).flatMap((element) => {
    const label = (element.textContent ?? '').trim();
    const line = element.parentElement!.textContent ?? '';
    if (label.length > 40 || label.endsWith(':') || line.length > 500 || !line.trim().startsWith(label))
      return [];
    const value = lineOfMarkup(line.trim().slice(label.length));
    return kindOfLabel(label) !== null && value !== '' && !value.startsWith(':')
      ? [`${label}: ${value}`]
      : [];
  });
}

const mostText = 200_000;
const mostMarks = 5_000;

/** "4 out of 5 stars", as stars that are pictures say it to those who do not see them; the first below the heading. */
export function markedRating(document: Document): GivenRating | null {
  const heading = document.querySelector('h1');
  const marks = [...document.querySelectorAll('h1, [aria-label], img[alt], [title], [data-rating]')]
    .slice(0, mostMarks)
    .flatMap((element) =>
      element.closest(elsewhere)
        ? []
        : element === heading
          ? [null]
          : ['aria-label', 'alt', 'title', 'data-rating'].map((name) => element.getAttribute(name) ?? ''),
    );
  const said = marks.map((mark) => (mark === null ? null : ratingMarked(mark)));
  const below = said.slice(said.indexOf(null) + 1);
  return [...below, ...said].find((rating) => rating) ?? null;
}

/** Of other films, or by others. */
const elsewhere = 'a, aside, nav, footer, [class*="related"], [class*="comment"]';

const marked = /^(?:(?:our |film |movie |star |overall )?(?:rating|rated|score)\s*(?:of|is)?\s*:?\s*)?(.*)$/i;

/** What a mark says, if it says of how many, or of stars, and nothing else. */
function ratingMarked(mark: string): GivenRating | null {
  if (mark.length > 60) return null;
  const said = marked.exec(mark.trim())![1]!;
  const given = readRating(said);
  const isAll = given && /^[\s.)]*(?:stars?)?[\s.]*$/i.test(said.slice(given.length));
  return isAll && /star|★|\bof\b|\/\s?(?:4|5|10|100)\b/i.test(said) ? given.rating : null;
}

const madeBy = /^(?:the )?(?:cast|main cast|starring|stars|directors?|directed by)\s*:?$/i;

/** "<h3>Cast</h3><ul><li>Nicolas Cage as Rob</li> …" becomes "Cast: Nicolas Cage as Rob, …". */
function headedLists(document: Document): string[] {
  const headings = [...document.querySelectorAll('h2, h3, h4, h5, h6')].slice(0, 200);
  return headings.flatMap((heading) => {
    const label = lineOfMarkup((heading.textContent ?? '').slice(0, 100));
    const list = heading.nextElementSibling;
    if (!madeBy.test(label) || !list || (list.textContent ?? '').length > 2_000) return [];
    const items = [...list.querySelectorAll('li')].map(({ innerHTML }) => lineOfMarkup(innerHTML));
    const names = items.length > 0 ? items.join(', ') : lineOfMarkup(list.innerHTML);
    return [`${label.replace(/\s*:$/, '')}: ${names}`];
  });
}
