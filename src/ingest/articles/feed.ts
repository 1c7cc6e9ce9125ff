import { type Known, UnreadableArticle } from './article';
import { emphasisIn, lineOfMarkup, textOfMarkup } from './markup';
import { readPage } from './page-text';
import { dateKnown, momentOf } from './schema-org';
import { type ItemReader, textOf, type XmlElement } from './xml-articles';

/** Items of a feed in RSS or Atom. A feed often holds no more than the beginning of an article. */
export const feedItems: ItemReader = {
  itemNames: ['item', 'entry'],
  read(item, beside) {
    const kind = kindOfPost(item);
    if (kind !== null) return { omitted: kind };
    const content = textOf(item, 'content:encoded', 'content', 'description', 'summary');
    if (content === null) throw new UnreadableArticle('has no text');
    return readPage(textOfMarkup(content, { areLinesKept: !/<p[\s>]/i.test(content) }), {
      known: knownByItem(item, beside),
      marked: emphasisIn(content),
    });
  },
};

/** Blogger exports comments, pages, templates and settings as entries too, and says so by a category of this scheme. */
function isKind({ scheme }: XmlElement['attributes']): boolean {
  return scheme === 'http://schemas.google.com/g/2005#kind';
}

/** @returns what an entry is instead of a published post; null for one that is, and in any other feed. */
function kindOfPost(item: XmlElement): string | null {
  const named = item.children.find(({ name, attributes }) => name === 'category' && isKind(attributes));
  const kind = (
    textOf(item, 'blogger:type') ??
    named?.attributes.term?.split('#').at(-1) ??
    'post'
  ).toLowerCase();
  if (kind !== 'post') return /^(?:comment|page)$/.test(kind) ? kind : `of the type "${kind.slice(0, 30)}"`;
  const control = item.children.find(({ name }) => name === 'app:control');
  const isDraft = control && textOf(control, 'app:draft') === 'yes';
  const state = (textOf(item, 'blogger:status') ?? (isDraft ? 'draft' : 'live')).toLowerCase();
  if (state === 'live') return null;
  return state === 'draft' ? state : `not published (${state.slice(0, 20)})`;
}

function knownByItem(item: XmlElement, beside: XmlElement): Known {
  const headline = lineOfMarkup(textOf(item, 'title') ?? '');
  const person =
    item.children.find(({ name }) => name === 'author') ??
    beside.children.find(({ name }) => name === 'author');
  const author = lineOfMarkup(
    textOf(item, 'dc:creator') ??
      (person && textOf(person, 'name')) ??
      nameInAddress(person?.text ?? '') ??
      '',
  );
  const publication = lineOfMarkup(textOf(beside, 'title') ?? '');
  const date = textOf(item, 'pubDate', 'published', 'dc:date', 'updated');
  const url = addressOf(item);
  const tags = item.children
    .filter(({ name, attributes }) => (name === 'category' && !isKind(attributes)) || name === 'dc:subject')
    .map(({ text, attributes }) => lineOfMarkup(text || (attributes.label ?? attributes.term ?? '')))
    .filter((tag) => tag !== '');
  return {
    ...knownByDiary(item),
    ...(headline && { headline }),
    ...(author && { author }),
    ...(publication && { publication }),
    ...dateKnown(date, (said) => momentOf(said) ?? momentOfMail(said)),
    ...(url && { sourceUrl: url }),
    ...(tags.length > 0 && { tags: [...new Set(tags)] }),
  };
}

/** Diaries of films on the web name the film in fields of their own, `letterboxd:filmTitle` and the like. */
function knownByDiary(item: XmlElement): Known {
  const field = (name: string) =>
    item.children.find((child) => child.name.split(':').at(-1) === name)?.text.trim() ?? '';
  const title = lineOfMarkup(field('filmTitle'));
  const releaseYear = Number(/^(?:18[7-9]|19\d|20\d|21\d)\d$/.exec(field('filmYear'))?.[0]);
  const tmdbId = Number(/^\d{1,9}$/.exec(field('movieId'))?.[0]);
  const value = Number(field('memberRating') || Number.NaN);
  return {
    ...(title && { film: { title, ...(releaseYear && { releaseYear }), ...(tmdbId && { tmdbId }) } }),
    ...(value >= 0 && value <= 5 && { rating: { value, best: 5 } }),
  };
}

function addressOf(item: XmlElement): string | null {
  const links = item.children.filter(({ name }) => name === 'link');
  const alternate = links.find(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate');
  const url = (alternate?.attributes.href ?? alternate?.text ?? '').trim();
  return /^https?:\/\/\S+$/.test(url) ? url : null;
}

/** RSS has "ada@example.com (Ada Okonkwo)". */
function nameInAddress(text: string): string | null {
  return /\(([^()]+)\)/.exec(text)?.[1] ?? (text.trim() === '' || text.includes('@') ? null : text);
}

/** "Mon, 03 May 2021 10:00:00 +0000" */
function momentOfMail(date: string): string | null {
  if (!/^(?:\w{3}, )?\d{1,2} \w{3,9} \d{4} \d\d:\d\d/.test(date)) return null;
  const moment = new Date(date);
  return Number.isNaN(moment.getTime()) ? null : momentOf(moment.toISOString());
}
