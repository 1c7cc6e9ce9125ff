import { aboutListed, type Listed, whyListed } from '../listed';
import { webAddress } from './browser';
import type { Options } from './options';

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

/** What the widget says itself: as the page has it said, or in English. */
function makeLabel(part: string, given: string, usual: string): HTMLElement {
  const element = make('span', part, given || usual);
  if (!given) element.lang = 'en';
  return element;
}

/** The list as it stands in the place of the fallback. @param label what a screen reader calls it. */
export function renderList(entries: Listed[], options: Options, label: string): HTMLElement {
  const nav = make('nav', 'frame', renderPanel(entries, options));
  nav.setAttribute('aria-label', label);
  if (options.lang) nav.lang = options.lang;
  return nav;
}

/** As high as a full list will be, and empty. */
export function renderRoom(options: Options): HTMLElement {
  const room = make('div', 'frame', renderPanel(Array(options.first).fill(null), options));
  room.removeAttribute('part');
  room.classList.add('room');
  room.setAttribute('aria-hidden', 'true');
  return room;
}

function renderPanel(entries: (Listed | null)[], options: Options): HTMLElement {
  const list = make('ol', 'entries', ...entries.map((entry) => renderEntry(entry, options)));
  list.setAttribute('role', 'list'); // which WebKit forgets of lists without numbers
  const panel = make('div', 'panel', list);
  panel.classList.add(options.layout);
  if (options.heading) panel.prepend(makeText('h2', 'heading', options.heading));
  return panel;
}

function renderEntry(entry: Listed | null, options: Options): HTMLElement {
  const item = make('li', 'entry');
  if (!entry) return item;
  const { node } = entry;
  const link = makeText('a', 'headline', node.headline) as HTMLAnchorElement;
  link.href = addressOf(node, options);
  if (options.layout === 'line') item.append(makeLabel('next', options.labels.next, 'Next:'));
  item.append(link);
  const about = aboutListed(node, (date) => writeDate(date, options.lang));
  if (options.layout !== 'line') item.append(makeText('p', 'about', about));
  const why = whyListed(entry).map((text, at) => makeWhy(text, at === 0 ? entry.source : 'RELATED', options));
  item.append(
    makeText('p', 'why', ...why.flatMap((part, at) => (at ? [make('span', 'dot', ' · '), part] : [part]))),
  );
  return item;
}

/** @param source how the entry came into the list, if the text is the mark for that. */
function makeWhy(text: string, source: Listed['source'], { labels }: Options): HTMLElement {
  if (source !== 'RELATED') return makeLabel('mark', labels[source], text);
  const reason = makeText('span', 'reason', text);
  reason.lang = 'en'; // the service knows no other
  return reason;
}

function addressOf({ slug, sourceUrl }: Listed['node'], { link, service }: Options): string {
  const own = `${service}/reviews/${encodeURIComponent(slug)}`;
  const templated = link && webAddress(link.replaceAll('{slug}', encodeURIComponent(slug)), document.baseURI);
  return templated || webAddress(sourceUrl ?? '') || own;
}

function writeDate(date: string, lang: string): string {
  try {
    return new Date(date).toLocaleDateString(lang || undefined, { dateStyle: 'medium', timeZone: 'UTC' });
  } catch {
    return ''; // no date, or no language
  }
}
