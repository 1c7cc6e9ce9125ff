import type { PageFragment } from '../operations.generated';
import { address } from '../page';

/** From page to page of a list. What else the address says (filters) stays. */
export function Pager({
  path,
  query,
  page,
}: {
  path: string;
  query: Record<string, string>;
  page: PageFragment;
}) {
  const { before: _before, after: _after, ...rest } = query;
  if (!page.hasNextPage && !page.hasPreviousPage) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {page.hasPreviousPage && (
        <>
          <a href={address(path, rest)}>First page</a>
          <a rel="prev" href={address(path, { ...rest, before: page.startCursor })}>
            ← Previous
          </a>
        </>
      )}
      {page.hasNextPage && (
        <a rel="next" href={address(path, { ...rest, after: page.endCursor })}>
          Next →
        </a>
      )}
    </nav>
  );
}
