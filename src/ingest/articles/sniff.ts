/** The forms in which articles come. */
export type ArticleFormat = 'text' | 'html' | 'markdown' | 'wordpress' | 'feed' | 'json-lines';

/** So much of a source is looked at. */
export const sniffedBytes = 64 * 1024;

const comments = /^(?:\s*(?:<\?[^>]{0,1000}\?>|<!--[\s\S]{0,4000}?-->))*\s*/;
const page = /^<(?:!doctype html|html|head|body|article|main|div|p|section|meta|title|h1|script|link)\b/i;
const elements = /<\/(?:p|div|article|h[1-6]|html|body|section|script|blockquote|em|strong|i|b|a|span)>/gi;
const markdownSigns = [
  /^#{1,3} \S/m,
  /^(?:Title|Headline).{0,200}\n=+$/m,
  /\*\*[^*\n]{1,200}\*\*/,
  /\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)/,
  /^> \S/m,
  /(?<![*\w])[*_][^\s*_][^*_\n]{0,200}[*_](?![*\w])/,
];

/**
 * Which form a source has, by its content: names of files are not to be relied on.
 * @param start its first bytes, up to `sniffedBytes`.
 */
export function sniffFormat(start: Uint8Array): ArticleFormat {
  const text = decodeStart(start);
  const trimmed = text.replace(comments, '');
  if (/^\{\s*"/.test(trimmed) || /^\{\}/.test(trimmed)) return 'json-lines';
  if (/^<(?:rss|feed|rdf:RDF|!DOCTYPE\s+(?!html)\w+)\b/i.test(trimmed)) {
    return /xmlns:wp\s*=|wordpress\.org\/export|<wp:wxr_version/i.test(text) ? 'wordpress' : 'feed';
  }
  if (page.test(trimmed) || /^\s*<\?xml[^>]*\?>\s*<html/i.test(text)) return 'html';
  if (/^(?:---|\+\+\+)[ \t]*\r?\n/.test(text)) return 'markdown';
  // Text with a tag or two in it is text with markup: what is between tags is read either way.
  if ((text.match(elements)?.length ?? 0) >= 2) return 'html';
  const signs = markdownSigns.filter((sign) => sign.test(text)).length;
  return signs >= 2 || /^#{1,2} \S/.test(trimmed) ? 'markdown' : 'text';
}

function decodeStart(start: Uint8Array): string {
  const [first, second] = start;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(start.subarray(0, sniffedBytes)).replace(/^\uFEFF/, '');
}
