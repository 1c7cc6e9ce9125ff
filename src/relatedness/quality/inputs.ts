import { defaultProfile, type Profile } from '../core/profile';
import { readProfileFile } from '../profile-file';
import type { CompleteFilms } from './complete-films';
import { readFilmFile } from './film-file';
import { readMovieLinks, withoutLinks } from './movie-links';
import type { Progress } from './progress';
import { readTruth } from './read-truth';
import type { Truth } from './truth';

/** What both commands are told to measure on. */
export interface InputOptions {
  films?: string;
  links?: string;
  profile?: string;
}

export interface Inputs {
  films: CompleteFilms;
  truths: Truth[];
  profile: Profile;
}

/** The films of the store that the settings name, and its active profile. */
export type ReadStore = () => Promise<{ films: CompleteFilms; profile: Profile }>;

/** @throws OperatorError of one line that names the file and, where one is to blame, the line. */
export async function readInputs(
  truthPaths: readonly string[],
  options: InputOptions,
  { readStore, progress }: { readStore: ReadStore; progress: Progress },
): Promise<Inputs> {
  const given = options.profile && (await readProfileFile(options.profile));
  const store = options.films
    ? { films: await readFilmFile(options.films, progress), profile: defaultProfile }
    : await readStore();
  const { films } = store;
  const profile = given || store.profile;
  const findMovie = options.links ? await readMovieLinks(options.links, films) : withoutLinks(films);
  const truths: Truth[] = [];
  for (const path of truthPaths) truths.push(await readTruth(path, films, { findMovie, progress }));
  return { films, truths, profile };
}
