import { Readable } from 'node:stream';
import { codeOf } from '../../errors';
import { unpacked } from '../unpacked';
import { type Article, type ArticleReading, type Omission, type Refusal, UnreadableArticle } from './article';
import { feedItems } from './feed';
import { largestPageBytes, readHtml } from './html';
import { readJsonLines } from './json-lines';
import { readMarkdown } from './markdown';
import { hasMarkup, lineOfMarkup, textOfMarkup } from './markup';
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
    if (format in many) {
      for await (const reading of many[format as keyof typeof many](bytes)) yield inPlainText(reading);
    } else {
      const { read, most } = single[format as keyof typeof single];
      yield inPlainText(read(await wholeOf(bytes, most)));
    }
  } catch (error) {
    if (!(error instanceof UnreadableArticle)) throw error;
    yield { unreadable: error.message };
  }
}

/** Whatever a reader has overlooked: what a source says is text, wherever it says it. An export is taken as it is. */
function inPlainText(reading: Reading): Reading {
  if (!('article' in reading) || reading.record?.film.slug !== undefined) return reading;
  const { sourceUrl: _, ...told } = reading.article;
  if (!hasMarkup(JSON.stringify(told))) return reading;
  const plain = (text: string) => (hasMarkup(text) ? lineOfMarkup(text) : text);
  const { film, author } = told;
  const article: Article = {
    ...reading.article,
    headline: plain(told.headline),
    film: { ...film, title: plain(film.title) },
    directors: told.directors.map(plain).filter((name) => name !== ''),
    actors: told.actors
      .map(({ name, character }) => ({ name: plain(name), character: character && plain(character) }))
      .filter(({ name }) => name !== ''),
    genres: told.genres.map(plain).filter((name) => name !== ''),
    author: author && { name: plain(author.name), bio: author.bio && plain(author.bio) },
    publication: told.publication && plain(told.publication),
    body: told.body.flatMap((text) => (hasMarkup(text) ? textOfMarkup(text).split('\n\n') : [text])),
    ...(told.slug && { slug: plain(told.slug) }),
    ...(told.tags && { tags: told.tags.map(plain) }),
  };
  article.body = article.body.filter((text) => text.trim() !== '');
  if (article.author?.name === '') article.author = null;
  const isEmpty = article.headline === '' || article.film.title === '' || article.body.length === 0;
  const { line } = reading;
  return isEmpty
    ? { unreadable: 'has no text beside its markup', ...(line !== undefined && { line }) }
    : { ...reading, article };
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
