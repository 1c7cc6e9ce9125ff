import { graphql, useLazyLoadQuery } from 'react-relay';
import type { reviewPageQuery } from './__generated__/reviewPageQuery.graphql';
import { MoreByAuthor } from './more-by-author';
import { RelatedEntry } from './related-entry';

export const query = graphql`
  query reviewPageQuery($slug: String!, $first: Int!) {
    review(slug: $slug) {
      headline
      excerpt
      related(first: $first) {
        edges {
          node {
            id
          }
          ...relatedEntry_edge
        }
      }
      author {
        id
        reviews(first: $first) {
          pageInfo {
            hasNextPage
            endCursor
          }
        }
        ...moreByAuthor_author @arguments(first: $first)
      }
    }
  }
`;

export function ReviewPage({ slug, first }: reviewPageQuery['variables']) {
  const { review } = useLazyLoadQuery<reviewPageQuery>(query, { slug, first });
  if (!review) return <p role="alert">There is no review “{slug}”.</p>;
  return (
    <article>
      <h1>{review.headline}</h1>
      <p>{review.excerpt}</p>
      <h2>Read next</h2>
      <ul>
        {review.related.edges.map((edge) => (
          <RelatedEntry key={edge.node.id} edge={edge} />
        ))}
      </ul>
      <MoreByAuthor author={review.author} first={first} />
    </article>
  );
}
