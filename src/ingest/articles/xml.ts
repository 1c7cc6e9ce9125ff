import { Parser } from 'htmlparser2';
import { UnreadableArticle } from './article';

/** One item with all its text; more is no article, and would have to be kept in memory. */
const largestItem = 8 * 1024 ** 2;
/** Without an element's beginning or end in it: the parser keeps it all. */
const longestText = 64 * 1024 ** 2;
const deepest = 64;
/** Elements, and characters of each. */
const mostBeside = 1_000;
const mostEntities = 1_000;

/** An element with its text and its attributes; what it holds stands in `children`. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlElement[];
}

export interface XmlItem {
  element: XmlElement;
  /** Then what there was beyond was not kept. */
  isTooLong: boolean;
  /** One that the document declares itself, and that is not replaced; null where the item has none. */
  entity: string | null;
  line: number;
}

/**
 * Items of an XML document, one after the other, each complete: of the document no more than one is in memory.
 * Entities that the document declares are not replaced, and nothing is fetched.
 */
export class XmlItems {
  /** What stands beside the items: the title of the site, its authors. */
  readonly beside: XmlElement = element('', {});
  private readonly path: XmlElement[] = [];
  private readonly complete: XmlItem[] = [];
  private itemDepth = 0;
  private itemLine = 0;
  private linesBefore = 1;
  private chunk = '';
  private chunkStart = 0;
  private sinceElement = 0;
  private itemSize = 0;
  /** Whose text is markup itself, written as elements: Atom's XHTML. */
  private markup: XmlElement | undefined;
  private isEnding = false;
  /** Names of what the document declares. */
  private readonly entities = new Set<string>();
  private readonly parser: Parser;

  /** @param itemNames what an item is called. */
  constructor(private readonly itemNames: readonly string[]) {
    this.parser = new Parser(
      {
        onopentag: (name, attributes) => this.open(name, attributes),
        ontext: (text) => this.addText(text),
        onclosetag: () => this.close(),
        onprocessinginstruction: (_, text) => {
          if (text.startsWith('!')) this.declare(text);
        },
      },
      { xmlMode: true, decodeEntities: true, recognizeCDATA: true },
    );
  }

  /** @returns the items that are complete now. */
  *add(chunk: string): Generator<XmlItem> {
    this.sinceElement += chunk.length;
    if (this.sinceElement > longestText)
      throw new UnreadableArticle(`has more than ${longestText / 1024 ** 2} MB in one piece`);
    this.chunk = chunk;
    this.parser.write(chunk);
    this.linesBefore += countLines(chunk, chunk.length);
    this.chunkStart += chunk.length;
    yield* this.complete.splice(0);
  }

  /** @throws UnreadableArticle where the document was cut off. */
  end(): void {
    this.isEnding = true;
    const isCutOff = this.path.length > 0;
    this.parser.end();
    if (isCutOff) throw new UnreadableArticle('ends before its last element does');
  }

  get line(): number {
    return this.linesBefore;
  }

  /** Declarations come up to their first `>`, that of the document type together with the first in its brackets. */
  private declare(text: string): void {
    const declarations = text.split(/<?!(?=entity|element|attlist|notation|doctype)/i);
    // Beyond an element in a value, what is of the document and what is of the value cannot be told apart.
    if (declarations.some((declaration) => declaration.includes('<')))
      throw new UnreadableArticle('declares an entity that holds elements');
    for (const declaration of declarations) {
      const name = /^entity\s+(?:%\s+)?([^\s"'&;]{1,100})/i.exec(declaration)?.[1];
      if (name) this.entities.add(name);
    }
    if (this.entities.size > mostEntities)
      throw new UnreadableArticle(`declares more than ${mostEntities.toLocaleString('en')} entities`);
  }

  private entityIn(item: XmlElement): string | null {
    if (this.entities.size === 0) return null;
    const names = [...JSON.stringify(item).matchAll(/&([^\s"'&;]{1,100});/g)].map((found) => found[1]!);
    return names.find((name) => this.entities.has(name)) ?? null;
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (this.path.length >= deepest)
      throw new UnreadableArticle(`nests more than ${deepest} elements in one another`);
    const opened = element(name, attributes);
    if (this.markup) this.addMarkup(`<${name.replace(/^\w+:/, '')}>`);
    else if (this.itemDepth > 0) {
      const isKept = this.grow(name.length + JSON.stringify(attributes).length);
      if (isKept) this.path.at(-1)!.children.push(opened);
    } else if (this.itemNames.includes(name)) {
      this.itemDepth = this.path.length + 1;
      this.itemSize = 0;
      this.itemLine = this.linesBefore + countLines(this.chunk, this.parser.startIndex - this.chunkStart);
    } else {
      // What a site says of itself is little, and stands right below the root or its channel.
      const isBeside = this.path.length < 2 || (this.path.length === 2 && this.path[1]!.name === 'channel');
      const parent = isBeside ? this.beside : this.path.at(-1)!;
      if (parent.children.length < mostBeside) parent.children.push(opened);
    }
    this.path.push(opened);
    this.sinceElement = 0;
    if (this.itemDepth > 0 && attributes.type === 'xhtml') this.markup ??= opened;
  }

  private addMarkup(text: string): void {
    if (this.grow(text.length)) this.markup!.text += text;
  }

  private addText(text: string): void {
    const current = this.path.at(-1);
    if (!current) return;
    this.sinceElement = 0;
    if (this.markup) {
      this.addMarkup(text.replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;')));
      return;
    }
    if (this.itemDepth > 0 ? !this.grow(text.length) : current.text.length > mostBeside) return;
    current.text += text;
  }

  private close(): void {
    const closed = this.path.pop();
    if (closed === this.markup) this.markup = undefined;
    else if (this.markup) this.addMarkup(`</${closed?.name.replace(/^\w+:/, '')}>`);
    if (!closed || this.path.length + 1 !== this.itemDepth) return;
    this.itemDepth = 0;
    const isTooLong = this.itemSize > largestItem;
    if (this.isEnding) return;
    this.complete.push({ element: closed, isTooLong, entity: this.entityIn(closed), line: this.itemLine });
  }

  /** @returns whether the item is still of a size that one has. */
  private grow(by: number): boolean {
    this.itemSize += by;
    return this.itemSize <= largestItem;
  }
}

export const itemTooLong = `is longer than ${largestItem / 1024 ** 2} MB`;

/** The text of the first child of a name, null where it has none. */
export function textOf(parent: XmlElement, ...names: string[]): string | null {
  for (const name of names) {
    const found = parent.children.find((child) => child.name === name && child.text.trim() !== '');
    if (found) return found.text.trim();
  }
  return null;
}

function element(name: string, attributes: Record<string, string>): XmlElement {
  return { name, attributes, text: '', children: [] };
}

function countLines(text: string, until: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
