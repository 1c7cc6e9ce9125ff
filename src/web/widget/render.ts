import type { Entry } from './answers';
import { webAddress } from './browser';
import type { Options } from './options';

const marks: Record<string, string> = { PINNED: "Editor's choice", FALLBACK: 'New' };
/** More than these, a mark included, only tire: the most telling come first. */
const mostReasons = 2;

/** Everything is made node by node, never from markup: what a headline holds shows as text. */
function make(tag: string, part: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  element.className = part;
  element.setAttribute('part', part);
  element.append(...children);
  return element;
}

/** For texts of the service's: each keeps its own direction, whatever that of the page is. */
function makeText(tag: string, part: string, ...text: (Node | string)[]): HTMLElement {
  const element = make(tag, part, ...text);
  element.dir = 'auto';
  return element;
}

/** The list as it stands in the place of the fallback. @param label what a screen reader calls it. */
export function renderList(entries: Entry[], options: Options, label: string): HTMLElement {
  const nav = make('nav', 'frame', renderPanel(entries, options));
  nav.ariaLabel = label;
  if (options.lang) nav.lang = options.lang;
  return nav;
}

/** As high as a full list will be, and empty. */
export function renderRoom(options: Options): HTMLElement {
  const room = make('div', 'frame', renderPanel(Array(options.first).fill(null), options));
  room.removeAttribute('part');
  room.classList.add('room');
  room.ariaHidden = 'true';
  return room;
}

function renderPanel(entries: (Entry | null)[], options: Options): HTMLElement {
  const list = make('ol', 'entries', ...entries.map((entry) => renderEntry(entry, options)));
  list.role = 'list'; // which WebKit forgets of lists without numbers
  const panel = make('div', 'panel', list);
  panel.classList.add(options.layout);
  if (options.heading) panel.prepend(makeText('h2', 'heading', options.heading));
  return panel;
}

function renderEntry(entry: Entry | null, options: Options): HTMLElement {
  const item = make('li', 'entry');
  if (!entry) return item;
  const { source, reasons, node } = entry;
  const link = makeText('a', 'headline', node.headline) as HTMLAnchorElement;
  link.href = addressOf(node, options);
  if (options.layout === 'line') item.append(make('span', 'next', 'Next:'));
  item.append(link);
  const about = aboutEntry(node, options.lang);
  if (options.layout !== 'line') item.append(makeText('p', 'about', about));
  const mark = marks[source];
  const why = [
    ...(mark ? [make('span', 'mark', mark)] : []),
    ...reasons.map(({ label }) => makeText('span', 'reason', label)),
  ].slice(0, mostReasons);
  item.append(
    makeText('p', 'why', ...why.flatMap((part, at) => (at ? [make('span', 'dot', ' · '), part] : [part]))),
  );
  return item;
}

function addressOf({ slug, sourceUrl }: Entry['node'], { link, service }: Options): string {
  const own = `${service}/reviews/${encodeURIComponent(slug)}`;
  const templated = link && webAddress(link.replaceAll('{slug}', encodeURIComponent(slug)), document.baseURI);
  return templated || webAddress(sourceUrl ?? '') || own;
}

/** "Timecode (2000) · ★ 4/5 · May 1, 2024 · Jane Doe", without the film where the headline names it. */
function aboutEntry({ headline, film, rating, author, datePublished }: Entry['node'], lang: string): string {
  const { title, releaseYear } = film;
  const isToldAlready = headline.includes(title) && headline.includes(String(releaseYear ?? ''));
  return [
    !isToldAlready && (releaseYear ? `${title} (${releaseYear})` : title),
    rating && `★ ${rating.value}/${rating.best}`,
    datePublished && writeDate(datePublished, lang),
    author?.name, // the longest, and last: what does not fit is cut
  ]
    .filter((part) => part)
    .join(' · ');
}

function writeDate(date: string, lang: string): string {
  try {
    return new Date(date).toLocaleDateString(lang || undefined, { dateStyle: 'medium', timeZone: 'UTC' });
  } catch {
    return ''; // no date, or no language
  }
}
