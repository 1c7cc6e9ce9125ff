import { join } from 'node:path';
import { Role } from '../../../src/access/role';
import { findArticleSources } from '../../../src/ingest/article-sources';
import { type ImportedArticle, importArticles } from '../../../src/ingest/import-articles';
import { ReviewStatus } from '../../../src/reviews/review-status';
import { fixtures, importPaths, withFiles } from '../../ingest/catalogues/import';
import { createApi, type TestApi } from '../../support/api';
import { emptyTemplate, type TestStore } from '../../support/store';

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
type Data = any;

export const imdb = join(fixtures, 'imdb');

/** A page about a film, as text. */
export function page({
  title = 'Leaving Las Vegas',
  year,
  lines = [],
  author = 'Sam Example',
}: {
  title?: string;
  year?: number;
  lines?: string[];
  author?: string;
} = {}): string {
  const yearLine = year === undefined ? [] : [`Release Year: ${year}`];
  return [
    `'${title}' - Movie Review`,
    'Nobody leaves.',
    'Movie Details',
    `Title: ${title}`,
    ...yearLine,
    ...lines,
    `© 2019 ${author}`,
    'Related Articles',
  ].join('\n\n');
}

export async function importPages(store: TestStore, pages: readonly string[]): Promise<ImportedArticle[]> {
  const files = Object.fromEntries(pages.map((text, place) => [`${place}.txt`, text]));
  return withFiles(files, async (folder) => {
    const results: ImportedArticle[] = [];
    const sources = await findArticleSources([folder]);
    await importArticles(sources, {
      transact: store.transact,
      status: ReviewStatus.PUBLISHED,
      onResult: (result) => {
        results.push(result);
      },
    });
    return results;
  });
}

const tables: Record<string, string> = {
  film: `to_jsonb(t) - 'version'`,
  person: `to_jsonb(t) - 'version'`,
  review: `to_jsonb(t) - '{version,updated_at}'::text[]`,
  ...Object.fromEntries(
    [
      'credit',
      'film_genre',
      'film_tally',
      'person_role',
      'former_film',
      'former_person',
      'match',
      'genre',
    ].map((table) => [table, 'to_jsonb(t)']),
  ),
};

/** Every row that matching can change, but for the versions: these only rise. */
export async function dump(store: TestStore): Promise<Record<string, unknown[]>> {
  const lists = Object.entries(tables).map(
    ([table, row]) =>
      `(SELECT coalesce(jsonb_agg(${row} ORDER BY to_jsonb(t)::text), '[]') FROM ${table} AS t) AS ${table}`,
  );
  const [dumped] = await store.sql.query<Record<string, unknown[]>>(`SELECT ${lists.join(', ')}`);
  return dumped!;
}

/** A publication without anything, and an editor of it. */
export async function createPublication() {
  const api: TestApi = await createApi({ template: emptyTemplate });
  const { store } = api;
  const { query } = await api.as(Role.EDITOR, 'Edith');

  const matches = async (status: string | null = 'WAITING'): Promise<Data[]> =>
    (
      await query(
        `query ($status: MatchStatus) { matches(status: $status, first: 50) { nodes { id kind status rule confidence written source actor
          candidate { __typename ... on Film { slug } ... on Person { slug name } }
          subject { __typename ... on Film { slug } ... on Person { slug name } }
          film { slug } review { slug } } } }`,
        { status },
      )
    ).matches.nodes;

  const answers: Record<string, string> = {
    acceptMatch: 'match { id status actor } act',
    rejectMatch: 'match { id status actor } act',
    mergeFilms: 'film { slug } act',
    mergePeople: 'person { slug } act',
    splitFilm: 'film { id slug } act',
    splitPerson: 'person { id slug name } act',
    undoMatching: 'isUndone',
  };
  async function write(name: string, input: object): Promise<Data> {
    const { result } = await query(
      `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) {
        result: ${name}(input: $input) { ${answers[name]} userErrors { code field message } } }`,
      { input },
    );
    return result;
  }
  async function done(name: string, input: object): Promise<Data> {
    const { userErrors, ...written } = await write(name, input);
    expect(userErrors).toEqual([]);
    return written;
  }
  async function refusal(name: string, input: object): Promise<Data> {
    const before = await dump(store);
    const { userErrors } = await write(name, input);
    expect(await dump(store)).toEqual(before);
    return userErrors.map(({ code, message }: Data) => `${code}: ${message}`).join();
  }
  async function idOf(kind: 'film' | 'person' | 'review', slug: string): Promise<string> {
    const { thing } = await query(`query ($slug: String!) { thing: ${kind}(slug: $slug) { id } }`, { slug });
    return thing.id;
  }
  /** Which film a review is about, by its slug. */
  const filmOf = async (slug: string): Promise<Data> =>
    (
      await query('query ($slug: String!) { review(slug: $slug) { film { slug genres { name } } } }', {
        slug,
      })
    ).review.film;

  return {
    api,
    store,
    query,
    matches,
    write,
    done,
    refusal,
    idOf,
    filmOf,
    importPages: (...pages: string[]) => importPages(store, pages),
    importCatalogue: (...paths: string[]) => importPaths(store, paths),
  };
}

export type Publication = Awaited<ReturnType<typeof createPublication>>;
