import type { Article } from '../article-page';
import type { FilmQuery } from '../operations.generated';

/** A review in the words of schema.org; what is not known is left out. https://schema.org/Review */
export function reviewJsonLd(review: Article, origin: string): object {
  const { film, author, publication, rating, datePublished, dateModified } = review;
  return {
    '@context': 'https://schema.org',
    '@type': 'Review',
    url: `${origin}/reviews/${review.slug}`,
    headline: review.headline,
    ...(datePublished && { datePublished, dateModified }),
    author: { '@type': 'Person', name: author.name, url: `${origin}/authors/${author.slug}` },
    ...(publication && { publisher: { '@type': 'Organization', name: publication.name } }),
    ...(rating && {
      reviewRating: { '@type': 'Rating', ratingValue: rating.value, bestRating: rating.best, worstRating: 0 },
    }),
    itemReviewed: movie(film, film.cast.nodes, origin),
    reviewBody: review.body.join('\n\n'),
    mainEntityOfPage: {
      '@type': 'WebPage',
      url: `${origin}/reviews/${review.slug}`,
      relatedLink: review.related.edges.map(({ node }) => `${origin}/reviews/${node.slug}`),
    },
  };
}

/** A film in the words of schema.org. https://schema.org/Movie */
export function filmJsonLd(film: NonNullable<FilmQuery['film']>, origin: string): object {
  return { '@context': 'https://schema.org', ...movie(film, film.cast.nodes.slice(0, 10), origin) };
}

function movie(
  film: Article['film'] | NonNullable<FilmQuery['film']>,
  cast: { person: { name: string } }[],
  origin: string,
) {
  const people = (names: { name: string }[]) => names.map(({ name }) => ({ '@type': 'Person', name }));
  return {
    '@type': 'Movie',
    name: film.title,
    url: `${origin}/films/${film.slug}`,
    ...(film.releaseYear !== null && { dateCreated: String(film.releaseYear) }),
    ...(film.imdbId && { sameAs: `https://www.imdb.com/title/${film.imdbId}/` }),
    genre: film.genres.map(({ name }) => name),
    director: people(film.directors),
    actor: people(cast.map(({ person }) => person)),
  };
}
