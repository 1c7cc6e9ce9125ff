import { graphql, usePaginationFragment } from 'react-relay';
import type { moreByAuthor_author$key } from './__generated__/moreByAuthor_author.graphql';
import type { moreByAuthorQuery } from './__generated__/moreByAuthorQuery.graphql';

const fragment = graphql`
  fragment moreByAuthor_author on Author
  @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" })
  @refetchable(queryName: "moreByAuthorQuery") {
    name
    reviews(first: $first, after: $after) @connection(key: "moreByAuthor_reviews") {
      edges {
        node {
          id
          headline
        }
      }
    }
  }
`;

export function MoreByAuthor({ author, first }: { author: moreByAuthor_author$key; first: number }) {
  const { data, hasNext, loadNext } = usePaginationFragment<moreByAuthorQuery, moreByAuthor_author$key>(
    fragment,
    author,
  );
  return (
    <section>
      <h2>More by {data.name}</h2>
      <ol>
        {data.reviews.edges.map(({ node }) => (
          <li key={node.id}>{node.headline}</li>
        ))}
      </ol>
      {hasNext && (
        <button type="button" onClick={() => loadNext(first)}>
          More
        </button>
      )}
    </section>
  );
}
