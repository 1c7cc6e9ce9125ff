import { defaultProfile } from '../../src/relatedness/core/profile';
import { createApi, type TestApi } from '../support/api';
import { startTestService, type TestService } from '../support/service';
import { type OracleEntry, oracleReviews } from './oracle';

let service: TestService;
let ids: Record<string, string>;
beforeAll(async () => {
  service = await startTestService();
  const { data } = await post('{ reviews(first: 100) { nodes { id slug } } }');
  ids = Object.fromEntries(data.reviews.nodes.map(({ id, slug }: Node) => [slug, id]));
});
afterAll(() => service.stop());

interface Node {
  id: string;
  slug: string;
  film: { title: string };
}

interface Edge {
  score: number;
  source: string;
  node: Node;
  reasons: { kind: string; label: string; contribution: number; person: object | null; read: Node[] }[];
}

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
async function post(query: string, variables: object = {}): Promise<any> {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const question = `query ($read: [ID!]!, $first: Int) { recommendations(read: $read, first: $first) {
  profile totalCount pageInfo { hasNextPage endCursor } nodes { slug }
  edges { cursor score source node { id slug film { title } }
    reasons { kind label contribution person { name } genre { name } read { id slug } } } } }`;

async function recommendations(read: string[], first?: number | null) {
  const { data, errors } = await post(question, { read, first });
  expect(errors).toBeUndefined();
  return data.recommendations as {
    profile: string;
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    edges: Edge[];
  };
}

const named = (...slugs: string[]) => slugs.map((slug) => ids[slug]!);
const slugsOf = ({ edges }: { edges: Edge[] }) => edges.map(({ node }) => node.slug);
const idOf = (type: string, id: number) => Buffer.from(`${type}:${id}`).toString('base64url');

describe('recommendations', () => {
  it('are six, best first, each with reasons that add up to its score and say what was read', async () => {
    const read = named('pig', 'alien', 'vertigo');
    const { edges, profile, pageInfo } = await recommendations(read);
    expect(profile).toBe('default@2');
    expect(edges).toHaveLength(6);
    expect(pageInfo.hasNextPage).toBe(true);
    const scores = edges.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    for (const { score, source, reasons } of edges) {
      expect(source).toBe('RELATED');
      expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 12);
      for (const reason of reasons) {
        expect(reason.read.length).toBeGreaterThan(0);
        expect(read).toEqual(expect.arrayContaining(reason.read.map(({ id }) => id)));
      }
    }
  });

  it('add up what SQL says of each pair of films', async () => {
    const slugs = ['pig', 'alien', 'casino', 'rear-window'];
    const rows = await service.store.sql.query<{ id: number; filmId: number }>(
      'SELECT id, film_id AS "filmId" FROM review WHERE slug = ANY($1)',
      [slugs],
    );
    const filmsRead = rows.map(({ filmId }) => filmId);
    const units = new Map<number, number>();
    const reviewOf = new Map<number, OracleEntry>();
    const query = { filmIds: filmsRead, first: 1_000 };
    for (const entry of (await oracleReviews(service.store.sql, query, defaultProfile)).flat()) {
      if (filmsRead.includes(entry.filmId)) continue;
      units.set(entry.filmId, (units.get(entry.filmId) ?? 0) + entry.units);
      reviewOf.set(entry.filmId, entry);
    }
    const { edges, totalCount } = await recommendations(named(...slugs), 100);
    const related = edges.filter(({ source }) => source === 'RELATED');
    expect(totalCount).toBe(units.size);
    expect(related.map(({ node, score }) => ({ id: node.id, score }))).toEqual(
      [...units]
        .sort(([, a], [, b]) => b - a)
        .map(([filmId, sum]) => ({
          id: idOf('Review', reviewOf.get(filmId)!.reviewId!),
          score: sum / (sum + defaultProfile.midpoint * 1e6),
        })),
    );
  });

  it('name the read articles behind a reason: what contributes most first', async () => {
    const { edges } = await recommendations(named('casino', 'taxi-driver'), 100);
    const byScorsese = edges.flatMap(({ reasons }) =>
      reasons.filter(({ label }) => label === 'Also directed by Martin Scorsese'),
    );
    expect(byScorsese.length).toBeGreaterThan(0);
    for (const { read, person } of byScorsese) {
      expect(person).toEqual({ name: 'Martin Scorsese' });
      expect(read.map(({ slug }) => slug).sort()).toEqual(['casino', 'taxi-driver']);
    }
    const related = await recommendations(named('pig', 'casino'), 100);
    for (const { reasons } of related.edges) {
      for (const { label, read } of reasons) {
        if (label === 'Also with Nicolas Cage') expect(read.map(({ slug }) => slug)).toEqual(['pig']);
      }
    }
  });

  it('for a reader of one article are those related to it', async () => {
    const { data } = await post(
      '{ review(slug: "pig") { related { edges { score node { id slug film { title } } } } } }',
    );
    const { edges } = await recommendations(named('pig'));
    expect(edges.map(({ score, node }) => ({ score, node }))).toEqual(data.review.related.edges);
  });

  it('are never what was read, nor another review of a film that was read about', async () => {
    const two = Object.keys(ids).filter((slug) => slug.startsWith('vertigo'));
    expect(two).toHaveLength(2);
    for (const slug of two) {
      const slugs = slugsOf(await recommendations(named(slug, 'pig'), 100));
      expect(slugs).toContain('rear-window');
      for (const never of [...two, 'pig']) expect(slugs).not.toContain(never);
      expect(slugs).toHaveLength(new Set(slugs).size);
    }
  });

  it('take two reviews of one film for one film, and name both', async () => {
    const two = Object.keys(ids).filter((slug) => slug.startsWith('vertigo'));
    const [one, both] = [await recommendations(named(two[0]!)), await recommendations(named(...two))];
    expect(both.edges.map(({ score }) => score)).toEqual(one.edges.map(({ score }) => score));
    for (const { read } of both.edges[0]!.reasons)
      expect(read.map(({ slug }) => slug).sort()).toEqual(two.sort());
  });

  it('fill a gap with the newest reviews, and say so', async () => {
    const { edges, totalCount } = await recommendations(named('man-with-a-movie-camera'), 60);
    const fillers = edges.filter(({ source }) => source === 'FALLBACK');
    expect(edges).toHaveLength(60);
    expect(fillers).toHaveLength(60 - totalCount);
    expect(edges.slice(-fillers.length)).toEqual(fillers);
    for (const filler of fillers) expect(filler).toMatchObject({ score: 0, reasons: [] });
    expect(slugsOf({ edges })).not.toContain('man-with-a-movie-camera');
    expect(new Set(slugsOf({ edges })).size).toBe(60);
  });

  it('count each article once, in whatever order and however often it is named', async () => {
    const once = await recommendations(named('pig', 'alien'));
    expect(await recommendations(named('alien', 'pig', 'alien', 'pig'))).toEqual(once);
  });

  it('pass over articles that are not there', async () => {
    const unknown = [idOf('Review', 2_147_483_647), idOf('Review', 2_000_000_000)];
    expect(await recommendations([...unknown, ...named('pig')])).toEqual(await recommendations(named('pig')));
    const { edges, totalCount, pageInfo } = await recommendations(unknown);
    expect({ totalCount, hasNextPage: pageInfo.hasNextPage }).toEqual({ totalCount: 0, hasNextPage: false });
    expect(edges.map(({ source }) => source)).toEqual(Array(6).fill('FALLBACK'));
  });

  it('take null for first as its default, and two hundred ids', async () => {
    expect((await recommendations(named('pig'), null)).edges).toHaveLength(6);
    const many = Array.from({ length: 199 }, (_, i) => idOf('Review', 1_000_000 + i));
    expect(await recommendations([...many, ...named('pig')])).toEqual(await recommendations(named('pig')));
  });
});

