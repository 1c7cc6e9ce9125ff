import fc from 'fast-check';
import { Role } from '../../src/access/role';
import { createApi, type TestApi } from '../support/api';
import { startTestService } from '../support/service';
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

const figures = `profile listLength computedAt gini topShare
  lists { none few some full }
  orphans { count articles(first: 3) { slug } }
  hubs(first: 3) { review { slug } lists }
  reasons { reason links share }
  thinLists(first: 3) { review { slug } entries }
  filmsWithoutGenres { count films(first: 2) { slug } }
  filmsWithoutDirectors { count films(first: 2) { slug } }
  doubtfulMatches(first: 100) { film { slug } other { slug } because }`;
const ask = `query ($filter: AnalyticsFilter) { analytics(filter: $filter) { graph { ${figures} } } }`;

const askLists =
  'query ($of: [RelatedReviewsInput!]!) { relatedReviews(of: $of) { edges { source reasons { kind } node { slug } } } }';

type Asking = Pick<TestApi, 'query'>;
const graph = async (asker: Asking, filter = {}) => (await asker.query(ask, { filter })).analytics.graph;

interface Entry {
  from: number;
  to: number;
  reason: string | null;
  isPinned: boolean;
}

/** Where lists lead, as readers of the API see it. Slugs are "r" and the id. */
async function linksSeen(asker: Asking, ids: number[]): Promise<Entry[]> {
  if (ids.length === 0) return [];
  const { relatedReviews } = await asker.query(askLists, { of: ids.map((id) => ({ review: `r${id}` })) });
  type Edge = { source: string; reasons: { kind: string }[]; node: { slug: string } };
  return relatedReviews.flatMap(({ edges }: { edges: Edge[] }, index: number) =>
    edges
      .filter(({ source }) => source !== 'FALLBACK')
      .map(({ source, reasons, node }) => ({
        from: ids[index]!,
        to: Number(node.slug.slice(1)),
        reason: reasons[0]?.kind ?? null,
        isPinned: source === 'PINNED',
      })),
  );
}

/** As its definition has it: half the mean difference between any two, by the mean. */
function giniOf(counts: number[]): number {
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum === 0) return 0;
  const differences = counts.flatMap((a) => counts.map((b) => Math.abs(a - b)));
  return differences.reduce((total, difference) => total + difference, 0) / (2 * counts.length * sum);
}

function expected({ films, carried, credits, reviews }: Tables, links: Entry[], ids: number[]) {
  const bySlug = (id: number) => ({ slug: `r${id}` });
  const lists = ids.map((id) => ({
    id,
    entries: links.filter(({ from }) => from === id).length,
    inLists: links.filter(({ to }) => to === id).length,
  }));
  const own = links.filter(({ from }) => ids.includes(from));
  const between = (least: number, most: number) =>
    lists.filter(({ entries }) => entries >= least && entries <= most).length;
  const orphans = lists.filter(({ inLists }) => inLists === 0).sort((a, b) => b.id - a.id);
  const counts = lists.map(({ inLists }) => inLists).sort((a, b) => b - a);
  const top = counts.slice(0, Math.ceil(counts.length / 100)).reduce((sum, count) => sum + count, 0);
  const articlesOf = (film: number) =>
    reviews.filter((review) => review.film === film && ids.includes(review.id));
  const covered = films.filter(({ id }) => articlesOf(id).length > 0);
  const sample = (isLacking: (film: number) => boolean) => {
    const lacking = covered
      .filter(({ id }) => isLacking(id))
      .sort((a, b) => articlesOf(b.id).length - articlesOf(a.id).length || a.id - b.id);
    return { count: lacking.length, films: lacking.slice(0, 2).map(({ id }) => ({ slug: `f${id}` })) };
  };
  const reasons = new Set(own.map(({ reason }) => reason));
  return {
    profile: 'default@2',
    listLength: 6,
    computedAt: expect.anything(),
    gini: expect.closeTo(giniOf(counts), 10),
    topShare: expect.closeTo(
      top /
        Math.max(
          1,
          counts.reduce((sum, count) => sum + count, 0),
        ),
      10,
    ),
    lists: { none: between(0, 0), few: between(1, 2), some: between(3, 5), full: between(6, 6) },
    orphans: { count: orphans.length, articles: orphans.slice(0, 3).map(({ id }) => bySlug(id)) },
    hubs: lists
      .filter(({ inLists }) => inLists > 0)
      .sort((a, b) => b.inLists - a.inLists || b.id - a.id)
      .slice(0, 3)
      .map(({ id, inLists }) => ({ review: bySlug(id), lists: inLists })),
    reasons: [...reasons]
      .map((reason) => {
        const count = own.filter((link) => link.reason === reason).length;
        return { reason, links: count, share: expect.closeTo(count / own.length, 10) };
      })
      .sort((a, b) => b.links - a.links || String(a.reason).localeCompare(String(b.reason))),
    thinLists: lists
      .filter(({ entries }) => entries < 6)
      .sort((a, b) => a.entries - b.entries || b.id - a.id)
      .slice(0, 3)
      .map(({ id, entries }) => ({ review: bySlug(id), entries })),
    filmsWithoutGenres: sample((film) => !carried.some((row) => row.film === film)),
    filmsWithoutDirectors: sample(
      (film) => !credits.some((row) => row.film === film && row.role === 'DIRECTOR'),
    ),
  };
}

