import { ReviewStatus } from '../../reviews/review-status';
import { type Known, UnreadableArticle } from './article';
import { knownByMatter } from './front-matter';
import { emphasisIn, lineOfMarkup, textOfMarkup } from './markup';
import { readPage } from './page-text';
import { dateKnown } from './schema-org';
import { type ItemReader, textOf, type XmlElement } from './xml-articles';

/** [caption]…[/caption], [gallery ids="1"] */
const caption = /\[caption[^\]]{0,500}\][^[]{0,2000}\[\/caption\]/g;
const shortcode = /\[\/?[a-z][\w-]{1,30}(?:\s[^\]]{0,500})?\]/g;
const statuses: Record<string, ReviewStatus> = { publish: ReviewStatus.PUBLISHED };

/** Items of a WordPress export: posts that are published. All else is left out, and counted. */
export const wordpressItems: ItemReader = {
  itemNames: ['item'],
  read(item, beside) {
    const type = textOf(item, 'wp:post_type') ?? 'post';
    if (type === 'attachment') return { omitted: 'attachment' };
    if (!postTypes.test(type))
      return { omitted: type === 'page' ? 'page' : `of the type "${type.slice(0, 30)}"` };
    const state = textOf(item, 'wp:status') ?? 'publish';
    const status = Object.hasOwn(statuses, state) ? statuses[state] : undefined;
    if (!status)
      return {
        omitted: state === 'draft' || state === 'trash' ? state : `not published (${state.slice(0, 20)})`,
      };
    if (textOf(item, 'wp:post_password')) return { omitted: 'behind a password' };
    const content = textOf(item, 'content:encoded') ?? '';
    if (content === '') throw new UnreadableArticle('has no text');
    return readPage(textOfContent(content), {
      known: knownByItem(item, beside, status),
      marked: emphasisIn(content),
    });
  },
};

/** What sites call what they review films in. */
const postTypes = /^(?:post|article|.*reviews?|films?|movies?)$/;

function textOfContent(content: string): string {
  const html = content.replace(caption, '').replace(shortcode, '');
  // The classic editor writes an empty line where others write <p>.
  return textOfMarkup(html, { areLinesKept: !/<p[\s>]/i.test(html) });
}

function knownByItem(item: XmlElement, beside: XmlElement, status: ReviewStatus): Known {
  const headline = lineOfMarkup(textOf(item, 'title') ?? '');
  const author = authorName(textOf(item, 'dc:creator'), beside);
  const publication = lineOfMarkup(textOf(beside, 'title') ?? '');
  const date = textOf(item, 'wp:post_date_gmt');
  // Of a draft WordPress writes zeros.
  const isKnown = date !== null && !date.startsWith('0000-00-00');
  const local = textOf(item, 'wp:post_date');
  const localDate = local?.startsWith('0000-00-00') ? null : local;
  const url = textOf(item, 'link');
  const slug = textOf(item, 'wp:post_name');
  const tags = item.children
    .filter(({ name }) => name === 'category')
    .map(({ text }) => lineOfMarkup(text))
    .filter((tag) => tag !== '' && tag !== 'Uncategorized');
  const fields = item.children
    .filter(({ name }) => name === 'wp:postmeta')
    .map((meta) => [textOf(meta, 'wp:meta_key') ?? '', textOf(meta, 'wp:meta_value')] as const)
    .filter(([key]) => key !== '' && !key.startsWith('_'));
  // Fields that critics fill in are called as in front matter; the item's own title is its headline.
  const {
    headline: _,
    author: __,
    slug: ___,
    sourceUrl: ____,
    datePublished: _____,
    unreadDate: _______,
    status: ______,
    ...told
  } = knownByMatter(Object.fromEntries(fields));
  return {
    ...told,
    ...(headline && { headline }),
    ...(author && { author }),
    ...(publication && { publication }),
    ...dateKnown(isKnown ? `${date.replace(' ', 'T')}Z` : localDate),
    ...(url && /^https?:\/\/\S+$/.test(url) && { sourceUrl: url }),
    ...(slug && { slug }),
    ...(tags.length > 0 && { tags: [...new Set(tags)] }),
    status,
  };
}

/** Items name their author by the login; the export says beside them who that is. */
function authorName(login: string | null, beside: XmlElement): string | null {
  if (login === null) return null;
  const author = beside.children.find(
    (child) => child.name === 'wp:author' && textOf(child, 'wp:author_login') === login,
  );
  return lineOfMarkup((author && textOf(author, 'wp:author_display_name')) ?? login) || null;
}
