import { createApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.drop());

const collaborators = async (args = '', slug = 'nicolas-cage') =>
  (
    await api.query(
      `{ person(slug: "${slug}") { collaborators${args} { totalCount nodes { slug } pageInfo { hasNextPage endCursor }
        edges { cursor filmCount node { slug name } films { slug releaseYear } } } } }`,
    )
  ).person.collaborators;

/** Who worked on how many of the person's films, by SQL. */
const counted = (slug: string) =>
  api.store.sql.query<{ slug: string; films: number }>(
    `SELECT other.slug, count(DISTINCT there.film_id)::int AS films
    FROM person JOIN credit AS here ON here.person_id = person.id
    JOIN credit AS there ON there.film_id = here.film_id AND there.person_id <> person.id
    JOIN person AS other ON other.id = there.person_id
    WHERE person.slug = $1 GROUP BY other.slug`,
    [slug],
  );

describe('Person.collaborators', () => {
  it('are those of the most films first, with the newest of them', async () => {
    const { edges, nodes, totalCount, pageInfo } = await collaborators('(first: 100)', 'robert-de-niro');
    const wanted = new Map((await counted('robert-de-niro')).map(({ slug, films }) => [slug, films]));
    expect(totalCount).toBe(wanted.size);
    expect(edges).toHaveLength(wanted.size);
    expect(nodes).toEqual(edges.map(({ node }: { node: { slug: string } }) => ({ slug: node.slug })));
    expect(pageInfo).toEqual({ hasNextPage: false, endCursor: edges.at(-1).cursor });
    const counts = edges.map(({ filmCount }: { filmCount: number }) => filmCount);
    expect(counts[0]).toBeGreaterThan(1);
    expect(counts).toEqual(counts.toSorted((a: number, b: number) => b - a));
    for (const { filmCount, node, films } of edges) {
      expect(filmCount).toBe(wanted.get(node.slug));
      const years = films.map(({ releaseYear }: { releaseYear: number }) => releaseYear);
      expect(years).toEqual(years.toSorted((a: number, b: number) => b - a));
    }
    expect(edges[0]).toMatchObject({ filmCount: 3, node: { slug: 'martin-scorsese' } });
    expect(edges[0].films.map(({ slug }: { slug: string }) => slug)).toEqual([
      'casino',
      'goodfellas',
      'taxi-driver',
    ]);
  });

  it('gives ten unless told, and three films of each', async () => {
    const { edges, totalCount, pageInfo } = await collaborators();
    expect(edges).toHaveLength(10);
    expect(totalCount).toBeGreaterThan(10);
    expect(pageInfo.hasNextPage).toBe(true);
    expect(await collaborators('(first: null)')).toEqual(await collaborators());
    const two = await api.query(
      '{ person(slug: "robert-de-niro") { collaborators(first: 1) { edges { films(first: 2) { slug } } } } }',
    );
    expect(two.person.collaborators.edges[0].films).toEqual([{ slug: 'casino' }, { slug: 'goodfellas' }]);
    const untold = await api.query(
      '{ person(slug: "robert-de-niro") { collaborators(first: 1) { edges { films(first: null) { slug } } } } }',
    );
    expect(untold.person.collaborators.edges[0].films).toHaveLength(3);
  });

  it.each([
    'collaborators(first: 0) { totalCount }',
    'collaborators(first: -1) { totalCount }',
    'collaborators(first: 101) { totalCount }',
    'collaborators { edges { films(first: 0) { slug } } }',
    'collaborators { edges { films(first: 101) { slug } } }',
  ])('is refused with a code where an argument is out of range: %s', async (field) => {
    const { errors } = await api.execute(`{ person(slug: "robert-de-niro") { ${field} } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('are the same where every review is a draft, for people and films are catalogue', async () => {
    const before = await collaborators();
    await api.store.sql.query(`UPDATE review SET status = 'DRAFT'`);
    await api.refresh();
    expect(await collaborators()).toEqual(before);
    await api.store.sql.query(`UPDATE review SET status = 'PUBLISHED'`);
    await api.refresh();
  });

  it('counts work in any role, and follows what changes', async () => {
    const slugs = async () =>
      (await collaborators('(first: 100)')).nodes.map(({ slug }: { slug: string }) => slug);
    expect(await slugs()).not.toContain('ennio-composer');
    await api.store.sql.query(
      `WITH added AS (INSERT INTO person (slug, name) VALUES ('ennio-composer', 'Ennio Composer') RETURNING id)
      INSERT INTO credit (film_id, person_id, role)
      SELECT film.id, added.id, 'COMPOSER' FROM film, added WHERE film.slug IN ('pig', 'moonstruck', 'face-off')`,
    );
    await api.refresh();
    const [{ node, filmCount }] = (await collaborators('(first: 1)')).edges;
    expect({ slug: node.slug, filmCount }).toEqual({ slug: 'ennio-composer', filmCount: 3 });
    await api.store.sql.query(
      `DELETE FROM credit USING person WHERE person.id = person_id AND person.slug = 'ennio-composer'`,
    );
    await api.refresh();
    expect(await slugs()).not.toContain('ennio-composer');
  });

  it('are none of someone without a credit', async () => {
    await api.store.sql.query(`INSERT INTO person (slug, name) VALUES ('nobody', 'Nobody')`);
    expect(await collaborators('', 'nobody')).toEqual({
      totalCount: 0,
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });
});
