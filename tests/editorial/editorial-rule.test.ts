import { setTimeout as sleep } from 'node:timers/promises';
import { Role } from '../../src/access/role';
import { createApi, type TestApi } from '../support/api';
import { startQuietFollower } from '../support/follower';

let api: TestApi;
let editor: Awaited<ReturnType<TestApi['as']>>;
let ids: Record<string, string>;
beforeAll(async () => {
  api = await createApi();
  editor = await api.as(Role.EDITOR, 'Edith');
  const { reviews } = await api.query('{ reviews(first: 100) { nodes { id slug } } }');
  ids = Object.fromEntries(reviews.nodes.map(({ id, slug }: { id: string; slug: string }) => [slug, id]));
});
afterAll(() => api.drop());
afterEach(async () => {
  await api.store.sql.query('TRUNCATE editorial_rule');
  await api.store.sql.query(`UPDATE review SET status = 'PUBLISHED' WHERE status <> 'PUBLISHED'`);
  await api.refresh();
});

type Decision = 'pinRelated' | 'hideRelated' | 'releaseRelated';

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
async function send(decision: Decision, input: Record<string, unknown>, as = editor): Promise<any> {
  const type = `${decision[0]!.toUpperCase()}${decision.slice(1)}Input`;
  const { result } = await as.query(
    `mutation ($input: ${type}!) { result: ${decision}(input: $input) {
      review { slug } rule { kind related { slug } place note expiresAt actor isActive }
      userErrors { field code message } } }`,
    { input },
  );
  return result;
}

/** Of reviews by their slugs. @throws where it is refused. */
async function decide(
  decision: Decision,
  review: string,
  related: string,
  facts: Record<string, unknown> = {},
) {
  const result = await send(decision, { review: ids[review], related: ids[related], ...facts });
  expect(result.userErrors).toEqual([]);
  return result;
}

interface Edge {
  source: string;
  score: number;
  reasons: { label: string }[];
  node: { slug: string };
}
interface List {
  totalCount: number;
  pageInfo: { hasNextPage: boolean };
  edges: Edge[];
}

const listOf = async (slug: string, args = ''): Promise<List> =>
  (
    await api.query(
      `{ review(slug: "${slug}") { related${args} { totalCount pageInfo { hasNextPage }
        edges { source score reasons { label } node { slug } } } } }`,
    )
  ).review.related;
const slugsOf = ({ edges }: List) => edges.map(({ node }) => node.slug);
const entriesOf = ({ edges }: List) => edges.map(({ source, node }) => `${source} ${node.slug}`);

const rulesOf = async (slug: string) =>
  (
    await editor.query(
      `{ review(slug: "${slug}") { editorialRules { kind related { slug } place note expiresAt actor isActive } } }`,
    )
  ).review.editorialRules;
const pinsOf = async (slug: string) =>
  (await rulesOf(slug)).map((rule: { related: { slug: string } }) => rule.related.slug);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('has not come to hold');
    await sleep(10);
  }
}

