import { CreditRole } from '../../films/credit-role';
import { canonicalGenres } from '../matching/genre-synonyms';
import {
  averageOf,
  type CatalogueReader,
  checkTmdbId,
  cleanNameOrNull,
  countOf,
  imdbIdOf,
  noRows,
  RowFault,
  readRow,
  runtimeOf,
} from './catalogue';
import { objectOn } from './json-object';
import { readLines } from './lines';
import { addNamedPeople, filmByName } from './named-people';
import type { SourceFile } from './source-file';

/**
 * Read our own JSON lines, a film a line, as a stream: the form of `readFilmLines`, or with `year` for releaseYear and
 * names alone for people.
 */
export async function* readFilms(files: readonly SourceFile[]): CatalogueReader {
  for (const [place, file] of files.entries()) {
    for await (const { number, texts, faults } of readLines(file)) {
      const rows = noRows(file.name);
      rows.refused.push(...faults);
      for (const [offset, text] of texts.entries()) {
        const line = number + offset;
        if (text.trim() === '') continue;
        readRow(rows, line, () => {
          const said = objectOn(text);
          const key = `${place}:${line}`;
          const named = filmByName({
            key,
            title: said.title,
            year: said.releaseYear ?? said.year,
            genres: canonicalGenres(Array.isArray(said.genres) ? said.genres.map(String) : []),
          });
          const hasImdbId = said.imdbId !== undefined && said.imdbId !== null;
          const imdbId = imdbIdOf(said.imdbId, 'tt');
          if (hasImdbId && imdbId === null) throw new RowFault('has an imdbId that is none of IMDb');
          const hasTmdbId = said.tmdbId !== undefined && said.tmdbId !== null;
          const film = {
            ...named,
            imdbId,
            tmdbId: hasTmdbId ? checkTmdbId(said.tmdbId) : null,
            originalTitle: cleanNameOrNull(said.originalTitle, 'original title'),
            runtimeMinutes: runtimeOf(Number(said.runtimeMinutes)),
            voteCount: countOf(said.voteCount),
            voteAverage: averageOf(said.voteAverage),
            castIsComplete: said.castIsComplete === true,
          };
          const { directors, cast } = said;
          addNamedPeople(rows, { filmKey: key, line, people: directors, role: CreditRole.DIRECTOR });
          addNamedPeople(rows, { filmKey: key, line, people: cast, role: CreditRole.ACTOR });
          rows.films.push({ ...film, line });
        });
      }
      yield rows;
    }
  }
}
