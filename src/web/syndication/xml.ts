/** An element of an XML document. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  content: string | readonly XmlElement[];
}

/** @param content text as it is, which is escaped where it is written, or the elements within. */
export function element(
  name: string,
  content: string | number | readonly XmlElement[] = [],
  attributes: Record<string, string> = {},
): XmlElement {
  return { name, attributes, content: typeof content === 'number' ? String(content) : content };
}

/** @returns a whole document. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${write(root)}\n`;
}

function write({ name, attributes, content }: XmlElement): string {
  const tag = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(value)}"`)];
  const inner = typeof content === 'string' ? escapeXml(content) : content.map(write).join('');
  return inner === '' ? `<${tag.join(' ')}/>` : `<${tag.join(' ')}>${inner}</${name}>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that no XML document can hold, escaped or not, are left out. https://www.w3.org/TR/xml/#charsets */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => entities[character]!);
}
