import { graphql, useFragment } from 'react-relay';
import type { relatedEntry_edge$key } from './__generated__/relatedEntry_edge.graphql';

const fragment = graphql`
  fragment relatedEntry_edge on RelatedReviewEdge {
    node {
      slug
      headline
    }
    reasons {
      label
    }
  }
`;

export function RelatedEntry({ edge }: { edge: relatedEntry_edge$key }) {
  const { node, reasons } = useFragment(fragment, edge);
  return (
    <li>
      <a href={`/reviews/${node.slug}`}>{node.headline}</a> {reasons.map(({ label }) => label).join(', ')}
    </li>
  );
}
