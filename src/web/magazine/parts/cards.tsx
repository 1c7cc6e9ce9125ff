import type { ComponentChildren } from 'preact';
import type { PosterFragment, ReviewCardFragment, ReviewLineFragment } from '../operations.generated';
import { Poster } from './poster';
import { Stars } from './stars';
import { count, longDate, titleAndYear } from './words';

/** Why something stands in a list: what its film shares with that of the page, the most telling first. */
export function Reasons({ labels }: { labels: string[] }) {
  if (labels.length === 0) return null;
  return (
    <p class="reasons">
      {labels.map((label) => (
        <>
          <span key={label} dir="auto">
            {label}
          </span>{' '}
        </>
      ))}
    </p>
  );
}

interface Heading {
  /** What the heading of a card is below: 2 or 3. */
  level?: 2 | 3;
}

export function ReviewCard({
  review,
  reasons = [],
  slot,
  level = 3,
}: {
  review: ReviewCardFragment;
  reasons?: string[];
  /** Its place in the list that the widget around it is of. */
  slot?: number;
} & Heading) {
  const H = `h${level}` as const;
  return (
    <article class="card" data-slot={slot}>
      <Poster film={review.film} />
      <H dir="auto">
        <a href={`/reviews/${review.slug}`}>{review.headline}</a>
      </H>
      <Reasons labels={reasons} />
      <p class="excerpt" dir="auto">
        {review.excerpt}
      </p>
      <Byline review={review} />
    </article>
  );
}

/** Who wrote a review, when, and how they rate the film. */
export function Byline({ review }: { review: Pick<ReviewCardFragment, 'author' | 'rating'> & Dated }) {
  return (
    <p class="byline">
      <span dir="auto">{review.author.name}</span>
      <ReviewDate review={review} />
      {review.rating && <Stars rating={review.rating} />}
    </p>
  );
}

type Dated = Pick<ReviewCardFragment, 'datePublished' | 'copyrightYear'>;

/** When a review appeared, as well as that is known. */
export function ReviewDate({ review: { datePublished, copyrightYear } }: { review: Dated }) {
  if (datePublished) return <time dateTime={datePublished.slice(0, 10)}>{longDate(datePublished)}</time>;
  return copyrightYear === null ? null : <span>{copyrightYear}</span>;
}

export function FilmCard({
  film,
  reasons = [],
  level = 3,
}: {
  film: PosterFragment & { reviewCount: number };
  reasons?: string[];
} & Heading) {
  const H = `h${level}` as const;
  return (
    <article class="card">
      <Poster film={film} />
      <H dir="auto">
        <a href={`/films/${film.slug}`}>{titleAndYear(film)}</a>
      </H>
      <Reasons labels={reasons} />
      <p class="byline">
        {film.reviewCount > 0 ? (
          <span>{count({ totalCount: film.reviewCount }, 'review')}</span>
        ) : (
          <span>Not reviewed yet</span>
        )}
      </p>
    </article>
  );
}

interface ReviewLine extends ReviewLineFragment {
  reasons?: string[];
  /** Its place in the list that the widget around it is of. */
  slot?: number;
}

/** Reviews as lines without pictures. */
export function ReviewLines({ reviews }: { reviews: ReviewLine[] }) {
  return (
    <ul class="lines">
      {reviews.map(({ slug, headline, author, reasons = [], slot }) => (
        <li key={slug} data-slot={slot}>
          <a href={`/reviews/${slug}`} dir="auto">
            {headline}
          </a>
          {reasons.length > 0 ? (
            <Reasons labels={reasons} />
          ) : (
            <p class="byline" dir="auto">
              {author.name}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Cards side by side, as many as there is room for. */
export function Cards({
  children,
  size = '',
}: {
  children: ComponentChildren;
  size?: '' | 'small' | 'six' | 'one';
}) {
  return <div class={`cards ${size}`}>{children}</div>;
}