describe('a pinned review', () => {
  it('stands first in the same breath, with its true score and reasons', async () => {
    const before = await listOf('pig', '(first: 100)');
    const related = before.edges.filter(({ source }) => source === 'RELATED').at(-1)!;
    await decide('pinRelated', 'pig', related.node.slug);
    await decide('pinRelated', 'pig', 'nosferatu');
    const after = await listOf('pig', '(first: 100)');
    expect(after.edges[0]).toEqual({ ...related, source: 'PINNED' });
    expect(after.edges[1]).toEqual({
      source: 'PINNED',
      score: 0,
      reasons: [],
      node: { slug: 'nosferatu' },
    });
    expect(slugsOf(after).sort()).toEqual(slugsOf(before).sort());
    expect(after.totalCount).toBe(before.totalCount + 1);
  });

  it('may be another of the same film: nothing is related there, so its score is 0', async () => {
    await decide('pinRelated', 'vertigo', 'vertigo-ingrid-solberg-hayes');
    const [first] = (await listOf('vertigo')).edges;
    expect(first).toEqual({
      source: 'PINNED',
      score: 0,
      reasons: [],
      node: { slug: 'vertigo-ingrid-solberg-hayes' },
    });
    expect(slugsOf(await listOf('vertigo', '(by: [DIRECTOR])'))).not.toContain(
      'vertigo-ingrid-solberg-hayes',
    );
  });

  it('is pinned to one list, and to no other', async () => {
    const [film, others] = [
      '{ film(slug: "pig") { related { nodes { slug } } } }',
      await listOf('moonstruck'),
    ];
    const before = await api.query(film);
    await decide('pinRelated', 'pig', 'nosferatu');
    expect(await api.query(film)).toEqual(before);
    expect(await listOf('moonstruck')).toEqual(others);
  });

  it.each(['DRAFT', 'RETRACTED'])('does not show while it is %s, and does again', async (status) => {
    await decide('pinRelated', 'pig', 'nosferatu');
    const shown = await listOf('pig');
    await api.store.sql.query('UPDATE review SET status = $1 WHERE slug = $2', [status, 'nosferatu']);
    await api.refresh();
    expect(entriesOf(await listOf('pig')).join()).not.toMatch(/PINNED|nosferatu/);
    await api.store.sql.query(`UPDATE review SET status = 'PUBLISHED' WHERE slug = 'nosferatu'`);
    await api.refresh();
    expect(await listOf('pig')).toEqual(shown);
  });

  it('may be a draft: it shows once it is published', async () => {
    await api.store.sql.query(`UPDATE review SET status = 'DRAFT' WHERE slug = 'nosferatu'`);
    await api.refresh();
    const { rule } = await decide('pinRelated', 'pig', 'nosferatu');
    expect(rule).toMatchObject({ kind: 'PIN', related: { slug: 'nosferatu' }, isActive: true });
    expect(slugsOf(await listOf('pig', '(first: 100)'))).not.toContain('nosferatu');
    await editor.query('mutation ($id: ID!) { publishReview(input: { id: $id }) { userErrors { code } } }', {
      id: ids.nosferatu,
    });
    expect(entriesOf(await listOf('pig', '(first: 1)'))).toEqual(['PINNED nosferatu']);
  });

  it('may be all that there is, and more than is asked for', async () => {
    for (const slug of ['nosferatu', 'dune']) await decide('pinRelated', 'pig', slug);
    const others = Object.keys(ids).filter((slug) => !['nosferatu', 'dune'].includes(slug));
    const exclude = others.map((slug) => `"${ids[slug]}"`);
    for (const [first, hasNextPage] of [
      [1, true],
      [2, false],
    ]) {
      const list = await listOf('pig', `(first: ${first}, exclude: [${exclude}])`);
      expect(list).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage } });
      expect(slugsOf(list)).toEqual(['nosferatu', 'dune'].slice(0, Number(first)));
    }
  });

  it('stays in its place with diversity', async () => {
    const pins = slugsOf(await listOf('pig', '(first: 100)')).slice(0, 3);
    for (const slug of pins.toReversed()) await decide('pinRelated', 'pig', slug, { place: 1 });
    const exact = await listOf('pig', '(first: 100)');
    const diverse = await listOf('pig', '(first: 100, diversity: 0.9)');
    expect(slugsOf(diverse).slice(0, 3)).toEqual(pins);
    expect(slugsOf(diverse)).not.toEqual(slugsOf(exact));
    expect(entriesOf(diverse).sort()).toEqual(entriesOf(exact).sort());
    expect(diverse.totalCount).toBe(exact.totalCount);
  });

  it.each<[string, [string, number?][], string[]]>([
    [
      'stand in the order in which they were pinned',
      [['alien'], ['dune'], ['pig']],
      ['alien', 'dune', 'pig'],
    ],
    ['make room', [['alien'], ['dune'], ['pig', 1], ['fargo', 2]], ['pig', 'fargo', 'alien', 'dune']],
    ['move', [['alien'], ['dune'], ['pig'], ['alien', 2]], ['dune', 'alien', 'pig']],
    ['stay where no place is given', [['alien'], ['dune'], ['alien']], ['alien', 'dune']],
    [
      'stand last where a place is beyond',
      [
        ['alien', 9],
        ['dune', 99],
      ],
      ['alien', 'dune'],
    ],
  ])('%s', async (_, steps, expected) => {
    for (const [slug, place] of steps) await decide('pinRelated', 'casino', slug, { place });
    expect(slugsOf(await listOf('casino')).slice(0, expected.length)).toEqual(expected);
    expect((await rulesOf('casino')).map(({ place }: { place: number }) => place)).toEqual(
      expected.map((_slug, index) => index + 1),
    );
  });
});

