import { type ArticleReading, type Omission, type Refusal, UnreadableArticle } from './article';
import { itemTooLong, textOf, type XmlElement, XmlItems } from './xml';

export { textOf, type XmlElement };

/** What is read from each item of one XML format. */
export interface ItemReader {
  itemNames: readonly string[];
  /**
   * @param beside what the document has said beside its items so far.
   * @throws UnreadableArticle where the item holds no article.
   */
  read(item: XmlElement, beside: XmlElement): ArticleReading | Omission;
}

const encodingDeclared = /^[^>]{0,200}\bencoding\s*=\s*["']([\w-]{1,40})["']/;

/** Read the articles of an XML document as it comes in; no more than one of them is in memory. */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  reader: ItemReader,
): AsyncGenerator<ArticleReading | Refusal | Omission> {
  const items = new XmlItems(reader.itemNames);
  let decoder: TextDecoder | undefined;
  const readAll = function* (text: string) {
    // NUL and its like are no text; one of them must not cost the articles around it.
    for (const { element, isTooLong, entity, line } of items.add(text.replaceAll('\0', ''))) {
      if (isTooLong) yield { unreadable: itemTooLong, line };
      else if (entity !== null)
        yield { unreadable: `has &${entity};, which the file declares and nobody replaces`, line };
      else yield readItem(reader, { element, beside: items.beside, line });
    }
  };
  try {
    for await (const chunk of bytes) {
      decoder ??= decoderFor(chunk);
      yield* readAll(decoder.decode(chunk, { stream: true }));
    }
    if (decoder) yield* readAll(decoder.decode());
    items.end();
  } catch (error) {
    if (!(error instanceof UnreadableArticle)) throw error;
    yield { unreadable: error.message, line: items.line };
  }
}

function readItem(
  reader: ItemReader,
  { element, beside, line }: { element: XmlElement; beside: XmlElement; line: number },
): ArticleReading | Refusal | Omission {
  try {
    const reading = reader.read(element, beside);
    if ('article' in reading && JSON.stringify(reading.article).includes('\uFFFD')) {
      reading.doubts.push('holds bytes that are no letters in the encoding of the file; each is shown as �');
    }
    return { ...reading, line };
  } catch (error) {
    if (!(error instanceof UnreadableArticle)) throw error;
    return { unreadable: error.message, line };
  }
}

function decoderFor(start: Uint8Array): TextDecoder {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le');
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be');
  const declared = encodingDeclared.exec(Buffer.from(start.subarray(0, 400)).toString('latin1'))?.[1];
  try {
    return new TextDecoder(declared ?? 'utf-8');
  } catch {
    return new TextDecoder('utf-8');
  }
}
