import type { SqlExecutor } from '../../src/database/sql';
import { Random } from '../store/random';

/** A question with one set of variables for each request. */
export interface Question {
  name: string;
  body: (place: number) => string;
}

const different = 4_000;

const page = `
  headline
  author { name }
  film {
    title
    genres { name }
    directors { name }
    cast(first: 10) { nodes { character person { name } } }
  }`;
const widget = `
  related(first: 6) {
    edges { score reasons { kind label contribution } node { headline slug film { title } } }
  }`;

export const names = {
  typename: '{ __typename }',
  title: 'headline and film title',
  page: 'review page',
  widget: 'widget',
  sqlWidget: 'widget, ranked by SQL',
  pageAndWidget: 'page and widget',
  list: '20 reviews with films and directors',
} as const;

/** What is asked over HTTP. No two requests that follow each other have the same variables. */
export async function prepareQuestions(
  sql: SqlExecutor,
  { graphqlUrl, seed }: { graphqlUrl: string; seed: string },
): Promise<Question[]> {
  const slugs = await sql.query<{ slug: string }>(
    `/* bench: slugs */ SELECT slug FROM review WHERE status = 'PUBLISHED' ORDER BY hashtext($1 || slug), slug LIMIT $2`,
    [seed, different],
  );
  const ofReview = (name: string, fields: string): Question => ({
    name,
    body: (place) =>
      JSON.stringify({
        query: `query ($slug: String!) { review(slug: $slug) { ${oneLine(fields)} } }`,
        variables: { slug: slugs[place % slugs.length]!.slug },
      }),
  });
  const cursors = await listCursors(graphqlUrl, seed);
  return [
    { name: names.typename, body: () => JSON.stringify({ query: names.typename }) },
    ofReview(names.title, 'headline film { title }'),
    ofReview(names.page, page),
    ofReview(names.widget, widget),
    ofReview(names.pageAndWidget, `${page} ${widget}`),
    {
      name: names.list,
      body: (place) =>
        JSON.stringify({
          query:
            'query ($after: String) { reviews(first: 20, after: $after) { nodes { headline slug film { title directors { name } } } } }',
          variables: { after: cursors[place % cursors.length] },
        }),
    },
  ];
}

/** Where pages may begin: behind each of the newest two thousand reviews. */
async function listCursors(graphqlUrl: string, seed: string): Promise<string[]> {
  const cursors: string[] = [];
  for (let request = 0; request < 20; request++) {
    const answer = await ask(
      graphqlUrl,
      JSON.stringify({
        query: 'query ($after: String) { reviews(first: 100, after: $after) { edges { cursor } } }',
        variables: { after: cursors.at(-1) },
      }),
    );
    const { data } = JSON.parse(answer) as { data: { reviews: { edges: { cursor: string }[] } } };
    cursors.push(...data.reviews.edges.map(({ cursor }) => cursor));
  }
  const order = Int32Array.from(cursors.keys());
  new Random(`${seed}/cursors`).shuffle(order);
  return Array.from(order, (place) => cursors[place]!);
}

/** @throws if the answer is none, or carries errors. */
export async function ask(graphqlUrl: string, body: string): Promise<string> {
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const answer = await response.text();
  if (!response.ok || !isAnswer(answer))
    throw new Error(`${body} was answered by ${response.status} ${answer}`);
  return answer;
}

/** Whether all that was asked for is there. */
export function isAnswer(body: string): boolean {
  return (
    body.startsWith('{"data":{') && !body.includes('"errors":') && !body.startsWith('{"data":{"review":null')
  );
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