describe('what recommendations cannot be asked', () => {
  const wrongId = 'This is not an id of this service: send an id as the API gave it.';
  it.each<[string, () => { read?: unknown; first?: unknown }, string]>([
    ['no article', () => ({ read: [] }), 'read: name at least one review'],
    [
      '201 articles',
      () => ({ read: Array(201).fill(ids.pig) }),
      'read: name at most 200 reviews, such as the latest',
    ],
    [
      '10,000 articles',
      () => ({ read: Array.from({ length: 10_000 }, (_, i) => idOf('Review', i + 1)) }),
      'read: name at most 200 reviews, such as the latest',
    ],
    ['what is no id', () => ({ read: [ids.pig, 'hunter2'] }), wrongId],
    ['an empty id', () => ({ read: [''] }), wrongId],
    ['an endless id', () => ({ read: ['hunter2'.repeat(1_000)] }), 'read: send ids as the API gave them'],
    [
      'an id of a film',
      () => ({ read: [ids.pig, idOf('Film', 1)] }),
      'This id is of type Film: one of type Review is wanted here.',
    ],
    ['null among the ids', () => ({ read: [null] }), 'The value of $read does not fit its type.'],
    ['nothing at all', () => ({}), 'Variable "$read" of required type "[ID!]!" was not provided.'],
    ['no entries', () => ({ read: [ids.pig], first: 0 }), 'first must not be less than 1'],
    ['101 entries', () => ({ read: [ids.pig], first: 101 }), 'first must not be greater than 100'],
  ])('%s', async (_what, variables, message) => {
    const { errors } = await post(question, variables());
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
    expect(JSON.stringify(errors)).not.toContain('hunter2');
  });
});

