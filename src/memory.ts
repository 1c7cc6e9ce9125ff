import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Has V8 collect its garbage now. Building an index leaves half as much garbage as index, and a process that
 * then has little to do would hold on to it for hours. Node has no other way to say this at run time.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}