describe('a hidden review', () => {
  it('does not show in the same breath, neither as related nor to fill a gap, and is not counted', async () => {
    const before = await listOf('pig', '(first: 100)');
    const related = before.edges[0]!.node.slug;
    const filler = before.edges.find(({ source }) => source === 'FALLBACK')!.node.slug;
    for (const slug of [related, filler]) await decide('hideRelated', 'pig', slug);
    const after = await listOf('pig', '(first: 100)');
    expect(after.totalCount).toBe(before.totalCount - 1);
    expect(after.edges).toEqual(
      before.edges.filter(({ node }) => node.slug !== related && node.slug !== filler),
    );
  });

  it('leaves its film to another review of it', async () => {
    const vertigos = async () =>
      slugsOf(await listOf('rear-window', '(first: 100)')).filter((slug) => slug.startsWith('vertigo'));
    const [shown] = await vertigos();
    await decide('hideRelated', 'rear-window', shown!);
    expect([...(await vertigos()), shown].sort()).toEqual(['vertigo', 'vertigo-ingrid-solberg-hayes']);
  });

  it('beside one that was read is not recommended, and what is pinned stands where it would', async () => {
    const recommended = async () =>
      (
        await api.query(
          'query ($read: [ID!]!) { recommendations(read: $read, first: 100) { totalCount edges { score source node { slug } } } }',
          { read: [ids.pig, ids.casino] },
        )
      ).recommendations as List;
    const before = await recommended();
    const [first] = slugsOf(before);
    const filler = before.edges.find(({ source }) => source === 'FALLBACK')!.node.slug;
    await decide('hideRelated', 'casino', first!);
    await decide('hideRelated', 'pig', filler);
    await decide('pinRelated', 'pig', slugsOf(before)[5]!);
    const after = await recommended();
    expect(after.edges).toEqual(before.edges.filter(({ node }) => ![first, filler].includes(node.slug)));
    expect(after.totalCount).toBe(before.totalCount - 1);
  });
});