describe('recommendations, asked without HTTP in between', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await createApi();
  });
  afterEach(() => api.drop());

  const ask = async (read: string[]) =>
    (await api.query(question, { read, first: 100 })).recommendations as {
      totalCount: number;
      edges: Edge[];
    };

  it.each([1, 5, 70])(
    'need two statements for %d articles read, and one more for their films',
    async (count) => {
      const read = Object.values(ids).slice(0, count);
      const statementsOf = async (fields: string) => {
        api.store.sql.statements.length = 0;
        await api.query(
          `query ($read: [ID!]!) { recommendations(read: $read) { totalCount edges { node { film { title } }
          reasons { label read { slug ${fields} } } } } }`,
          { read },
        );
        return api.store.sql.statements.map((statement) => /\/\* (.*?) \*\//.exec(statement)?.[1]);
      };
      const statements = ['reviews by ids', 'related reviews, with their films'];
      expect(await statementsOf('')).toEqual(statements);
      expect(await statementsOf('film { title }')).toEqual([...statements, 'films by ids']);
    },
  );

  it.each(['DRAFT', 'RETRACTED'])(
    'never show an article that is %s, nor take it for read',
    async (status) => {
      const before = await ask(named('casino'));
      expect(slugsOf(before)).toContain('taxi-driver');
      await api.store.sql.query(`UPDATE review SET status = $1 WHERE slug = 'taxi-driver'`, [status]);
      const expectHidden = async () => {
        const list = await ask(named('casino'));
        expect(list.totalCount).toBe(before.totalCount - 1);
        expect(slugsOf(list)).not.toContain('taxi-driver');
        expect(JSON.stringify(await ask(named('casino', 'taxi-driver')))).not.toContain('"taxi-driver"');
        const { edges } = await ask(named('taxi-driver'));
        expect(new Set(edges.map(({ source }) => source))).toEqual(new Set(['FALLBACK']));
      };
      await expectHidden(); // while the index still has it
      await api.refresh();
      await expectHidden();
      expect(await ask(named('casino', 'taxi-driver'))).toEqual(await ask(named('casino')));
    },
  );
});
