import { lineOfMarkup, textOfMarkup } from './markup';

/** What may stand beside an article and tell of its film. */
const boxes = [
  'table',
  'dl',
  'ul',
  'aside',
  'header',
  ...['info', 'credit', 'detail', 'rating', 'score', 'byline', 'author', 'fact', 'meta', 'cast'].map(
    (part) => `[class*="${part}"]`,
  ),
].join(', ');

/** @returns the text of each box, and of each list with a heading that says who made a film or plays in it. */
export function boxesOn(document: Document): string {
  const besideAuthor = [...document.querySelectorAll('[rel~="author"]')]
    .slice(0, 5)
    .map((link) => link.parentElement!);
  const texts = [...[...document.querySelectorAll(boxes)].slice(0, 80), ...besideAuthor]
    .filter((element) => (element.textContent ?? '').length < 2_000)
    .map((element) => textOfMarkup(element.innerHTML));
  return [...new Set([...headedLists(document), ...texts])].join('\n\n');
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
