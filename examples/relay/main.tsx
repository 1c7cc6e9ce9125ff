import { renderToStaticMarkup } from 'react-dom/server';
import { fetchQuery, RelayEnvironmentProvider } from 'react-relay';
import moreByAuthor, { type moreByAuthorQuery } from './__generated__/moreByAuthorQuery.graphql';
import type { reviewPageQuery } from './__generated__/reviewPageQuery.graphql';
import { environment, Refusal, Unreachable } from './environment';
import { query, ReviewPage } from './review-page';

const [slug = 'pig', pageSize = '5'] = process.argv.slice(2);
const first = Number(pageSize);

async function renderPage(): Promise<string> {
  const answer = await fetchQuery<reviewPageQuery>(environment, query, { slug, first }).toPromise();
  const author = answer?.review?.author;
  if (author?.reviews.pageInfo.hasNextPage) await readOn(author.id, author.reviews.pageInfo.endCursor);
  return renderToStaticMarkup(
    <RelayEnvironmentProvider environment={environment}>
      <ReviewPage slug={slug} first={first} />
    </RelayEnvironmentProvider>,
  );
}

/** What the page's button does in a browser: the author is asked for again as a node, and the list grows. */
async function readOn(id: string, after: string | null | undefined): Promise<void> {
  await fetchQuery<moreByAuthorQuery>(environment, moreByAuthor, { id, first, after }).toPromise();
}

function explain(error: unknown): string {
  if (error instanceof Unreachable) return error.message;
  if (!(error instanceof Refusal)) throw error;
  switch (error.code) {
    case 'BAD_USER_INPUT':
      return error.message;
    case 'SERVICE_UNAVAILABLE':
      return 'Come back in a moment.';
    default:
      throw error;
  }
}

renderPage().catch(explain).then(console.log);
