import { Document } from './document';
import { type FilmOrder, FilmsDocument } from './operations.generated';
import { address, type Page, whereIn } from './page';
import { Cards, FilmCard } from './parts/cards';
import { type Choice, chosen, decadeChoice, Filters, genreChoice, yearsOf } from './parts/filters';
import { Pager } from './parts/pager';
import { count } from './parts/words';

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
  const choices = [genreChoice(answer.genres), decadeChoice, reviewedChoice, orderChoice];
  const query = chosen(choices, visit.query);
  return (
    <Document
      visit={visit}
      frame={answer}
      head={{
        title: 'Films',
        description: 'All films, reviewed or not.',
        canonical: address('/films', query),
      }}
    >
      <header class="opener">
        <h1 class="loud">Films</h1>
        <Filters path="/films" choices={choices} query={visit.query} />
        <p class="figure">{count(films, 'film')}</p>
      </header>
      {films.nodes.length > 0 ? (
        <Cards size="small">
          {films.nodes.map((film) => (
            <FilmCard key={film.slug} film={film} level={2} />
          ))}
        </Cards>
      ) : (
        <p>No film is like that.</p>
      )}
      <Pager path="/films" query={query} page={films.pageInfo} />
    </Document>
  );
};
