import { UnreadableArticle } from './article';

/** About 80,000 words: no article is longer, and PostgreSQL's text search takes no more than twice that. */
export const largestArticleBytes = 512 * 1024;

/** Tab, line feed, form feed, carriage return and escape occur in text; NUL, which no column takes, does not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;
/** Those, and every blank but the line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const notInText = /[^\S\n]|[\0-\x08\x0b\x0e-\x1f]/g;
/** Byte order marks, soft hyphens, marks of direction, and what a terminal would obey when a report is printed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const invisible = /[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\x1b\x7f-\x84\x86-\x9f]/g;

/**
 * Turn the bytes of a text file into text with "\n" between lines, NFC, and no invisible characters.
 * @param most bytes that it may have.
 * @throws UnreadableArticle for a binary, an empty or a far too large file.
 */
export function decodeText(
  bytes: Uint8Array,
  most = largestArticleBytes,
): { text: string; doubts: string[] } {
  if (bytes.length > most) throw tooLarge(most);
  const { text, doubts } = decode(bytes);
  const control = controlCharacter.exec(text);
  if (control) {
    throw new UnreadableArticle(
      `is not text: it holds the control character ${control[0].charCodeAt(0)} at ${control.index}`,
    );
  }
  const clean = cleanText(text);
  if (clean.trim() === '') throw new UnreadableArticle('is empty');
  return { text: clean, doubts };
}

/** Line ends, blanks and letters in one form each, and nothing invisible; control characters become blanks. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(invisible, '')
    .replace(notInText, ' ')
    .normalize('NFC');
}

/** @param most bytes that it may have. */
export function tooLarge(most: number): UnreadableArticle {
  return new UnreadableArticle(`is too large: a page has at most ${most / 1024 ** 2} MB`);
}

/** Its bytes 80 to 9F. TextDecoder takes it for Latin-1 on many versions of Node, 20 among them: nodejs/node#56542. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function decode(bytes: Uint8Array): { text: string; doubts: string[] } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), doubts: [] };
  if (first === 0xfe && second === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), doubts: [] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), doubts: [] };
  } catch {
    return {
      text: Buffer.from(bytes)
        .toString('latin1')
        .replace(/[\x80-\x9f]/g, (character) => windows1252[character.charCodeAt(0) - 0x80]!),
      doubts: ['the text is not UTF-8; it was read as Windows-1252'],
    };
  }
}

/** A form that matches a text as it stands, to be put into another. */
export function formOf(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
