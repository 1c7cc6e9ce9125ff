import { createApi, type TestApi } from '../support/api';
import { emptyTemplate } from '../support/store';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.drop());

const related = async (args = '', slug = 'pig') =>
  (
    await api.query(
      `{ review(slug: "${slug}") { related${args} { profile totalCount pageInfo { hasNextPage endCursor }
        nodes { slug } edges { cursor score source node { id slug film { slug } }
        reasons { kind label contribution person { name } genre { name } } } } } }`,
    )
  ).review.related;

describe('Review.related', () => {
  it('gives six, best first, each with reasons that add up to its score', async () => {
    const { edges, nodes, profile } = await related();
    expect(edges).toHaveLength(6);
    expect(nodes).toHaveLength(6);
    expect(profile).toBe('default@2');
    const scores = edges.map((edge: { score: number }) => edge.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const { score, source, reasons, node } of edges) {
      expect(source).toBe('RELATED');
      expect(node.slug).not.toBe('pig');
      const sum = reasons.reduce(
        (total: number, reason: { contribution: number }) => total + reason.contribution,
        0,
      );
      expect(sum).toBeCloseTo(score, 12);
    }
  });

  it('says why as people would', async () => {
    const { edges } = await related('(first: 100)');
    const labels = new Set(
      edges.flatMap((edge: { reasons: { label: string }[] }) => edge.reasons.map(({ label }) => label)),
    );
    expect(labels).toEqual(
      new Set(['Also with Nicolas Cage', 'Also a drama', 'Also a thriller', 'From the same years']),
    );
    const figgis = await related('(by: [DIRECTOR])', 'internal-affairs');
    expect(figgis.edges[0].reasons).toEqual([
      {
        kind: 'DIRECTOR',
        label: 'Also directed by Mike Figgis',
        contribution: figgis.edges[0].score,
        person: { name: 'Mike Figgis' },
        genre: null,
      },
    ]);
  });

  it('counts only the kinds asked for, and then fills nothing up', async () => {
    const { edges, totalCount, pageInfo } = await related('(by: [ACTOR], first: 100)');
    expect(edges.length).toBeGreaterThan(3);
    expect(totalCount).toBe(edges.length);
    expect(pageInfo.hasNextPage).toBe(false);
    for (const { reasons } of edges)
      expect(reasons).toMatchObject([{ kind: 'ACTOR', person: { name: 'Nicolas Cage' } }]);
  });

  it('leaves out what is excluded', async () => {
    const [first, second] = (await related()).edges;
    const without = await related(`(exclude: ["${first.node.id}"])`);
    expect(without.edges[0]).toEqual(second);
  });

  it('takes it that what is excluded is not there any more', async () => {
    const gone = Buffer.from('Review:2147483647').toString('base64url');
    expect(await related(`(exclude: ["${gone}"])`)).toEqual(await related());
  });

  it('gives fewer where minScore asks for more', async () => {
    const all = await related('(first: 100)');
    const { score } = all.edges[2];
    const best = await related(`(first: 100, minScore: ${score})`);
    expect(best.edges.every((edge: { score: number }) => edge.score >= score)).toBe(true);
    expect(best.edges.length).toBeLessThan(all.edges.length);
  });

  it('takes a second review of a film only when told', async () => {
    const slugs = async (perFilm: number) =>
      (await related(`(first: 100, perFilm: ${perFilm})`, 'rear-window')).nodes.map(
        (node: { slug: string }) => node.slug,
      );
    const ofVertigo = (list: string[]) => list.filter((slug) => slug.startsWith('vertigo'));
    expect(ofVertigo(await slugs(1))).toHaveLength(1);
    expect(ofVertigo(await slugs(2))).toHaveLength(2);
  });

  it('fills a gap with the newest reviews, and says so', async () => {
    const { edges } = await related('(first: 100)', 'man-with-a-movie-camera');
    const fillers = edges.filter((edge: { source: string }) => edge.source === 'FALLBACK');
    expect(fillers.length).toBeGreaterThan(50);
    expect(edges.slice(-fillers.length)).toEqual(fillers);
    for (const filler of fillers) expect(filler).toMatchObject({ score: 0, reasons: [] });
    const slugs = edges.map((edge: { node: { slug: string } }) => edge.node.slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs).not.toContain('man-with-a-movie-camera');
    const strict = await related('(first: 100, minScore: 0.000001)', 'man-with-a-movie-camera');
    expect(strict.edges.every((edge: { source: string }) => edge.source === 'RELATED')).toBe(true);
  });

  it('shows more different films with diversity, of the same list, fillers last', async () => {
    const slugs = (list: { nodes: { slug: string }[] }) => list.nodes.map(({ slug }) => slug);
    const exact = await related('(first: 100)');
    const diverse = await related('(first: 100, diversity: 0.8)');
    expect(slugs(diverse)).not.toEqual(slugs(exact));
    expect(slugs(diverse)[0]).toBe(slugs(exact)[0]);
    expect(slugs(await related('(diversity: 0.8)'))).toEqual(slugs(diverse).slice(0, 6));
    const content = ({ edges }: { edges: { node: { slug: string } }[] }) =>
      edges.toSorted((a, b) => (a.node.slug < b.node.slug ? -1 : 1));
    expect(content(diverse)).toEqual(content(exact));
    expect(diverse.totalCount).toBe(exact.totalCount);
    const sources = diverse.edges.map((edge: { source: string }) => edge.source);
    expect(sources).toEqual(sources.toSorted().reverse());
    expect(await related('(diversity: 0)')).toEqual(await related());
  });

  it('is the same list, byte for byte, each time', async () => {
    const once = JSON.stringify(await related('(first: 100, perFilm: 2)', 'casino'));
    await api.refresh();
    expect(JSON.stringify(await related('(first: 100, perFilm: 2)', 'casino'))).toBe(once);
  });

  it('takes null for an argument as its default', async () => {
    expect(
      await related('(first: null, by: null, exclude: null, minScore: null, perFilm: null, diversity: null)'),
    ).toEqual(await related());
  });
});

