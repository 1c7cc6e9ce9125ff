import { Readable } from 'node:stream';
import { codeOf } from '../../errors';
import { unpacked } from '../unpacked';
import { type ArticleReading, type Omission, type Refusal, UnreadableArticle } from './article';
import { feedItems } from './feed';
import { largestPageBytes, readHtml } from './html';
import { readJsonLines } from './json-lines';
import { readMarkdown } from './markdown';
import { readPageText } from './page-text';
import { type ArticleFormat, sniffedBytes, sniffFormat } from './sniff';
import { largestArticleBytes, tooLarge } from './text';
import { wordpressItems } from './wordpress';
import { readXml } from './xml-articles';

export type Reading = ArticleReading | Refusal | Omission;

/** The forms of which a source holds one article. */
const single = {
  text: { read: readPageText, most: largestArticleBytes },
  markdown: { read: readMarkdown, most: largestArticleBytes },
  html: { read: readHtml, most: largestPageBytes },
};
/** Those of which it holds many. */
const many = {
  wordpress: (bytes: AsyncIterable<Uint8Array>) => readXml(bytes, wordpressItems),
  feed: (bytes: AsyncIterable<Uint8Array>) => readXml(bytes, feedItems),
  'json-lines': readJsonLines,
};

/**
 * Read the articles of a source in whatever form it is, gzip or not, one after the other; of a source with many no
 * more than one is in memory.
 * @throws what befalls the stream that it comes from.
 */
export async function* readArticles(source: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  try {
    const packed = await beginning(source);
    const { start, bytes } = isGzip(packed.start) ? await beginning(unpackedWell(packed.bytes)) : packed;
    const format: ArticleFormat = sniffFormat(start);
    if (format in many) yield* many[format as keyof typeof many](bytes);
    else {
      const { read, most } = single[format as keyof typeof single];
      yield read(await wholeOf(bytes, most));
    }
  } catch (error) {
    if (!(error instanceof UnreadableArticle)) throw error;
    yield { unreadable: error.message };
  }
}

function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

/** The first bytes of a stream, and all of it. */
async function beginning(
  stream: AsyncIterable<Uint8Array>,
): Promise<{ start: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  let failure: unknown;
  while (length < sniffedBytes) {
    try {
      const { done, value } = await iterator.next();
      if (done) break;
      read.push(value);
      length += value.length;
    } catch (error) {
      if (length === 0) throw error;
      failure = error; // what came before it is still to be read
      break;
    }
  }
  async function* all() {
    try {
      yield* read;
      if (failure) throw failure;
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { start: Buffer.concat(read), bytes: all() };
}

async function* unpackedWell(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* unpacked(Readable.from(bytes));
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (code === 'Z_BUF_ERROR') throw new UnreadableArticle('ends too early: its gzip was cut off');
    if (code.startsWith('Z_')) throw new UnreadableArticle(`has damaged gzip (${code})`);
    throw error;
  }
}

async function wholeOf(stream: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
