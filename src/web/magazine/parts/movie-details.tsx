import type { Article } from '../article-page';
import { People } from './people';
import { Stars } from './stars';

/** The box of facts that stands by every review. */
export function MovieDetails({ review: { film, rating } }: { review: Article }) {
  const isCut = !film.castIsComplete || film.cast.pageInfo.hasNextPage;
  return (
    <aside class="details" aria-labelledby="details">
      <h2 id="details">Movie Details</h2>
      <dl>
        <dt>Title</dt>
        <dd dir="auto">
          <a href={`/films/${film.slug}`}>{film.title}</a>
        </dd>
        {film.releaseYear !== null && (
          <>
            <dt>Release Year</dt>
            <dd>{film.releaseYear}</dd>
          </>
        )}
        {film.directors.length > 0 && (
          <>
            <dt>{film.directors.length === 1 ? 'Director' : 'Directors'}</dt>
            <dd>
              <People people={film.directors} />
            </dd>
          </>
        )}
        {film.cast.nodes.length > 0 && (
          <>
            <dt>Actors</dt>
            <dd>
              <People people={film.cast.nodes.map(({ person }) => person)} />
              {isCut && <abbr title="and others"> a.o.</abbr>}
            </dd>
          </>
        )}
        {rating && (
          <>
            <dt>Rating</dt>
            <dd>
              <Stars rating={rating} />
            </dd>
          </>
        )}
      </dl>
    </aside>
  );
}