/** The films of articles that may be of another film, in no order; what is said of each is told apart below. */
function doubtful({ films }: Tables, articles: CountedReview[]): string[] {
  const keyOf = (title: string) => title.toLowerCase().replace(/[^a-z]/g, '');
  const yearIn = (headline: string) => Number(/[([] ?(\d{4}) ?[)\]]/.exec(headline)?.[1]);
  const covered = films.filter(({ id }) => articles.some(({ film }) => film === id));
  const twins = covered.flatMap((film) =>
    films
      .filter(
        (other) =>
          other.id !== film.id &&
          keyOf(film.title) !== '' &&
          keyOf(other.title) === keyOf(film.title) &&
          (film.year === null || other.year === null || Math.abs(film.year - other.year) <= 1) &&
          (film.id < other.id || !covered.includes(other)),
      )
      .map((other) => `f${film.id} is called as f${other.id}`),
  );
  const misdated = covered.flatMap(({ id, title, year }) => {
    const years = articles.filter(({ film }) => film === id).map(({ headline }) => yearIn(headline));
    return [...new Set(years)]
      .filter((named) => year !== null && named > 0 && named !== year)
      .map((named) => {
        const [other] = films.filter(
          (film) => keyOf(title) !== '' && keyOf(film.title) === keyOf(title) && film.year === named,
        );
        return `f${id} is f${other?.id} of ${named} in ${years.filter((each) => each === named).length}`;
      });
  });
  return [...twins, ...misdated].sort();
}

/** What an answer says of a match, in the words above. */
function inShort(match: { film: { slug: string }; other: { slug: string } | null; because: string }): string {
  const [, headlines, year] = /^(A|\d+) headlines? names? (\d+) /.exec(match.because) ?? [];
  return year
    ? `${match.film.slug} is ${match.other?.slug ?? 'fundefined'} of ${year} in ${headlines === 'A' ? 1 : headlines}`
    : `${match.film.slug} is called as ${match.other!.slug}`;
}

