import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json: the same whether this runs from `src` or from `dist`. */
export const projectRoot = findUpwards('package.json', __dirname);

function findUpwards(name: string, from: string): string {
  if (existsSync(join(from, name))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`no ${name} above ${__dirname}`);
  return findUpwards(name, parent);
}
