import type { Dirent } from 'node:fs';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { codeOf } from '../errors';
import { UnreadableArticle } from './articles/article';
import { largestArticleBytes, tooLarge } from './articles/text';

export interface ArticleSource {
  /** As the person gave it, for messages. */
  name: string;
  read(): Promise<Uint8Array>;
}

/**
 * @param paths files, folders (every .txt file in them and below, by name) and "-" for standard input.
 * @throws UnreadableArticle on `read`, not here, so that one bad path leaves the others.
 */
export async function findArticleSources(paths: string[]): Promise<ArticleSource[]> {
  const found = await Promise.all(paths.map(sourcesAt));
  return found.flat();
}

async function sourcesAt(path: string): Promise<ArticleSource[]> {
  if (path === '-') return [{ name: 'standard input', read: () => readLimited(process.stdin) }];
  const status = await stat(path).catch(() => undefined);
  if (!status?.isDirectory()) return [{ name: path, read: () => readWhole(path) }];
  let entries: Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true, recursive: true });
  } catch (error) {
    const unreadable = () => Promise.reject(new UnreadableArticle(`cannot be read (${codeOf(error)})`));
    return [{ name: path, read: unreadable }];
  }
  const files = entries
    .filter(
      (entry) =>
        (entry.isFile() || entry.isSymbolicLink()) &&
        extname(entry.name).toLowerCase() === '.txt' &&
        !basename(entry.name).startsWith('.'),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) {
    const nothing = () => Promise.reject(new UnreadableArticle('is a folder without .txt files'));
    return [{ name: path, read: nothing }];
  }
  return files.map((file) => ({ name: file, read: () => readWhole(file) }));
}

async function readWhole(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > largestArticleBytes) throw tooLarge(size);
    return await readLimited(createReadStream(path)); // a pipe or a device has no size to go by
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new UnreadableArticle('is not there');
    if (codeOf(error)) throw new UnreadableArticle(`cannot be read (${codeOf(error)})`);
    throw error;
  }
}

async function readLimited(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > largestArticleBytes) throw tooLarge(bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