describe('the widget query', () => {
  const widget = `query ($slug: String!) { review(slug: $slug) { related(first: 6) {
    edges { score reasons { kind label contribution } node { headline slug film { title } } } } } }`;

  it('needs two statements, whatever the film', async () => {
    const slugs = await api.store.sql.query<{ slug: string }>('SELECT slug FROM review');
    for (const { slug } of slugs) {
      const { statements } = api.store.sql;
      const before = statements.length;
      const { review } = await api.query(widget, { slug });
      expect(review.related.edges).toHaveLength(6);
      expect(statements.length - before).toBe(2);
    }
  });
});

describe('Film.related', () => {
  it('ranks all films, also one without a review', async () => {
    const { film } = await api.query(
      '{ film(slug: "timecode") { related(first: 100) { profile totalCount edges { score node { slug title } reasons { label } } } } }',
    );
    expect(film.related.edges[0]).toMatchObject({
      node: { slug: 'leaving-las-vegas' },
      reasons: expect.arrayContaining([{ label: 'Also directed by Mike Figgis' }]),
    });
    expect(film.related.edges).not.toContainEqual(
      expect.objectContaining({ node: { slug: 'timecode', title: 'Timecode' } }),
    );
  });
});

describe('Film.related with diversity', () => {
  it('is the same films in another order, beginning with the best', async () => {
    const slugs = async (args: string) => {
      const { film } = await api.query(`{ film(slug: "pig") { related(${args}) { nodes { slug } } } }`);
      return film.related.nodes.map(({ slug }: { slug: string }) => slug) as string[];
    };
    const [exact, diverse] = [await slugs('first: 100'), await slugs('first: 100, diversity: 0.8')];
    expect(diverse).not.toEqual(exact);
    expect(diverse[0]).toBe(exact[0]);
    expect(diverse.toSorted()).toEqual(exact.toSorted());
  });
});

describe('a store without anything in it', () => {
  it('has empty lists and no errors', async () => {
    const empty = await createApi({ template: emptyTemplate });
    expect(
      await empty.query(
        '{ reviews { totalCount nodes { id } } genres { id } search(query: "x") { totalCount } review(slug: "x") { id } }',
      ),
    ).toEqual({ reviews: { totalCount: 0, nodes: [] }, genres: [], search: { totalCount: 0 }, review: null });
    await empty.drop();
  });
});
