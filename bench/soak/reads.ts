import type { SqlExecutor } from '../../src/database/sql';
import { toGlobalId } from '../../src/graphql/node';
import { names, prepareQuestions, type Question } from '../http/questions';
import { drawQueries } from '../search/queries';
import { Random, WeightedChoice } from '../store/random';

const different = 4_000;
const pathEnds = 200;

/** Of a hundred requests, so many are this. */
const shares = {
  [names.widget]: 35,
  [names.pageAndWidget]: 20,
  [names.page]: 10,
  [names.list]: 15,
  search: 15,
  path: 5,
};

/** What the readers of a site ask for, mixed; no two requests that follow each other have the same variables. */
export async function prepareReads(
  sql: SqlExecutor,
  { graphqlUrl, seed }: { graphqlUrl: string; seed: string },
): Promise<Question> {
  const questions = [
    ...(await prepareQuestions(sql, { graphqlUrl, seed })),
    await searches(sql, seed),
    await paths(sql, seed),
  ];
  const mixed = Object.keys(shares).map((name) => questions.find((question) => question.name === name)!);
  const random = new Random(`${seed}/reads`);
  const choice = new WeightedChoice(Float64Array.from(Object.values(shares)));
  const kinds = Array.from({ length: different }, () => mixed[choice.draw(random)]!);
  return { name: 'mixed reads', body: (place) => kinds[place % kinds.length]!.body(place) };
}

async function searches(sql: SqlExecutor, seed: string): Promise<Question> {
  const drawn = Object.values(await drawQueries(sql, { seed, each: 50 })).flat();
  const order = Int32Array.from(drawn.keys());
  new Random(`${seed}/searches`).shuffle(order);
  const query =
    'query ($query: String!) { search(query: $query, first: 10) { nodes { __typename ... on Node { id } } } }';
  return {
    name: 'search',
    body: (place) => JSON.stringify({ query, variables: { query: drawn[order[place % order.length]!] } }),
  };
}

/** Between films of the busiest people, which are connected whatever the writers change. */
async function paths(sql: SqlExecutor, seed: string): Promise<Question> {
  const films = await sql.query<{ id: number }>(
    `/* bench: films between which to look for a path */
    SELECT id FROM film
    WHERE EXISTS (
      SELECT FROM credit WHERE film_id = film.id AND person_id IN (
        SELECT person_id FROM credit GROUP BY person_id ORDER BY count(*) DESC, person_id LIMIT 20
      )
    )
    ORDER BY hashint4extended(id, hashtext($1)), id LIMIT $2`,
    [seed, pathEnds],
  );
  const idAt = (place: number) => toGlobalId('Film', films[place % films.length]!.id);
  const query = 'query ($from: ID!, $to: ID!) { path(from: $from, to: $to) { length } }';
  return {
    name: 'path',
    body: (place) => JSON.stringify({ query, variables: { from: idAt(place), to: idAt(place + 7) } }),
  };
}