/** A film called It, reviewed under these headlines, and others of its title. */
async function storeOneFilm(
  { store: { sql }, refresh }: TestApi,
  headlines: string[],
  { year, others }: { year: number | null; others: (number | null)[] } = { year: null, others: [] },
): Promise<void> {
  await sql.query('TRUNCATE review, film, author RESTART IDENTITY CASCADE');
  await sql.query(`INSERT INTO author (slug, name) VALUES ('a1', 'A1')`);
  await sql.query(
    `INSERT INTO film (slug, title, release_year)
    SELECT 'f' || place, CASE place WHEN 1 THEN 'It' ELSE 'IT!' END, year
    FROM unnest($1::int[]) WITH ORDINALITY AS _(year, place)`,
    [[year, ...others]],
  );
  await sql.query(
    `INSERT INTO review (slug, headline, body, film_id, author_id, status)
    SELECT 'r' || place, headline, '{text}', 1, 1, 'PUBLISHED'
    FROM unnest($1::text[]) WITH ORDINALITY AS _(headline, place)`,
    [headlines],
  );
  await refresh();
}

describe('the graph', () => {
  let api: TestApi;
  let analyst: Asking;
  beforeAll(async () => {
    api = await createApi({ template: emptyTemplate });
    analyst = await api.as(Role.ANALYST);
  });
  afterAll(() => api.drop());

  const settings = { seed: Number(process.env.FC_SEED ?? Date.now() % 2 ** 31) };

  it('is where the lists of readers lead, pins and what is hidden included, whatever it is narrowed to', async () => {
    let [pinned, doubts] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        randomArticles,
        fc.array(narrowings, { minLength: 3, maxLength: 3 }),
        async (store, kinds) => {
          await storeArticles(api.store.sql, store);
          await api.refresh();
          const tables = await readTables(api.store.sql);
          const links = await linksSeen(
            analyst,
            tables.reviews.map(({ id }) => id),
          );
          pinned += links.filter(({ isPinned }) => isPinned).length;
          for (const narrowing of kinds) {
            const { doubtfulMatches, ...found } = await graph(analyst, toFilter(narrowing));
            const articles = tables.counted(narrowing);
            expect(found).toEqual(
              expected(
                tables,
                links,
                articles.map(({ id }) => id),
              ),
            );
            expect(doubtfulMatches.map(inShort).sort()).toEqual(doubtful(tables, articles));
            doubts += doubtfulMatches.length;
          }
        },
      ),
      { ...settings, numRuns: 25 },
    );
    // About 20 and 200 are usual.
    expect(pinned).toBeGreaterThan(2);
    expect(doubts).toBeGreaterThan(50);
  });

  it('has nothing of an empty store', async () => {
    await api.store.sql.query('TRUNCATE review, credit, film_genre, film, person, genre, author CASCADE');
    await api.refresh();
    const none = { count: 0, films: [] };
    expect(await graph(analyst)).toEqual({
      profile: 'default@2',
      listLength: 6,
      computedAt: expect.any(Date),
      gini: 0,
      topShare: 0,
      lists: { none: 0, few: 0, some: 0, full: 0 },
      orphans: { count: 0, articles: [] },
      hubs: [],
      reasons: [],
      thinLists: [],
      filmsWithoutGenres: none,
      filmsWithoutDirectors: none,
      doubtfulMatches: [],
    });
  });

  it('has of a single article that nothing leads to it', async () => {
    await storeOneFilm(api, ['It']);
    expect(await graph(analyst)).toMatchObject({
      lists: { none: 1, few: 0, some: 0, full: 0 },
      orphans: { count: 1, articles: [{ slug: 'r1' }] },
      hubs: [],
      gini: 0,
      thinLists: [{ review: { slug: 'r1' }, entries: 0 }],
    });
  });

  it('has no reason for what is pinned and shares nothing', async () => {
    await storeOneFilm(api, ['It', 'It again']);
    await api.store.sql.query(
      `INSERT INTO editorial_rule (review_id, related_id, kind, place, actor) VALUES (1, 2, 'PIN', 1, 'a test')`,
    );
    await api.refresh();
    expect(await graph(analyst)).toMatchObject({
      lists: { none: 1, few: 1, some: 0, full: 0 },
      orphans: { count: 1, articles: [{ slug: 'r1' }] },
      hubs: [{ review: { slug: 'r2' }, lists: 1 }],
      gini: 0.5,
      topShare: 1,
      reasons: [{ reason: null, links: 1, share: 1 }],
    });
  });
});

