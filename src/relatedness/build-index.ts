import { collectGarbage } from '../memory';
import { Slices } from '../slices';
import type { CatalogueColumns } from './catalogue-columns';
import type { Profile } from './core/profile';
import { RelatednessIndex } from './core/relatedness-index';

/** For so long at a time requests wait while films are put into a new index; what comes after that is not sliced. */
const sliceMs = 10;

/** In slices, so that requests are answered meanwhile. @returns undefined if it was told to stop. */
export async function buildIndex(
  profile: Profile,
  catalogue: CatalogueColumns,
  stopping: AbortSignal,
): Promise<RelatednessIndex | undefined> {
  const index = new RelatednessIndex(profile);
  index.reserve(catalogue.size);
  const slices = new Slices(sliceMs);
  for (const film of catalogue.filmFacts()) {
    index.put(film);
    if (!slices.isOver) continue;
    await slices.next();
    if (stopping.aborted) return undefined;
  }
  index.settle();
  index.compact();
  collectGarbage();
  return index;
}
