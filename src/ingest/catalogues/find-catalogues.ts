import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError, unreadable } from '../../errors';
import { FactsSource } from '../../films/facts-source';
import type { CatalogueReader } from './catalogue';
import { type ImdbFile, imdbColumns, readImdb } from './imdb';
import { SourceFile } from './source-file';

/** All files of one run that are of one catalogue. */
export interface Catalogue {
  source: FactsSource;
  /** Whether it knows people by ids, and not by their names alone. */
  hasPersonIds: boolean;
  files: SourceFile[];
  read(): CatalogueReader;
}

type FileKind = `imdb ${ImdbFile}`;

/**
 * @param paths files, told apart by what is in them, and folders, of which the files that are of no catalogue are
 *              left out.
 * @throws OperatorError for a path that is not there, or is of no catalogue, or where a part of one is missing.
 */
export async function findCatalogues(paths: readonly string[]): Promise<Catalogue[]> {
  const files: { file: SourceFile; kind: FileKind }[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
    const found = isFolder ? await filesIn(path) : [path];
    const kinds = await Promise.all(found.map(openFile));
    const known = kinds.flatMap(({ file, kind }) => (kind ? [{ file, kind }] : []));
    if (known.length === 0) {
      throw new OperatorError(
        isFolder ? `${path}: is a folder without files of a catalogue` : `${path}: ${whatIsTaken}`,
      );
    }
    files.push(...known);
  }
  return imdbOf(files);
}

const whatIsTaken =
  'is of no catalogue that is known; --help lists what is, and a file is told by what it begins with';

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
      .map((entry) => join(folder, entry.name))
      .sort();
  } catch (error) {
    throw unreadable(folder, error);
  }
}

async function openFile(path: string): Promise<{ file: SourceFile; kind: FileKind | undefined }> {
  const file = await SourceFile.open(path);
  return { file, kind: kindOf((await file.head()).toString('utf8').replace(/^\uFEFF/, '')) };
}

/** What a file is, by how it begins. */
export function kindOf(head: string): FileKind | undefined {
  const [firstLine = ''] = head.split(/\r?\n/, 1);
  for (const [name, columns] of Object.entries(imdbColumns)) {
    if (firstLine === columns.join('\t')) return `imdb ${name as ImdbFile}`;
  }
  return undefined;
}

function imdbOf(files: readonly { file: SourceFile; kind: FileKind }[]): Catalogue[] {
  const parts: Partial<Record<ImdbFile, SourceFile>> = {};
  for (const { file, kind } of files) {
    if (!kind.startsWith('imdb ')) continue;
    const part = kind.slice('imdb '.length) as ImdbFile;
    const other = parts[part];
    if (other)
      throw new OperatorError(`${file.name}: is title.${part} of IMDb, as ${other.name} is; give one`);
    parts[part] = file;
  }
  const { basics, crew, principals, names } = parts;
  const given = Object.values(parts);
  if (given.length === 0) return [];
  if (!basics) {
    throw new OperatorError(`${given[0]!.name}: is of use together with IMDb's title.basics.tsv.gz only`);
  }
  if ((crew || principals) && !names) {
    throw new OperatorError(
      `${(crew ?? principals)!.name}: is of use together with IMDb's name.basics.tsv.gz only`,
    );
  }
  const read = () => readImdb({ ...parts, basics });
  return [{ source: FactsSource.IMDB, hasPersonIds: true, files: given, read }];
}
