import { rename, rm, writeFile } from 'node:fs/promises';
import { codeOf, OperatorError } from '../../errors';

/** Writes a file wholly or not at all, whatever interrupts it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new OperatorError(`${path} cannot be written (${codeOf(error)})`);
  }
}
