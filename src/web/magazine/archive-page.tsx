import { Document } from './document';
import { ArchiveDocument, type ReviewOrder } from './operations.generated';
import { address, type Page, whereIn } from './page';
import { Cards, ReviewCard } from './parts/cards';
import { type Choice, chosen, decadeChoice, Filters, genreChoice, yearsOf } from './parts/filters';
import { Pager } from './parts/pager';
import { count } from './parts/words';

const orders: Record<string, ReviewOrder> = {
  newest: { field: 'DATE_PUBLISHED', direction: 'DESC' },
  oldest: { field: 'DATE_PUBLISHED', direction: 'ASC' },
  best: { field: 'RATING', direction: 'DESC' },
  title: { field: 'TITLE', direction: 'ASC' },
  year: { field: 'RELEASE_YEAR', direction: 'DESC' },
};

const orderChoice: Choice = {
  name: 'order',
  label: 'Order',
  options: [
    ['', 'Newest reviews first'],
    ['oldest', 'Oldest reviews first'],
    ['best', 'Best rated first'],
    ['title', 'By title'],
    ['year', 'Newest films first'],
  ],
};

const ratingChoice: Choice = {
  name: 'rating',
  label: 'Rated',
  options: [
    ['', 'However'],
    ['90', '4.5 of 5 or better'],
    ['80', '4 of 5 or better'],
    ['60', '3 of 5 or better'],
  ],
};

/** All reviews, narrowed and ordered as the address says. */
export const archivePage: Page = async (visit, ask) => {
  const genre = visit.query.get('genre') ?? '';
  const { decade, rating, order } = chosen([decadeChoice, ratingChoice, orderChoice], visit.query);
  const answer = await ask(ArchiveDocument, {
    genre,
    isOfGenre: genre !== '',
    filter: { ...yearsOf(decade), ...(rating && { ratingFrom: Number(rating) / 100 }) },
    orderBy: orders[order ?? 'newest']!,
    ...whereIn(visit.query),
  });
  const reviews = genre ? answer.genre?.reviews : answer.reviews;
  if (!reviews) return null;
  const choices = [genreChoice(answer.genres), decadeChoice, ratingChoice, orderChoice];
  const query = chosen(choices, visit.query);
  return (
    <Document
      visit={visit}
      frame={answer}
      head={{
        title: 'Reviews',
        description: 'All reviews, newest first.',
        canonical: address('/reviews', query),
      }}
    >
      <header class="opener">
        <h1 class="loud">Reviews</h1>
        <Filters path="/reviews" choices={choices} query={visit.query} />
        <p class="figure">{count(reviews, 'review')}</p>
      </header>
      {reviews.nodes.length > 0 ? (
        <Cards>
          {reviews.nodes.map((review) => (
            <ReviewCard key={review.slug} review={review} level={2} />
          ))}
        </Cards>
      ) : (
        <p>No review is like that.</p>
      )}
      <Pager path="/reviews" query={query} page={reviews.pageInfo} />
    </Document>
  );
};
