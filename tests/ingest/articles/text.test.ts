import fc from 'fast-check';
import { UnreadableArticle } from '../../../src/ingest/articles/article';
import { decodeText, largestArticleBytes } from '../../../src/ingest/articles/text';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('the text of a file', () => {
  it.each([
    ['UTF-8', utf8('a\nb')],
    ['Windows line ends', utf8('a\r\nb')],
    ['old Macintosh line ends', utf8('a\rb')],
    ['a byte order mark', utf8('\ufeffa\nb')],
    ['UTF-16, little end first', utf16('a\nb')],
    ['UTF-16, big end first', utf16('a\nb').swap16()],
    ['soft hyphens, directions and zero width', utf8('\u00ad\u202aa\u200b\n\u200eb')],
    ['what a terminal would obey', utf8('\x1ba\n\x7fb')],
  ])('is read from %s', (_, bytes) => expect(decodeText(bytes)).toEqual({ text: 'a\nb', doubts: [] }));

  it('has plain spaces for tabs and no-break spaces, and composed letters', () => {
    expect(decodeText(utf8('a\tb\u00a0c\u3000d e\u0301')).text).toBe('a b c d é');
  });

  it('is read as Windows-1252, with a doubt, where it is not UTF-8', () => {
    const { text, doubts } = decodeText(Uint8Array.of(0x93, 0xe9, 0x94));
    expect(text).toBe('“é”');
    expect(doubts).toEqual([expect.stringContaining('Windows-1252')]);
  });

  it.each([
    ['no bytes', new Uint8Array(), 'is empty'],
    ['blanks', utf8(' \r\n\t\u00a0\n'), 'is empty'],
    ['a byte order mark', utf8('\ufeff'), 'is empty'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'is not text: '],
    ['NUL in UTF-8', utf8('a\0b'), 'is not text: it holds the control character 0 at 1'],
    ['NUL in UTF-16', utf16('a\0b'), 'is not text: it holds the control character 0 at 1'],
    ['a book', new Uint8Array(largestArticleBytes + 1).fill(65), 'is too large: a page has at most 0.5 MB'],
  ])('cannot be had from %s', (_, bytes, reason) => {
    expect(() => decodeText(bytes)).toThrow(UnreadableArticle);
    expect(() => decodeText(bytes)).toThrow(reason);
  });

  it('comes back from any text in UTF-8 that has no blanks and no control characters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\p{N}\p{P} \n]*\p{L}$/u), (text) =>
        expect(decodeText(utf8(text)).text).toBe(text.normalize('NFC').replace(/[^\S\n]/g, ' ')),
      ),
    );
  });
});
