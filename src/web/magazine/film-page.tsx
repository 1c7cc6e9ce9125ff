import { Document } from './document';
import { FilmDocument, type FilmQuery } from './operations.generated';
import { address, type Page } from './page';
import { Cards, FilmCard, ReviewCard } from './parts/cards';
import { filmJsonLd } from './parts/json-ld';
import { People } from './parts/people';
import { Poster } from './parts/poster';
import { count, enumerate, titleAndYear } from './parts/words';

type Film = NonNullable<FilmQuery['film']>;

export const filmPage: Page = async (visit, ask) => {
  const answer = await ask(FilmDocument, { slug: visit.params.slug! });
  const film = answer.film;
  if (!film) return null;
  const path = `/films/${film.slug}`;
  return (
    <Document
      visit={visit}
      frame={answer}
      head={{
        title: titleAndYear(film),
        description: describe(film),
        canonical: path,
        kind: 'video.movie',
        jsonLd: filmJsonLd(film, visit.origin),
      }}
    >
      <div class="profile film">
        <Poster film={film} />
        <div>
          <p class="kicker">
            {film.genres.map(({ slug, name }) => (
              <a key={slug} href={`/genres/${slug}`}>
                {name}
              </a>
            ))}
          </p>
          <h1 dir="auto">{film.title}</h1>
          <Facts film={film} />
          <Cast film={film} />
          <p class="onward">
            <a href={address('/path', { from: film.slug })}>Where does it lead?</a> Find the path to any other
            film.
          </p>
        </div>
      </div>
      <section aria-labelledby="reviews">
        <h2 id="reviews" class="rubric">
          {film.reviews.totalCount > 1 ? count(film.reviews, 'review') : 'Review'}
        </h2>
        {film.reviews.totalCount > 0 ? (
          <Cards size={film.reviews.totalCount === 1 ? 'one' : ''}>
            {film.reviews.nodes.map((review) => (
              <ReviewCard key={review.slug} review={review} />
            ))}
          </Cards>
        ) : (
          <p>Not reviewed yet.</p>
        )}
      </section>
      {film.related.edges.length > 0 && (
        <section aria-labelledby="related">
          <h2 id="related" class="rubric">
            Related films
          </h2>
          <Cards size="six">
            {film.related.edges.map(({ node, reasons }) => (
              <FilmCard key={node.slug} film={node} reasons={reasons.map(({ label }) => label)} />
            ))}
          </Cards>
        </section>
      )}
    </Document>
  );
};

function describe({ title, releaseYear, directors, reviews }: Film): string {
  const by = directors.length > 0 ? ` by ${enumerate(directors.map(({ name }) => name))}` : '';
  const isReviewed = reviews.totalCount > 0 ? count(reviews, 'review') : 'not reviewed yet';
  return `${title}, a film${by}${releaseYear === null ? '' : ` of ${releaseYear}`}: ${isReviewed}.`;
}

function Facts({ film }: { film: Film }) {
  const { originalTitle, releaseYear, runtimeMinutes, directors, imdbId } = film;
  return (
    <dl class="facts">
      {originalTitle && originalTitle !== film.title && (
        <>
          <dt>Original title</dt>
          <dd dir="auto">{originalTitle}</dd>
        </>
      )}
      {releaseYear !== null && (
        <>
          <dt>Year</dt>
          <dd>{releaseYear}</dd>
        </>
      )}
      {runtimeMinutes !== null && (
        <>
          <dt>Runs</dt>
          <dd>{runtimeMinutes} minutes</dd>
        </>
      )}
      {directors.length > 0 && (
        <>
          <dt>{directors.length === 1 ? 'Director' : 'Directors'}</dt>
          <dd>
            <People people={directors} />
          </dd>
        </>
      )}
      {imdbId && (
        <>
          <dt>Elsewhere</dt>
          <dd>
            <a href={`https://www.imdb.com/title/${imdbId}/`} rel="external">
              IMDb
            </a>
          </dd>
        </>
      )}
    </dl>
  );
}

function Cast({ film: { cast, castIsComplete } }: { film: Film }) {
  if (cast.nodes.length === 0) return null;
  const others = cast.totalCount - cast.nodes.length;
  return (
    <section class="cast" aria-labelledby="cast">
      <h2 id="cast">Cast</h2>
      <ul>
        {cast.nodes.map(({ person, character }) => (
          <li key={person.slug}>
            <a href={`/people/${person.slug}`} dir="auto">
              {person.name}
            </a>
            {character && <span dir="auto">{character}</span>}
          </li>
        ))}
      </ul>
      {others > 0 ? <p>and {others} more</p> : !castIsComplete && <p>and others</p>}
    </section>
  );
}