describe('pins, hidden reviews and arguments together', () => {
  interface Arguments {
    first: number;
    by?: string[];
    minScore?: number;
    perFilm?: number;
    exclude?: string[];
  }

  const pins = ['vertigo', 'nosferatu', 'moonstruck', 'rear-window', 'raising-arizona', 'the-39-steps'];
  const hidden = ['wild-at-heart', 'the-shining', 'past-lives', 'adaptation'];
  let films: Record<string, string>;
  let newest: string[];

  beforeAll(async () => {
    const { reviews } = await api.query('{ reviews(first: 100) { nodes { slug film { slug } } } }');
    const nodes: { slug: string; film: { slug: string } }[] = reviews.nodes;
    films = Object.fromEntries(nodes.map(({ slug, film }) => [slug, film.slug]));
    newest = nodes.map(({ slug }) => slug);
  });

  /** Said plainly, out of the list that there is without rules, with every review of every film. */
  function withRules(slug: string, everything: List, args: Arguments) {
    const { first, by, minScore = 0, perFilm = 1, exclude = [] } = args;
    const isStrict = by !== undefined || minScore > 0;
    const related = slugsOf(everything).filter((_, at) => everything.edges[at]!.source === 'RELATED');
    const mayShow = (other: string) => other !== slug && !hidden.includes(other) && !exclude.includes(other);
    const shown = pins.filter((pin) => mayShow(pin) && (!isStrict || related.includes(pin)));
    const entries = shown.map((pin) => `PINNED ${pin}`);
    const add = (source: string, other: string) => {
      const ofFilm = shown.filter((earlier) => films[earlier] === films[other]).length;
      if (!mayShow(other) || shown.includes(other) || ofFilm >= perFilm) return;
      shown.push(other);
      entries.push(`${source} ${other}`);
    };
    for (const other of related) add('RELATED', other);
    const totalCount = entries.length;
    const taken = new Set([slug, ...shown].map((other) => films[other]));
    const fillers = isStrict ? [] : newest.filter((other) => !taken.has(films[other]));
    for (const other of fillers) add('FALLBACK', other);
    return { totalCount, hasNextPage: totalCount > first, entries: entries.slice(0, first) };
  }

  const argumentsOf = ({ exclude, ...args }: Arguments) =>
    `(${Object.entries({ ...args, exclude: exclude?.map((slug) => `"${ids[slug]}"`) })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}: ${Array.isArray(value) ? `[${value}]` : value}`)
      .join(', ')})`;

  it.each<Arguments>([
    { first: 100 },
    { first: 100, perFilm: 2 },
    { first: 1 },
    { first: 5 },
    { first: 6 },
    { first: 7 },
    { first: 10, perFilm: 3 },
    { first: 100, by: ['ACTOR'] },
    { first: 100, by: ['DIRECTOR', 'ACTOR'] },
    { first: 2, by: ['GENRE'] },
    { first: 100, by: [] },
    { first: 100, minScore: 0.05 },
    { first: 100, minScore: 0.2, perFilm: 2 },
    { first: 100, minScore: 1 },
    { first: 100, exclude: ['nosferatu', 'moonstruck', 'wild-at-heart'] },
    { first: 5, exclude: ['vertigo', 'the-apartment'], perFilm: 2 },
    { first: 100, by: ['ACTOR'], minScore: 0.03, exclude: ['raising-arizona'], perFilm: 2 },
  ])('%j', async (args) => {
    for (const slug of ['pig', 'rear-window', 'man-with-a-movie-camera']) {
      const { first: _, exclude: __, ...what } = args;
      const everything = await listOf(slug, argumentsOf({ ...what, first: 100, perFilm: 100 }));
      await api.store.sql.query(
        `INSERT INTO editorial_rule (review_id, related_id, kind, place, actor)
        SELECT review.id, related.id, 'PIN'::editorial_rule_kind, place, 'a test'
        FROM unnest($2::text[]) WITH ORDINALITY AS pin(slug, place)
        JOIN review AS related USING (slug) JOIN review ON review.slug = $1 AND review.id <> related.id
        UNION ALL
        SELECT review.id, related.id, 'HIDE', NULL, 'a test'
        FROM review JOIN review AS related ON related.slug = ANY($3::text[]) WHERE review.slug = $1`,
        [slug, pins, hidden],
      );
      await api.refresh();
      const list = await listOf(slug, argumentsOf(args));
      expect({
        totalCount: list.totalCount,
        hasNextPage: list.pageInfo.hasNextPage,
        entries: entriesOf(list),
      }).toEqual(withRules(slug, everything, args));
    }
  });
});

describe('a decision', () => {
  it('takes the place of an earlier one on the same two reviews', async () => {
    await decide('pinRelated', 'pig', 'alien', { note: 'a pair' });
    await decide('pinRelated', 'pig', 'dune');
    await decide('hideRelated', 'pig', 'alien');
    expect(await rulesOf('pig')).toMatchObject([
      { kind: 'PIN', related: { slug: 'dune' }, place: 1 },
      { kind: 'HIDE', related: { slug: 'alien' }, place: null, note: null },
    ]);
    await decide('pinRelated', 'pig', 'alien');
    expect(entriesOf(await listOf('pig', '(first: 2)'))).toEqual(['PINNED dune', 'PINNED alien']);
  });

  it('is released: the list is what it was', async () => {
    const before = await listOf('pig', '(first: 100)');
    await decide('pinRelated', 'pig', 'alien');
    await decide('hideRelated', 'pig', 'dune');
    await decide('releaseRelated', 'pig', 'alien');
    const { review, rule } = await decide('releaseRelated', 'pig', 'dune');
    expect({ review, rule }).toEqual({ review: { slug: 'pig' }, rule: null });
    expect(await listOf('pig', '(first: 100)')).toEqual(before);
  });

  it('says who took it, why and for how long', async () => {
    const expiresAt = '2999-01-02T03:04:05.678Z';
    const { rule } = await decide('pinRelated', 'pig', 'alien', { note: ' For the week. ', expiresAt });
    const expected = {
      kind: 'PIN',
      related: { slug: 'alien' },
      place: 1,
      note: 'For the week.',
      expiresAt: new Date(expiresAt),
      actor: 'Edith',
      isActive: true,
    };
    expect(rule).toEqual(expected);
    expect(await rulesOf('pig')).toEqual([expected]);
  });

  it('is on record, once for each change', async () => {
    await decide('pinRelated', 'casino', 'alien');
    await decide('pinRelated', 'casino', 'alien');
    await decide('hideRelated', 'casino', 'alien', { note: 'enough' });
    await decide('releaseRelated', 'casino', 'alien');
    const pin = { kind: 'PIN', related: ids.alien, place: 1, note: null, expiresAt: null };
    const hiding = { kind: 'HIDE', related: ids.alien, place: null, note: 'enough', expiresAt: null };
    expect(
      await api.store.sql.query(
        `SELECT action, actor, changes FROM audit_entry JOIN review ON review.id = subject_id
        WHERE subject_type = 'Review' AND slug = 'casino' ORDER BY audit_entry.id DESC LIMIT 3`,
      ),
    ).toEqual([
      {
        action: 'releaseRelated',
        actor: 'Edith',
        changes: { editorialRules: { before: hiding, after: null } },
      },
      { action: 'hideRelated', actor: 'Edith', changes: { editorialRules: { before: pin, after: hiding } } },
      { action: 'pinRelated', actor: 'Edith', changes: { editorialRules: { before: null, after: pin } } },
    ]);
  });

  it('is one of many at once, and each finds its place', async () => {
    const slugs = ['alien', 'dune', 'fargo', 'casino', 'vertigo'];
    await Promise.all(slugs.map((slug) => decide('pinRelated', 'pig', slug)));
    expect((await rulesOf('pig')).map(({ place }: { place: number }) => place)).toEqual([1, 2, 3, 4, 5]);
    expect((await pinsOf('pig')).sort()).toEqual(slugs.sort());
  });

  it('shows to editors only', async () => {
    await decide('pinRelated', 'pig', 'alien', { note: 'between us' });
    const ask = '{ review(slug: "pig") { editorialRules { note actor } } }';
    const analyst = await api.as(Role.ANALYST);
    for (const [who, code] of [
      [api, 'UNAUTHENTICATED'],
      [analyst, 'FORBIDDEN'],
    ] as const) {
      const { data, errors } = await who.execute(ask);
      expect(JSON.stringify(data)).not.toContain('between us');
      expect(errors![0]!.extensions.code).toBe(code);
    }
    const input = { review: ids.pig, related: ids.dune };
    await expect(send('pinRelated', input, analyst)).rejects.toThrow('role EDITOR');
    expect(await pinsOf('pig')).toEqual(['alien']);
  });

  it('shows where a review is pinned and hidden itself, what was decided last first', async () => {
    await decide('pinRelated', 'pig', 'alien', { note: 'space' });
    await decide('hideRelated', 'casino', 'alien');
    await decide('pinRelated', 'pig', 'dune');
    const elsewhere = async (slug: string) =>
      (
        await editor.query(
          `{ review(slug: "${slug}") { editorialRulesElsewhere { kind note review { slug } related { slug } } } }`,
        )
      ).review.editorialRulesElsewhere;
    const related = { slug: 'alien' };
    expect(await elsewhere('alien')).toEqual([
      { kind: 'HIDE', note: null, review: { slug: 'casino' }, related },
      { kind: 'PIN', note: 'space', review: { slug: 'pig' }, related },
    ]);
    expect(await elsewhere('pig')).toEqual([]);
    await decide('releaseRelated', 'casino', 'alien');
    expect(await elsewhere('alien')).toHaveLength(1);
  });

  it('takes two statements to show for many reviews', async () => {
    for (const slug of ['pig', 'casino', 'vertigo']) await decide('pinRelated', slug, 'alien');
    const { statements } = api.store.sql;
    statements.length = 0;
    await editor.query('{ reviews(first: 100) { nodes { editorialRules { note related { slug } } } } }');
    expect(statements.map((statement) => /\/\* (.*?) \*\//.exec(statement)?.[1])).toEqual([
      'reviews by DATE_PUBLISHED DESC',
      'editorial rules by review',
      'reviews by ids',
    ]);
  });
});

describe('what cannot be decided', () => {
  const reviewId = (id: number) => Buffer.from(`Review:${id}`).toString('base64url');

  it.each<[string, Decision, Record<string, unknown>, string, string[]]>([
    ['a review beside itself', 'pinRelated', { related: 'pig' }, 'SAME', ['related']],
    ['to hide it there', 'hideRelated', { related: 'pig' }, 'SAME', ['related']],
    ['a list that is not there', 'pinRelated', { review: reviewId(999_999) }, 'NOT_FOUND', ['review']],
    ['an entry that is not there', 'hideRelated', { related: reviewId(999_999) }, 'NOT_FOUND', ['related']],
    ['what is no id', 'pinRelated', { related: 'nonsense' }, 'INVALID', ['related']],
    ['a time that has passed', 'pinRelated', { expiresAt: '2020-01-01T00:00:00Z' }, 'INVALID', ['expiresAt']],
    ['to hide until then', 'hideRelated', { expiresAt: '2020-01-01T00:00:00Z' }, 'INVALID', ['expiresAt']],
    ['place 0', 'pinRelated', { place: 0 }, 'INVALID', ['place']],
    ['an empty note', 'hideRelated', { note: ' ' }, 'INVALID', ['note']],
    ['a note of two lines', 'hideRelated', { note: 'one\ntwo' }, 'INVALID', ['note']],
    ['to release what is free', 'releaseRelated', {}, 'NOT_FOUND', ['related']],
  ])('%s: userErrors say so, and nothing is written', async (_, decision, facts, code, field) => {
    const { review = 'pig', related = 'alien', ...others } = facts as Record<string, string>;
    const result = await send(decision, {
      review: ids[review] ?? review,
      related: ids[related] ?? related,
      ...others,
    });
    const message = expect.stringMatching(/^[A-Z].*\.$/);
    expect(result).toEqual({ review: null, rule: null, userErrors: [{ code, field, message }] });
    expect(await rulesOf('pig')).toEqual([]);
  });

  it('more than twenty pins; those that have expired do not count', async () => {
    await api.store.sql.query(
      `INSERT INTO editorial_rule (review_id, related_id, kind, place, actor, expires_at)
      SELECT pig.id, other.id, 'PIN', row_number() OVER (ORDER BY other.id), 'a test',
        CASE WHEN row_number() OVER (ORDER BY other.id) = 1 THEN '2020-01-01'::timestamptz END
      FROM review AS pig, review AS other WHERE pig.slug = 'pig' AND other.slug NOT IN ('pig', 'alien', 'dune')
      ORDER BY other.id LIMIT 20`,
    );
    await decide('pinRelated', 'pig', 'alien');
    const { userErrors } = await send('pinRelated', { review: ids.pig, related: ids.dune });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['review'] }]);
    await decide('pinRelated', 'pig', 'alien', { place: 1 });
    await decide('hideRelated', 'pig', 'dune');
  });
});

describe('rules in the index', () => {
  it('cease to count when they expire, without any write', async () => {
    const before = await listOf('pig', '(first: 100)');
    const soon = () => new Date(Date.now() + 1_500).toISOString();
    await decide('hideRelated', 'pig', slugsOf(before)[0]!, { expiresAt: soon() });
    const { rule } = await decide('pinRelated', 'pig', 'nosferatu', { expiresAt: soon() });
    const isOver = () => Date.now() >= rule.expiresAt.getTime();
    while (!isOver()) {
      const list = await listOf('pig', '(first: 100)');
      if (!isOver()) expect(entriesOf(list)[0]).toBe('PINNED nosferatu');
      await sleep(50);
    }
    expect(await listOf('pig', '(first: 100)')).toEqual(before);
    expect(await rulesOf('pig')).toMatchObject([
      { kind: 'PIN', isActive: false },
      { kind: 'HIDE', isActive: false },
    ]);
  });

  /** What an index says of each review's rules. */
  async function rulesKnownTo({ relatedness }: Awaited<ReturnType<typeof startQuietFollower>>) {
    const reviews = await api.store.sql.query<{ reviewId: number; filmId: number }>(
      'SELECT id AS "reviewId", film_id AS "filmId" FROM review ORDER BY id',
    );
    return reviews.map((review) => relatedness.rulesInForce(review, Date.now()));
  }

  it('come to other instances by themselves, and to those that start later', async () => {
    const other = await startQuietFollower(api.store.url);
    const [{ reviewId, filmId } = { reviewId: 0, filmId: 0 }] = await api.store.sql.query<{
      reviewId: number;
      filmId: number;
    }>(`SELECT id AS "reviewId", film_id AS "filmId" FROM review WHERE slug = 'pig'`);
    await decide('pinRelated', 'pig', 'alien', { expiresAt: '2999-01-01T00:00:00Z' });
    await decide('hideRelated', 'pig', 'dune');
    await until(
      () => other.relatedness.rulesInForce({ reviewId, filmId }, Date.now()).hiddenIds.length === 1,
    );
    const later = await startQuietFollower(api.store.url);
    expect(await rulesKnownTo(other)).toEqual(await rulesKnownTo(later));
    const after2999 = Date.UTC(3000, 1);
    for (const { relatedness } of [other, later]) {
      const now = relatedness.rulesInForce({ reviewId, filmId }, Date.now());
      expect([now.pinnedIds.length, now.hiddenIds.length]).toEqual([1, 1]);
      expect(relatedness.rulesInForce({ reviewId, filmId }, after2999).pinnedIds).toEqual([]);
    }
    await other.stop();
    await later.stop();
  });

  it.each([
    ['added by the hundred', 'INSERT INTO editorial_rule SELECT * FROM everything ON CONFLICT DO NOTHING'],
    ['changed by the hundred', `UPDATE editorial_rule SET kind = 'HIDE', place = NULL`],
    ['ended', `UPDATE editorial_rule SET expires_at = '2020-01-01'`],
    [
      'given to another review',
      'UPDATE editorial_rule SET review_id = review_id + 1 WHERE review_id < 72 AND related_id <> review_id + 1',
    ],
    ['deleted', 'DELETE FROM editorial_rule'],
    ['truncated', 'TRUNCATE editorial_rule'],
    [
      'there for reviews that change films',
      `UPDATE review SET film_id = other.film_id FROM review AS other
      WHERE (review.slug, other.slug) IN (('alien', 'dune'), ('dune', 'alien'))`,
    ],
    ['there for reviews that are retracted', `UPDATE review SET status = 'RETRACTED' WHERE slug < 'm'`],
    ['there for reviews that are deleted', `DELETE FROM review WHERE slug IN ('alien', 'dune')`],
  ])('are followed when they are %s by plain SQL', async (_, statement) => {
    const everything = `everything AS (
      SELECT a.id AS review_id, b.id AS related_id, 'PIN'::editorial_rule_kind, 1 + b.id % 5, NULL::text,
        NULL::timestamptz, now(), 'a test', NULL::int
      FROM review AS a, review AS b WHERE a.id <> b.id AND (a.id + b.id) % 9 = 0)`;
    const own = await createApi();
    const insert = `WITH ${everything} INSERT INTO editorial_rule SELECT * FROM everything WHERE review_id % 2 = 0`;
    if (!statement.startsWith('INSERT')) await own.store.sql.query(insert);
    const follower = await startQuietFollower(own.store.url);
    const answers = async (relatedness: (typeof follower)['relatedness']) => {
      const reviews = await own.store.sql.query<{ reviewId: number; filmId: number }>(
        'SELECT id AS "reviewId", film_id AS "filmId" FROM review ORDER BY id',
      );
      return reviews.map((review) => {
        const { pinnedIds, hiddenIds } = relatedness.rulesInForce(review, Date.now());
        const pinned = relatedness.pinnedReviews(pinnedIds, review);
        return { hiddenIds, pinned };
      });
    };
    const before = await answers(follower.relatedness);
    await own.store.sql.query(statement.startsWith('INSERT') ? `WITH ${everything} ${statement}` : statement);
    await follower.catchUp();
    const after = await answers(follower.relatedness);
    const anew = await startQuietFollower(own.store.url);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await answers(anew.relatedness));
    await Promise.all([follower.stop(), anew.stop()]);
    await own.drop();
  });
});
