import type { Known } from './article';
import { type Block, endsSentence } from './blocks';
import { isReleaseNote } from './furniture';

/**
 * Above an article whose headline stands elsewhere there may be menus and headings of the site, and what it is of in a
 * sentence.
 */
export function withoutKickers(body: Block[], known: Known): Block[] {
  if (known.headline === undefined) return body;
  const begins = body.findIndex((block) => endsSentence(block) || block.text.split(/\s+/).length > 3);
  const article = begins < 0 ? body : body.slice(begins);
  const [first, ...rest] = article;
  return rest.length > 0 && first!.text === known.standfirst ? rest : article;
}

/** Above an article stands the title again, and below it when and where the film opens. */
export function withoutNotes(body: Block[], { title }: { title: string }): Block[] {
  const begin = body[0]?.text.toLowerCase() === title.toLowerCase() ? 1 : 0;
  const end = body.findLastIndex(({ text }) => !isReleaseNote(text));
  return end <= begin ? body : body.slice(begin, end + 1);
}
