import {
  type AnyVariables,
  Client,
  CombinedError,
  cacheExchange,
  fetchExchange,
  type TypedDocumentNode,
} from '@urql/core';
import {
  type RelatedEntryFragment,
  ReviewPageDocument,
  ReviewsByAuthorDocument,
} from './review-page.generated.ts';

const [slug = 'pig', pageSize = '5'] = process.argv.slice(2);
const first = Number(pageSize);
const url = process.env.REELGRAPH_URL ?? 'http://localhost:4000/graphql';
const client = new Client({ url, exchanges: [cacheExchange, fetchExchange] });

async function printPage(): Promise<void> {
  const { review } = await ask(ReviewPageDocument, { slug, first });
  if (!review) return console.log(`There is no review "${slug}".`);
  console.log(`${review.headline}\n\nRead next`);
  for (const entry of review.related.edges) console.log(describe(entry));
  console.log(`\nAll by ${review.author.name}`);
  for await (const { headline } of reviewsBy(review.author.id)) console.log(`  ${headline}`);
}

function describe({ node, reasons }: RelatedEntryFragment): string {
  return `  ${node.headline}: ${reasons.map(({ label }) => label).join(', ')}`;
}

/** Page after page, for as long as somebody reads on. */
async function* reviewsBy(author: string, after: string | null = null): AsyncGenerator<{ headline: string }> {
  const { node } = await ask(ReviewsByAuthorDocument, { author, first, after });
  if (!node || !('reviews' in node)) return;
  const { nodes, pageInfo } = node.reviews;
  yield* nodes;
  if (pageInfo.hasNextPage) yield* reviewsBy(author, pageInfo.endCursor);
}

/** @throws CombinedError */
async function ask<Answer, Variables extends AnyVariables>(
  document: TypedDocumentNode<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  const { data, error } = await client.query(document, variables);
  if (error) throw error;
  return data!;
}

function explain(error: unknown): string {
  if (!(error instanceof CombinedError)) throw error;
  if (error.networkError) return 'The service does not answer. Is it started?';
  const [fault] = error.graphQLErrors;
  switch (fault?.extensions.code) {
    case 'BAD_USER_INPUT':
      return fault.message;
    case 'SERVICE_UNAVAILABLE':
      return 'Come back in a moment.';
    default:
      throw error;
  }
}

await printPage().catch((error) => console.log(explain(error)));
