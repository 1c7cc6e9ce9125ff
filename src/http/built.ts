import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from '../errors';
import { projectRoot } from '../project';

/** What `npm run build` makes for browsers. */
export const builtFolder = join(projectRoot, 'dist/web');

/** @param name below that folder. @throws OperatorError if it has not been built. */
export function readBuilt(name: string): Promise<Buffer> {
  return readFile(join(builtFolder, name)).catch(() => {
    throw notBuilt();
  });
}

export function notBuilt(): OperatorError {
  return new OperatorError('the pages have not been built: run "npm run build"');
}