describe('what an editor decides', () => {
  it('shows in the figures at once', async () => {
    const api = await createApi();
    const editor = await api.as(Role.EDITOR);
    const orphans = async () =>
      (await editor.query('{ analytics { graph { orphans { count articles { id } } } } }')).analytics.graph
        .orphans;
    const decide = async (decision: string, related: string) => {
      const { result } = await editor.query(
        `mutation ($input: ${decision[0]!.toUpperCase()}${decision.slice(1)}Input!) {
          result: ${decision}(input: $input) { userErrors { message } } }`,
        { input: { review: pig.id, related } },
      );
      expect(result.userErrors).toEqual([]);
    };
    const { review: pig } = await editor.query('{ review(slug: "pig") { id } }');
    const before = await orphans();
    await decide('pinRelated', before.articles[0].id);
    expect((await orphans()).count).toBe(before.count - 1);
    await decide('releaseRelated', before.articles[0].id);
    expect(await orphans()).toEqual(before);
    await api.drop();
  });
});

describe('the service', () => {
  it('tells where its lists lead', async () => {
    const service = await startTestService({ settings: { DASHBOARD_PUBLIC: 'true' } });
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ analytics { articles graph { lists { none few some full } } } }' }),
    });
    const { articles, graph } = (await response.json()).data.analytics;
    const { none, few, some, full } = graph.lists;
    expect(articles).toBeGreaterThan(50);
    expect(none + few + some + full).toBe(articles);
    await service.stop();
  });
});

describe('a doubtful match', () => {
  let api: TestApi;
  let analyst: Asking;
  beforeAll(async () => {
    api = await createApi({ template: emptyTemplate });
    analyst = await api.as(Role.ANALYST);
  });
  afterAll(() => api.drop());

  it.each<
    [string, { year: number | null; others: (number | null)[]; headlines: string[]; because: string[] }]
  >([
    [
      'the same year twice',
      {
        year: 1990,
        others: [1990],
        headlines: ['It'],
        because: ['Another film is called “It” too, of 1990 as well.'],
      },
    ],
    [
      'the year after',
      {
        year: 1990,
        others: [1991],
        headlines: ['It'],
        because: ['Another film is called “It” too, of 1991 and not 1990.'],
      },
    ],
    ['two years later: a remake', { year: 1990, others: [1992], headlines: ['It'], because: [] }],
    [
      'a year that is not known',
      {
        year: 1990,
        others: [null],
        headlines: ['It'],
        because: ['Another film is called “It” too; the year of that one is not known.'],
      },
    ],
    [
      'none of its own',
      {
        year: null,
        others: [1990],
        headlines: ['It (1990)'],
        because: ['Another film is called “It” too, of 1990; the year of this one is not known.'],
      },
    ],
    [
      'no year at all',
      {
        year: null,
        others: [null],
        headlines: ['It'],
        because: ['Another film is called “It” too, and of neither is the year known.'],
      },
    ],
    [
      'a headline that names another',
      {
        year: 1990,
        others: [2017],
        headlines: ['It (1990)', 'It (2017)'],
        because: ['A headline names 2017 as the year of the film, which is of 1990 here.'],
      },
    ],
    [
      'several that do',
      {
        year: 1990,
        others: [],
        headlines: ['It (2017)', 'Once more: It [2017]'],
        because: ['2 headlines name 2017 as the year of the film, which is of 1990 here.'],
      },
    ],
    [
      'a number that is no year',
      { year: 1990, others: [], headlines: ['It (1 of 2017)', '1408'], because: [] },
    ],
  ])('is told in words: %s', async (_what, { year, others, headlines, because }) => {
    await storeOneFilm(api, headlines, { year, others });
    const { doubtfulMatches } = await graph(analyst);
    expect(doubtfulMatches).toEqual(
      because.map((reason) => ({
        film: { slug: 'f1' },
        other: others.length > 0 ? { slug: 'f2' } : null,
        because: reason,
      })),
    );
  });
});
