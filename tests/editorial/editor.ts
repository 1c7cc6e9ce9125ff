import { Role } from '../../src/access/role';
import { createApi, type TestApi } from '../support/api';

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
type Data = any;

/** What each mutation of the catalogue answers with, beside its userErrors. */
const fields: Record<string, string> = {
  upsertFilm: `isNew film { id slug version title originalTitle releaseYear runtimeMinutes castIsComplete
    imdbId tmdbId wikidataId genres { name } }`,
  upsertPerson: 'isNew person { id slug version name birthYear imdbId tmdbId wikidataId }',
  upsertCredits:
    'film { id version directors { name } cast { nodes { person { id name } character billing } } }',
  removeCredits: 'film { id version directors { name } cast { nodes { person { id name } } } }',
  mergeFilms: 'film { id slug version title }',
  mergePeople: 'person { id slug version name }',
};

const catalogue = [
  'film',
  'person',
  'credit',
  'film_genre',
  'genre',
  'review',
  'former_film',
  'former_person',
  'audit_entry',
];

/** Of a film, a person or a review that was written. */
export interface Written {
  id: string;
  slug: string;
  version: number;
}

/** Someone who writes films, people and credits over the API. */
export async function createEditor() {
  const api: TestApi = await createApi();
  const { query } = await api.as(Role.EDITOR, 'Edith');

  async function write(name: string, input: object): Promise<Data> {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const { result } = await query(
      `mutation ($input: ${type}!) { result: ${name}(input: $input) { ${fields[name]} userErrors { field code message } } }`,
      { input },
    );
    return result;
  }

  /** @returns what was written. @throws where nothing was. */
  async function done(name: string, input: object): Promise<Data> {
    const { userErrors, ...written } = await write(name, input);
    expect(userErrors).toEqual([]);
    return written.film ?? written.person;
  }

  /** Everything that can be written, as it stands in the store. */
  function everything(): Promise<Data[]> {
    const digests = catalogue.map(
      (table) =>
        `SELECT '${table}' AS name, count(*), md5(string_agg(${table}::text, ';' ORDER BY ${table}::text)) FROM ${table}`,
    );
    return api.store.sql.query(digests.join(' UNION ALL '));
  }

  /** @returns why a change was refused, having seen that nothing was written. */
  async function refusal(name: string, input: object): Promise<Data[]> {
    const before = await everything();
    const { userErrors, isNew = null, ...written } = await write(name, input);
    expect(isNew).toBeNull();
    expect(Object.values(written)).toEqual([null]);
    for (const { message } of userErrors) expect(message).toMatch(/^[A-Z].*\.$/);
    expect(await everything()).toEqual(before);
    return userErrors.map(({ code, field }: Data) => ({ code, field }));
  }

  async function idOf(kind: 'film' | 'person' | 'review', slug: string): Promise<string> {
    const { thing } = await query(`query ($slug: String!) { thing: ${kind}(slug: $slug) { id } }`, { slug });
    return thing.id;
  }

  /** What was put on record of the latest change to it. */
  async function onRecord(globalId: string): Promise<Data> {
    const [type, id] = Buffer.from(globalId, 'base64url').toString().split(':');
    const [latest] = await api.store.sql.query(
      `SELECT actor, action, changes FROM audit_entry WHERE subject_type = $1 AND subject_id = $2
      ORDER BY id DESC LIMIT 1`,
      [type, id],
    );
    return latest;
  }

  const newFilm = (title: string, facts = {}): Promise<Written> => done('upsertFilm', { title, ...facts });
  const newPerson = (name: string, facts = {}): Promise<Written> => done('upsertPerson', { name, ...facts });
  const credit = (film: Written, credits: object[]) => done('upsertCredits', { film: film.id, credits });

  let reviews = 0;
  /** A published one. */
  async function newReview(film: Written, facts = {}): Promise<Written> {
    const input = { film: film.id, body: ['Text.'], authorName: 'Ada Test', status: 'PUBLISHED' };
    const { result } = await query(
      'mutation ($input: CreateReviewInput!) { result: createReview(input: $input) { review { id slug version } userErrors { code } } }',
      { input: { ...input, headline: `Headline ${++reviews}`, ...facts } },
    );
    expect(result.userErrors).toEqual([]);
    return result.review;
  }

  return { api, query, write, done, refusal, idOf, onRecord, newFilm, newPerson, credit, newReview };
}

export type Editor = Awaited<ReturnType<typeof createEditor>>;

/** An id as the API gives it, be there such a thing or not. */
export function globalId(type: string, id: number): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}
