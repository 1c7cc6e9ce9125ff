import type { Column } from './table';
import { titleAndYear } from './words';

interface FilmShown {
  slug: string;
  title: string;
  releaseYear: number | null;
}

/** Title and year where there is a film, which lead to the page that readers have of the film. */
export function filmColumn<Row>(name: string, filmOf: (row: Row) => FilmShown | null): Column<Row> {
  return {
    name,
    value: (row) => {
      const film = filmOf(row);
      return film && titleAndYear(film);
    },
    show: (row) => {
      const film = filmOf(row);
      return film ? (
        <a href={`/films/${encodeURIComponent(film.slug)}`}>
          <span dir="auto">{titleAndYear(film)}</span>
        </a>
      ) : (
        '–'
      );
    },
  };
}
