import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CompleteFilm, CompleteFilms } from '../../../src/relatedness/quality/complete-films';
import { makeFolder } from '../../service/program';

/** A film of nothing that another has, but for what is said. */
export function film(id: number, facts: Partial<CompleteFilm> = {}): CompleteFilm {
  const actorIds = Array.from(facts.actorIds ?? [id * 1000 + 1]);
  return {
    id,
    tmdbId: id,
    imdbId: null,
    title: `Film ${id}`,
    releaseYear: 2000,
    voteCount: 0,
    voteAverage: null,
    directorIds: [id * 1000],
    actorIds,
    billings: actorIds.map((_, place) => place),
    genreIds: [id * 1000],
    ...facts,
  };
}

export function filmsOf(ids: number[], facts: Record<number, Partial<CompleteFilm>> = {}): CompleteFilms {
  return new CompleteFilms(ids.map((id) => film(id, facts[id])));
}

/** @returns the path of a new file that holds the lines. */
export async function fileOf(name: string, lines: readonly (string | object)[]): Promise<string> {
  const path = join(await makeFolder(), name);
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  await writeFile(path, texts.map((text) => `${text}\n`).join(''));
  return path;
}
