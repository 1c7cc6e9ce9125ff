import type { Block } from './blocks';
import { type Byline, isAside, readByline } from './byline';
import { isName } from './name-lists';
import type { Page } from './page-parts';

/** @returns whether the line above or below an article says no more than who wrote it, and when. */
export function signs(page: Page, blocks: Block[], at: number): boolean {
  const { text } = blocks[at]!;
  const next = blocks[at + 1]?.text ?? '';
  const isBelow =
    /^(?:review(?:ed)?|written|words|text|posted|published)\b/i.test(text) ||
    at >= blocks.length - mostBelow ||
    at > page.lastSentence;
  if (!isBelow && !isAtHead(page)) return false;
  const follows = readByline(next);
  const isAbove =
    isAtHead(page) && isName(text) && (isAside(next) || (follows?.datePublished && !follows.author));
  const found: Byline | null = readByline(text) ?? (isAbove ? { author: text } : null);
  if (!found) return isAside(text) && isAtHead(page);
  page.author ??= found.author ?? null;
  page.datePublished ??= found.datePublished ?? null;
  return true;
}

/** So many lines below an article may say who wrote it. */
const mostBelow = 3;

/** So much may stand between headline and byline: a standfirst, whose picture it is. */
const longestStandfirst = 400;

function isAtHead({ body }: Page): boolean {
  return body.length <= 3 && body.reduce((sum, { text }) => sum + text.length, 0) <= longestStandfirst;
}

/** "— Ada Okonkwo" below the last paragraph. */
export function dropSignature(page: Page): void {
  const [, name] =
    /^(?:[-–—~]+\s*(?:by\s+)?(?=.*)|(?=[^,]{3,60},\s\d[\d./-]{5,9}$))(.{3,60}?)(?:,\s(?:.{0,20}\d{4}|\d[\d./-]{5,9}))?\.?$/i.exec(
      page.body.at(-1)?.text ?? '',
    ) ?? [];
  if (!name || !isName(name) || page.body.length < 2) return;
  page.author ??= name;
  page.body.pop();
}

const company =
  /\b(?:media|ltd|limited|inc|llc|gmbh|corp|company|group|news|magazine|times|review|reviews|post|guardian|press|publishing|network|films?|movies|cinema|blog|network|journal|online|site)\b\.?|\.\w{2,4}$|^the\s/i;

/** Who holds the rights in a film. */
const studio = /\b(?:films?|pictures|productions?|studios?|entertainment|releasing)\b/i;

/** Who holds the rights is the author of a page without a byline, or its publication. */
export function settleRights(
  page: Page,
  { year, owner }: { year: number | null; owner: string | null },
): void {
  page.copyrightYear = year;
  const byline = page.author ?? page.details.author ?? null;
  const isPublication = owner !== null && owner.toLowerCase() === page.publication?.toLowerCase();
  const isSamePerson = byline?.split(' ')[0] === owner?.split(' ')[0];
  if (owner === null || isPublication) page.author = byline;
  else if (byline !== null && !isSamePerson) {
    page.author = byline;
    if (company.test(owner) && !studio.test(owner)) page.publication ??= owner;
  } else if (company.test(owner) && !isName(owner.replace(company, ''))) {
    if (!studio.test(owner)) page.publication ??= owner;
  } else page.author = owner;
}
