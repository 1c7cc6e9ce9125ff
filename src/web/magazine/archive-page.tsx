import { CataloguePage } from './catalogue-page';
import { ArchiveDocument, type ReviewOrder } from './operations.generated';
import { type Page, whereIn } from './page';
import { ReviewCard } from './parts/cards';
import { type Choice, chosen, decadeChoice, genreChoice, yearsOf } from './parts/filters';

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
  return (
    <CataloguePage
      visit={visit}
      frame={answer}
      path="/reviews"
      title="Reviews"
      description="All reviews, newest first."
      choices={[genreChoice(answer.genres), decadeChoice, ratingChoice, orderChoice]}
      entries={reviews}
      one="review"
      card={(review) => <ReviewCard key={review.slug} review={review} level={2} />}
    />
  );
};
