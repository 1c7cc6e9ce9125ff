import { graphql } from 'graphql';
import { transactionsOver } from '../../src/database/sql';
import { createContext } from '../../src/graphql/context';
import { createSchema } from '../../src/graphql/schema';
import { createApi, type TestApi } from '../support/api';
import { startQuietFollower } from '../support/follower';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.drop());

const globalId = (type: string, id: number) => Buffer.from(`${type}:${id}`).toString('base64url');

/** Ids by slug. */
async function idOf(field: 'review' | 'film' | 'person', slug: string): Promise<string> {
  return (await api.query(`query ($slug: String!) { ${field}(slug: $slug) { id } }`, { slug }))[field].id;
}

const fields = `length steps { label
  from { __typename ... on Film { slug title } ... on Person { slug name } }
  credit { role character billing person { slug } film { slug } }
  to { __typename ... on Film { slug title } ... on Person { slug name } } }`;
const ask = `query ($from: ID!, $to: ID!) { path(from: $from, to: $to) { ${fields} } }`;
const path = async (from: string, to: string) => (await api.query(ask, { from, to })).path;

describe('Query.path', () => {
  it('leads from one to the other, each step with its credit and a line of prose', async () => {
    const found = await path(await idOf('film', 'pig'), await idOf('film', 'face-off'));
    const cage = { __typename: 'Person', slug: 'nicolas-cage', name: 'Nicolas Cage' };
    const [pig, faceOff] = [
      { __typename: 'Film', slug: 'pig', title: 'Pig' },
      { __typename: 'Film', slug: 'face-off', title: 'Face/Off' },
    ];
    expect(found).toEqual({
      length: 2,
      steps: [
        {
          label: 'Nicolas Cage acts in Pig',
          from: pig,
          credit: {
            role: 'ACTOR',
            character: expect.any(String),
            billing: 0,
            person: { slug: 'nicolas-cage' },
            film: { slug: 'pig' },
          },
          to: cage,
        },
        {
          label: 'Nicolas Cage acts in Face/Off',
          from: cage,
          credit: expect.objectContaining({ role: 'ACTOR', film: { slug: 'face-off' } }),
          to: faceOff,
        },
      ],
    });
  });

  it('goes on, with each step, where the one before has ended', async () => {
    const { length, steps } = await path(await idOf('film', 'pig'), await idOf('film', 'wall-e'));
    expect(steps).toHaveLength(length);
    expect(length).toBe(14);
    expect(steps[0].from.slug).toBe('pig');
    expect(steps.at(-1).to.slug).toBe('wall-e');
    for (let i = 1; i < length; i++) expect(steps[i].from).toEqual(steps[i - 1].to);
  });

  it('takes a review for its film', async () => {
    const person = await idOf('person', 'michael-sarnoski');
    const found = await path(await idOf('review', 'pig'), person);
    expect(found).toMatchObject({ length: 1, steps: [{ label: 'Michael Sarnoski directed Pig' }] });
    expect(await path(await idOf('film', 'pig'), person)).toEqual(found);
  });

  it('has no steps from a thing to itself, nor between two reviews of one film', async () => {
    const none = { length: 0, steps: [] };
    const person = await idOf('person', 'nicolas-cage');
    expect(await path(person, person)).toEqual(none);
    expect(await path(await idOf('review', 'vertigo'), await idOf('film', 'vertigo'))).toEqual(none);
    expect(
      await path(await idOf('review', 'vertigo'), await idOf('review', 'vertigo-ingrid-solberg-hayes')),
    ).toEqual(none);
  });

  it.each([
    ['DIRECTOR', 'Ann Other directed Pig'],
    ['ACTOR', 'Ann Other acts in Pig'],
    ['WRITER', 'Ann Other wrote Pig'],
    ['COMPOSER', 'Ann Other composed the music of Pig'],
    ['CINEMATOGRAPHER', 'Ann Other shot Pig'],
    ['EDITOR', 'Ann Other edited Pig'],
    ['PRODUCER', 'Ann Other produced Pig'],
  ])('names a %s as people would', async (role, label) => {
    const slug = `ann-other-${role.toLowerCase()}`;
    await api.store.sql.query(
      `WITH added AS (INSERT INTO person (slug, name) VALUES ($1, 'Ann Other') RETURNING id)
      INSERT INTO credit (film_id, person_id, role)
      SELECT film.id, added.id, $2::credit_role FROM film, added WHERE film.slug = 'pig'`,
      [slug, role],
    );
    await api.refresh();
    const found = await path(await idOf('person', slug), await idOf('film', 'pig'));
    expect(found).toMatchObject({ length: 1, steps: [{ label, credit: { role } }] });
  });

  it('names, of several credits on one film, the most prominent', async () => {
    const person = await idOf('person', 'michael-sarnoski');
    await api.store.sql.query(
      `INSERT INTO credit (film_id, person_id, role)
      SELECT film.id, person.id, unnest('{PRODUCER,ACTOR}'::credit_role[]) FROM film, person
      WHERE film.slug = 'pig' AND person.slug = 'michael-sarnoski'`,
    );
    await api.refresh();
    const found = await path(person, await idOf('film', 'pig'));
    expect(found.steps.map(({ label }: { label: string }) => label)).toEqual([
      'Michael Sarnoski directed Pig',
    ]);
  });

  it('is null, without an error, where one is not there', async () => {
    const film = await idOf('film', 'pig');
    for (const type of ['Review', 'Film', 'Person']) {
      const unknown = globalId(type, 2_147_483_647);
      expect(await path(unknown, film)).toBeNull();
      expect(await path(film, unknown)).toBeNull();
      expect(await path(unknown, unknown)).toBeNull();
    }
  });

  it.each(['DRAFT', 'RETRACTED'])('does not know a review that is %s, but knows its film', async (status) => {
    const [review, film] = [await idOf('review', 'alien'), await idOf('film', 'alien')];
    const other = await idOf('film', 'blade-runner');
    expect(await path(review, other)).not.toBeNull();
    await api.store.sql.query(`UPDATE review SET status = $1 WHERE slug = 'alien'`, [status]);
    await api.refresh();
    expect(await path(review, other)).toBeNull();
    expect(await path(other, review)).toBeNull();
    expect(await path(film, other)).not.toBeNull();
    await api.store.sql.query(`UPDATE review SET status = 'PUBLISHED' WHERE slug = 'alien'`);
    await api.refresh();
  });

  it('is an error with a code of its own where nothing leads from one to the other', async () => {
    await api.store.sql.query(`INSERT INTO film (slug, title) VALUES ('alone', 'Alone')`);
    await api.store.sql.query(`INSERT INTO person (slug, name) VALUES ('nobody', 'Nobody')`);
    await api.refresh();
    const ids = [await idOf('film', 'alone'), await idOf('person', 'nobody'), await idOf('film', 'pig')];
    for (const from of ids) {
      for (const to of ids.filter((id) => id !== from)) {
        const { data, errors } = await api.execute(ask, { from, to });
        expect(data).toEqual({ path: null });
        expect(errors).toMatchObject([
          {
            message: 'No chain of films and people leads from one to the other.',
            path: ['path'],
            extensions: { code: 'NOT_CONNECTED' },
          },
        ]);
      }
      expect(await path(from, from)).toEqual({ length: 0, steps: [] });
    }
  });

  it.each([
    ['what is no id', 'nonsense', /^This is not an id of this service/],
    ['nothing', '', /^This is not an id of this service/],
    ['an id beyond all ids', globalId('Film', 2 ** 31), /^This is not an id of this service/],
    [
      'a genre',
      globalId('Genre', 1),
      /is of type Genre: one of type Review, Film or Person is wanted here\.$/,
    ],
    ['an author', globalId('Author', 1), /is of type Author: one of type Review, Film or Person/],
    [
      'a publication',
      globalId('Publication', 1),
      /is of type Publication: one of type Review, Film or Person/,
    ],
  ])('refuses %s at either end', async (_what, wrong, message) => {
    const unknown = globalId('Film', 2_147_483_647);
    for (const variables of [
      { from: wrong, to: await idOf('film', 'pig') },
      { from: unknown, to: wrong },
    ]) {
      const { data, errors } = await api.execute(ask, variables);
      expect(data).toEqual({ path: null });
      expect(errors).toMatchObject([
        { message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    }
  });

  it('needs as many statements however long it is and however many there are', async () => {
    const [from, to] = [await idOf('film', 'pig'), await idOf('film', 'wall-e')];
    const source = `{ a: path(from: "${from}", to: "${to}") { ${fields} } b: path(from: "${to}", to: "${from}") { ${fields} } }`;
    api.store.sql.statements.length = 0;
    await api.query(source);
    const names = api.store.sql.statements.map((statement) => /\/\* (.*?) \*\//.exec(statement)?.[1]);
    // Films twice: those at the ends are looked up before there is a chain.
    expect(names.sort()).toEqual(['films by ids', 'films by ids', 'most prominent credits', 'people by ids']);
  });

  it('asks to try again where the index does not yet know that a credit is gone', async () => {
    const stale = await startQuietFollower(api.store.url);
    await stale.stop();
    const variables = { from: await idOf('film', 'pig'), to: await idOf('person', 'alex-wolff') };
    await api.store.sql.query(
      `DELETE FROM credit USING person WHERE person.id = person_id AND person.slug = 'alex-wolff'`,
    );
    const { errors } = await graphql({
      schema: createSchema(),
      source: ask,
      variableValues: variables,
      contextValue: createContext(
        {
          sql: api.store.sql,
          transact: transactionsOver(api.store.dataSource),
          relatedness: () => stale.relatedness,
          listKey: Buffer.alloc(32),
          catchUp: async () => undefined,
        },
        { viewer: null },
      ),
    });
    expect(errors![0]!.originalError).toMatchObject({ name: 'StoreUnavailableError' });
  });
});
