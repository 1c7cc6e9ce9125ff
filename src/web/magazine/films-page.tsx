import { CataloguePage } from './catalogue-page';
import { type FilmOrder, FilmsDocument } from './operations.generated';
import { type Page, whereIn } from './page';
import { FilmCard } from './parts/cards';
import { type Choice, chosen, decadeChoice, genreChoice, yearsOf } from './parts/filters';

const orders: Record<string, FilmOrder> = {
  title: { field: 'TITLE', direction: 'ASC' },
  newest: { field: 'RELEASE_YEAR', direction: 'DESC' },
  oldest: { field: 'RELEASE_YEAR', direction: 'ASC' },
  reviewed: { field: 'REVIEW_COUNT', direction: 'DESC' },
};

const orderChoice: Choice = {
  name: 'order',
  label: 'Order',
  options: [
    ['', 'By title'],
    ['newest', 'Newest first'],
    ['oldest', 'Oldest first'],
    ['reviewed', 'Most reviewed first'],
  ],
};

const reviewedChoice: Choice = {
  name: 'reviewed',
  label: 'Show',
  options: [
    ['', 'All films'],
    ['yes', 'Reviewed films'],
    ['no', 'Not reviewed yet'],
  ],
};

/** The whole catalogue, narrowed and ordered as the address says. */
export const filmsPage: Page = async (visit, ask) => {
  const genre = visit.query.get('genre') ?? '';
  const { decade, reviewed, order } = chosen([decadeChoice, reviewedChoice, orderChoice], visit.query);
  const answer = await ask(FilmsDocument, {
    genre,
    isOfGenre: genre !== '',
    filter: { ...yearsOf(decade), ...(reviewed && { isReviewed: reviewed === 'yes' }) },
    orderBy: orders[order ?? 'title']!,
    ...whereIn(visit.query),
  });
  const films = genre ? answer.genre?.films : answer.films;
  if (!films) return null;
  return (
    <CataloguePage
      visit={visit}
      frame={answer}
      path="/films"
      title="Films"
      description="All films, reviewed or not."
      choices={[genreChoice(answer.genres), decadeChoice, reviewedChoice, orderChoice]}
      entries={films}
      one="film"
      size="small"
      card={(film) => <FilmCard key={film.slug} film={film} level={2} />}
    />
  );
};
