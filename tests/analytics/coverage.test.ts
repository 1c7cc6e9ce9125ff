import fc from 'fast-check';
import { Role } from '../../src/access/role';
import { defaultProfile } from '../../src/relatedness/core/profile';
import { createApi, type TestApi } from '../support/api';
import { emptyTemplate } from '../support/store';
import {
  type CountedReview,
  narrowings,
  randomArticles,
  readTables,
  storeArticles,
  type Tables,
  toFilter,
} from './random-articles';

let api: TestApi;
let analyst: Awaited<ReturnType<TestApi['as']>>;
beforeAll(async () => {
  api = await createApi({ template: emptyTemplate });
  analyst = await api.as(Role.ANALYST);
});
afterAll(() => api.drop());

const ask = `query ($filter: AnalyticsFilter) { analytics(filter: $filter) { articles coverage {
  films undated
  byMonth { month articles }
  byGenre { genre { slug } articles films meanRating }
  byDecade { decade articles films }
  byAuthor(first: 2) { author { slug } articles meanRating }
  directors(first: 4) { person { slug } articles films meanRating }
  actors(first: 100) { person { slug } articles films meanRating }
  ratings { rated unrated mean bins { from to articles } }
  filmsReviewedOften(first: 3) { film { slug } articles }
  filmsToReview(first: 4) { film { slug } articles people { slug } }
} } }`;

const coverage = async (filter = {}) => (await analyst.query(ask, { filter })).analytics;

const count = (values: Iterable<unknown>) => new Set(values).size;
const mean = (articles: CountedReview[]) => {
  const ratings = articles.flatMap(({ rating }) => rating ?? []);
  return ratings.length === 0
    ? null
    : expect.closeTo(ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length, 10);
};
const filmsOf = (articles: CountedReview[]) => count(articles.map(({ film }) => film));

/** Articles by each of the ids that the key gives for one, most articles first, then films, then the lower id. */
function ranked(articles: CountedReview[], keys: (article: CountedReview) => number[]) {
  const groups = new Map<number, CountedReview[]>();
  for (const article of articles) {
    for (const key of keys(article)) groups.set(key, [...(groups.get(key) ?? []), article]);
  }
  return [...groups]
    .map(([id, group]) => ({ id, group, articles: group.length, films: filmsOf(group) }))
    .sort((a, b) => b.articles - a.articles || b.films - a.films || a.id - b.id);
}

/** Every month from the first to the last, as UTC has it. */
function months(articles: CountedReview[]) {
  const dates = articles.flatMap(({ date }) => date ?? []).sort((a, b) => a.getTime() - b.getTime());
  const monthOf = (date: Date) => `${date.toISOString().slice(0, 7)}-01`;
  const every: string[] = [];
  if (dates.length > 0) {
    const month = new Date(monthOf(dates[0]!));
    for (; month <= dates.at(-1)!; month.setUTCMonth(month.getUTCMonth() + 1)) every.push(monthOf(month));
  }
  return every.map((month) => ({
    month,
    articles: dates.filter((date) => monthOf(date) === month).length,
  }));
}

/** None of the store's genres. */
const noGenre = 1_000;

function expected({ films, carried, credits, reviews }: Tables, articles: CountedReview[]) {
  const genresOf = (film: number) => carried.filter((row) => row.film === film).map(({ genre }) => genre);
  const peopleOf = (film: number, role: string) =>
    credits.filter((row) => row.film === film && row.role === role).map(({ person }) => person);
  const league = (role: string, first: number) =>
    ranked(articles, ({ film }) => peopleOf(film, role))
      .slice(0, first)
      .map(({ id, group, articles, films }) => ({
        person: { slug: `p${id}` },
        articles,
        films,
        meanRating: mean(group),
      }));
  const decadeOf = ({ film }: CountedReview) => {
    const { year } = films.find(({ id }) => id === film)!;
    return year === null ? Number.POSITIVE_INFINITY : Math.floor(year / 10) * 10;
  };
  const rated = articles.flatMap(({ rating }) => rating ?? []);
  return {
    articles: articles.length,
    coverage: {
      films: filmsOf(articles),
      undated: articles.filter(({ date }) => !date).length,
      byMonth: months(articles),
      byGenre: ranked(articles, ({ film }) => (genresOf(film).length > 0 ? genresOf(film) : [noGenre])).map(
        ({ id, group, articles, films }) => ({
          genre: id === noGenre ? null : { slug: `g${id}` },
          articles,
          films,
          meanRating: mean(group),
        }),
      ),
      byDecade: ranked(articles, (article) => [decadeOf(article)])
        .sort((a, b) => a.id - b.id)
        .map(({ id, articles, films }) => ({ decade: Number.isFinite(id) ? id : null, articles, films })),
      byAuthor: ranked(articles, ({ author }) => [author])
        .sort((a, b) => b.articles - a.articles || a.id - b.id)
        .slice(0, 2)
        .map(({ id, group, articles }) => ({
          author: { slug: `a${id}` },
          articles,
          meanRating: mean(group),
        })),
      directors: league('DIRECTOR', 4),
      actors: league('ACTOR', 100),
      ratings: {
        rated: rated.length,
        unrated: articles.length - rated.length,
        mean: mean(articles),
        bins: Array.from({ length: 10 }, (_, bin) => ({
          from: bin / 10,
          to: (bin + 1) / 10,
          articles: rated.filter((rating) => Math.min(9, Math.floor(rating * 10 + 1e-9)) === bin).length,
        })),
      },
      filmsReviewedOften: ranked(articles, ({ film }) => [film])
        .filter((film) => film.articles > 1)
        .slice(0, 3)
        .map(({ id, articles }) => ({ film: { slug: `f${id}` }, articles })),
      filmsToReview: filmsToReview({ films, credits, reviews, articles }),
    },
  };
}

