import type { FilmFacts } from '../upsert-film';

/**
 * Read our own form of film facts: JSON lines, a film a line.
 * {"title", "originalTitle"?, "releaseYear", "imdbId"?, "tmdbId"?, "voteCount"?, "voteAverage"?, "genres": [name], "directors": [{"name", "born"?}],
 *  "cast": [{"name", "born"?, "character"?}], "castIsComplete"?}; the cast top billed first.
 * @throws SyntaxError that names the line.
 */
export function readFilmLines(text: string): FilmFacts[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [toFacts(JSON.parse(line))];
    } catch (error) {
      throw new SyntaxError(`line ${index + 1}: ${(error as Error).message}`);
    }
  });
}

interface FilmLine {
  title: string;
  originalTitle?: string;
  releaseYear: number | null;
  imdbId?: string;
  tmdbId?: number;
  voteCount?: number;
  voteAverage?: number;
  genres: string[];
  directors: { name: string; born?: number }[];
  cast: { name: string; born?: number; character?: string }[];
  castIsComplete?: boolean;
}

function toFacts(line: FilmLine): FilmFacts {
  const toPerson = ({ name, born }: { name: string; born?: number }) => ({ name, birthYear: born });
  return {
    title: line.title,
    originalTitle: line.originalTitle,
    releaseYear: line.releaseYear,
    imdbId: line.imdbId,
    tmdbId: line.tmdbId,
    voteCount: line.voteCount,
    voteAverage: line.voteAverage,
    genres: line.genres,
    directors: line.directors.map(toPerson),
    cast: line.cast.map((member) => ({ ...toPerson(member), character: member.character })),
    castIsComplete: line.castIsComplete ?? false,
  };
}
