import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
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
  if (path === '-') return [{ name: 'standard input', read: () => readStandardInput() }];
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
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new UnreadableArticle('is not there');
    if (codeOf(error)) throw new UnreadableArticle(`cannot be read (${codeOf(error)})`);
    throw error;
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  async function* limited() {
    let bytes = 0;
    for await (const chunk of process.stdin) {
      bytes += chunk.length;
      if (bytes > largestArticleBytes) throw tooLarge(bytes);
      yield chunk;
    }
  }
  return buffer(limited());
}