function filmsToReview({
  films,
  credits,
  reviews,
  articles,
}: Pick<Tables, 'films' | 'credits' | 'reviews'> & { articles: CountedReview[] }) {
  const counts = credits.filter(
    ({ role, billing }) =>
      role === 'DIRECTOR' || (role === 'ACTOR' && billing !== null && billing < defaultProfile.castDepth),
  );
  const reached = (theirs: typeof counts) =>
    articles.filter(({ film }) =>
      theirs.some((credit) =>
        counts.some((row) => row.film === film && row.person === credit.person && row.role === credit.role),
      ),
    ).length;
  return films
    .filter(({ id }) => !reviews.some(({ film }) => film === id))
    .map(({ id }) => {
      const theirs = counts.filter(({ film }) => film === id);
      const people = [...new Set(theirs.map(({ person }) => person))]
        .map((person) => ({ person, worth: reached(theirs.filter((row) => row.person === person)) }))
        .filter(({ worth }) => worth > 0)
        .sort((a, b) => b.worth - a.worth || a.person - b.person)
        .slice(0, 3);
      return { id, articles: reached(theirs), people: people.map(({ person }) => ({ slug: `p${person}` })) };
    })
    .filter((film) => film.articles > 0)
    .sort((a, b) => b.articles - a.articles || a.id - b.id)
    .slice(0, 4)
    .map(({ id, ...rest }) => ({ film: { slug: `f${id}` }, ...rest }));
}

describe('what is covered', () => {
  const settings = { seed: Number(process.env.FC_SEED ?? Date.now() % 2 ** 31) };

  it('is as counted by hand, whatever is in the store and whatever it is narrowed to', async () => {
    let toReview = 0;
    await fc.assert(
      fc.asyncProperty(
        randomArticles,
        fc.array(narrowings, { minLength: 2, maxLength: 2 }),
        async (store, kinds) => {
          await storeArticles(api.store.sql, store);
          await api.refresh();
          const tables = await readTables(api.store.sql);
          for (const narrowing of kinds) {
            const found = await coverage(toFilter(narrowing));
            expect(found).toEqual(expected(tables, tables.counted(narrowing)));
            toReview += found.coverage.filmsToReview.length;
          }
        },
      ),
      { ...settings, numRuns: 25 },
    );
    // About 80 are usual; without any, nothing would have been compared.
    expect(toReview).toBeGreaterThan(10);
  });

  it('is nothing in an empty store', async () => {
    await api.store.sql.query('TRUNCATE review, credit, film_genre, film, person, genre, author CASCADE');
    await api.refresh();
    const { bins, ...ratings } = (await coverage()).coverage.ratings;
    expect(bins).toHaveLength(10);
    expect(ratings).toEqual({ rated: 0, unrated: 0, mean: null });
    expect(await coverage()).toEqual({
      articles: 0,
      coverage: {
        films: 0,
        undated: 0,
        byMonth: [],
        byGenre: [],
        byDecade: [],
        byAuthor: [],
        directors: [],
        actors: [],
        ratings: { ...ratings, bins },
        filmsReviewedOften: [],
        filmsToReview: [],
      },
    });
  });

  it.each([0, 101])('is refused in lists of %d', async (first) => {
    const { errors } = await analyst.execute(
      `{ analytics { coverage { byAuthor(first: ${first}) { articles } } } }`,
    );
    expect(JSON.stringify(errors)).toMatch(/first must not be/);
  });
});
