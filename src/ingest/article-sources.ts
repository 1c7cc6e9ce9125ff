import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../errors';
import { UnreadableArticle } from './articles/article';

export interface ArticleSource {
  /** As the person gave it, for messages. */
  name: string;
  /** In bytes; null where nobody can tell. */
  size: number | null;
  /** So far. */
  bytesRead: number;
  /** To be called once. @throws UnreadableArticle where it cannot be read, or not to its end. */
  read(): AsyncIterable<Uint8Array>;
}

/** What articles are called in a folder, packed or not; what else stands there is a site's furniture. */
const articleName = /^[^.].*\.(?:txt|text|html?|xhtml|md|markdown|xml|rss|atom|json|jsonl|ndjson)(?:\.gz)?$/i;

/**
 * @param paths files, folders (what is called like an article in them and below, by name) and "-" for standard input.
 * @returns also what is not there: it says so when it is read, so that one bad path leaves the others.
 */
export async function findArticleSources(paths: string[]): Promise<ArticleSource[]> {
  const found = await Promise.all(paths.map(sourcesAt));
  return found.flat();
}

async function sourcesAt(path: string): Promise<ArticleSource[]> {
  if (path === '-') return [sourceOf('standard input', null, () => process.stdin)];
  const status = await stat(path).catch(() => undefined);
  if (!status?.isDirectory()) return [fileSource(path, status?.size ?? 0)];
  try {
    const entries = await readdir(path, { withFileTypes: true, recursive: true });
    const files = entries
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && articleName.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    if (files.length === 0) throw new UnreadableArticle('is a folder without articles');
    return await Promise.all(
      files.map(async (file) => fileSource(file, (await stat(file).catch(() => undefined))?.size ?? 0)),
    );
  } catch (error) {
    return [
      sourceOf(path, 0, () => {
        throw error;
      }),
    ];
  }
}

function fileSource(path: string, size: number): ArticleSource {
  return sourceOf(path, size, () => createReadStream(path));
}

function sourceOf(name: string, size: number | null, open: () => AsyncIterable<Uint8Array>): ArticleSource {
  const source: ArticleSource = {
    name,
    size,
    bytesRead: 0,
    read: async function* () {
      try {
        for await (const chunk of open()) {
          source.bytesRead += chunk.length;
          yield chunk;
        }
      } catch (error) {
        if (codeOf(error) === 'ENOENT') throw new UnreadableArticle('is not there');
        if (codeOf(error)) throw new UnreadableArticle(`cannot be read (${codeOf(error)})`);
        throw error;
      }
    },
  };
  return source;
}
