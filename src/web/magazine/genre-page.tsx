import { Document } from './document';
import { GenreDocument } from './operations.generated';
import { address, type Page } from './page';
import { Cards, FilmCard, ReviewCard } from './parts/cards';
import { count } from './parts/words';

export const genrePage: Page = async (visit, ask) => {
  const answer = await ask(GenreDocument, { slug: visit.params.slug! });
  const genre = answer.genre;
  if (!genre) return null;
  const { slug, name, reviews, films } = genre;
  const numbers = `${count(films, 'film')}, ${count(reviews, 'review')}`;
  return (
    <Document
      visit={visit}
      frame={answer}
      head={{ title: name, description: `${name}: ${numbers}.`, canonical: `/genres/${slug}` }}
    >
      <header class="opener">
        <p class="kicker">{numbers}</p>
        <h1 class="loud" dir="auto">
          {name}
        </h1>
      </header>
      {reviews.nodes.length > 0 && (
        <section aria-labelledby="reviews">
          <h2 id="reviews" class="rubric">
            Latest reviews
            {reviews.totalCount > reviews.nodes.length && (
              <a href={address('/reviews', { genre: slug })}>All {count(reviews, 'review')}</a>
            )}
          </h2>
          <Cards>
            {reviews.nodes.map((review) => (
              <ReviewCard key={review.slug} review={review} />
            ))}
          </Cards>
        </section>
      )}
      <section aria-labelledby="films">
        <h2 id="films" class="rubric">
          Films
          {films.totalCount > films.nodes.length && (
            <a href={address('/films', { genre: slug })}>All {count(films, 'film')}</a>
          )}
        </h2>
        {films.nodes.length > 0 ? (
          <Cards size="small">
            {films.nodes.map((film) => (
              <FilmCard key={film.slug} film={film} />
            ))}
          </Cards>
        ) : (
          <p>No film is of this genre.</p>
        )}
      </section>
    </Document>
  );
};
