import fc from 'fast-check';
import { element, writeXml } from '../../../src/web/syndication/xml';
import { parseXml } from './xml';

describe('an XML document', () => {
  it('is written with what is in it', () => {
    expect(writeXml(element('a', [element('b', 1), element('c', [], { d: 'e' }), element('f', 'g')]))).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<a><b>1</b><c d="e"/><f>g</f></a>\n',
    );
  });

  it('holds any text as it is, but for what no document can hold', () => {
    const texts = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(texts, texts, (text, attribute) => {
        const parsed = parseXml(writeXml(element('a', text, { b: attribute })));
        const kept = (given: string) =>
          [...given]
            .filter((character) => /[\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(character))
            .join('')
            .replace(/\r\n?/g, '\n');
        expect(parsed.text).toBe(kept(text));
        // Line breaks within attributes are spaces to whoever reads them.
        expect(parsed.attributes.b).toBe(kept(attribute).replace(/[\t\n]/g, ' '));
      }),
    );
  });

  it.each(['<a>', '<a b=c/>', '<a>&</a>', '<a></b>', 'text', '<a>\u0000</a>'])(
    'is not, to the tests either: %j',
    (text) => {
      expect(() => parseXml(text)).toThrow();
    },
  );
});
