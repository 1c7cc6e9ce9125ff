import { SaxesParser } from 'saxes';

export interface Parsed {
  name: string;
  attributes: Record<string, string>;
  children: Parsed[];
  /** All that is in it, in its order, without the tags. */
  text: string;
}

/** @returns the root. @throws for what is not well-formed. */
export function parseXml(source: string): Parsed {
  const document: Parsed = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    for (const element of open) element.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(source).close();
  return document.children[0]!;
}

/** The elements of this name, in their order, wherever they are. */
export function elementsOf({ children }: Parsed, name: string): Parsed[] {
  return children.flatMap((child) => [...(child.name === name ? [child] : []), ...elementsOf(child, name)]);
}

export function textsOf(element: Parsed, name: string): string[] {
  return elementsOf(element, name).map(({ text }) => text);
}
