import { type ApolloClient, CombinedGraphQLErrors } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import {
  type MoreByAuthorFragment,
  ReadOnDocument,
  type RelatedEntryFragment,
  ReviewPageDocument,
  type ReviewPageQueryVariables,
} from './review-page.generated.ts';

export function ReviewPage(variables: ReviewPageQueryVariables) {
  const { data, error } = useQuery(ReviewPageDocument, { variables });
  if (error) return <p role="alert">{explain(error)}</p>;
  if (!data) return <p>…</p>;
  if (!data.review) return <p role="alert">There is no review “{variables.slug}”.</p>;
  const { headline, excerpt, related, author } = data.review;
  return (
    <article>
      <h1>{headline}</h1>
      <p>{excerpt}</p>
      <h2>Read next</h2>
      <ul>
        {related.edges.map((edge) => (
          <RelatedEntry key={edge.node.id} {...edge} />
        ))}
      </ul>
      <MoreByAuthor author={author} first={variables.first} />
    </article>
  );
}

function RelatedEntry({ node, reasons }: RelatedEntryFragment) {
  return (
    <li>
      <a href={`/reviews/${node.slug}`}>{node.headline}</a> {reasons.map(({ label }) => label).join(', ')}
    </li>
  );
}

function MoreByAuthor({ author, first }: { author: MoreByAuthorFragment; first: number }) {
  const client = useApolloClient();
  const { edges, pageInfo } = author.reviews;
  return (
    <section>
      <h2>More by {author.name}</h2>
      <ol>
        {edges.map(({ node }) => (
          <li key={node.id}>{node.headline}</li>
        ))}
      </ol>
      {pageInfo.hasNextPage && (
        <button type="button" onClick={() => readOn(client, author, first)}>
          More
        </button>
      )}
    </section>
  );
}

/** What comes joins what the cache has of the list, and what shows the list shows it. */
export function readOn(client: ApolloClient, { id, reviews }: MoreByAuthorFragment, first: number) {
  const variables = { author: id, first, after: reviews.pageInfo.endCursor };
  return client.query({ query: ReadOnDocument, variables });
}

function explain(error: Error): string {
  if (!CombinedGraphQLErrors.is(error)) return 'The service does not answer. Is it started?';
  const [fault] = error.errors;
  switch (fault?.extensions?.code) {
    case 'BAD_USER_INPUT':
      return fault.message;
    case 'SERVICE_UNAVAILABLE':
      return 'Come back in a moment.';
    default:
      throw error;
  }
}
