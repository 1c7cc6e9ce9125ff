import { CreditRole } from '../../films/credit-role';
import { canonicalGenres } from '../matching/genre-synonyms';
import { type CatalogueReader, noRows, RowFault, readRow } from './catalogue';
import { readArrayElements } from './json-array';
import { objectOn } from './json-object';
import { addNamedPeople, filmByName } from './named-people';
import type { SourceFile } from './source-file';

/**
 * Read wikipedia-movie-data: a JSON array of films with title, year, names of the cast, genres.
 * Source: https://github.com/prust/wikipedia-movie-data
 */
export async function* readWikipedia(files: readonly SourceFile[]): CatalogueReader {
  for (const [place, file] of files.entries()) {
    for await (const elements of readArrayElements(file)) {
      const rows = noRows(file.name);
      for (const element of elements) {
        readRow(rows, element.line, () => {
          if ('reason' in element) throw new RowFault(element.reason);
          const { title, year, cast, genres } = objectOn(element.text);
          const { line } = element;
          const film = filmByName({
            key: `${place}:${line}`,
            title,
            year,
            genres: canonicalGenres(Array.isArray(genres) ? genres.map(String) : []),
          });
          addNamedPeople(rows, { filmKey: film.key, line, people: cast, role: CreditRole.ACTOR });
          rows.films.push({ ...film, line });
        });
      }
      yield rows;
    }
  }
}
