import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { prerenderStatic } from '@apollo/client/react/ssr';
import { relayStylePagination } from '@apollo/client/utilities';
import { renderToStaticMarkup } from 'react-dom/server';
import { ReviewPageDocument } from './review-page.generated.ts';
import { ReviewPage, readOn } from './review-page.tsx';

const [slug = 'pig', pageSize = '5'] = process.argv.slice(2);
const variables = { slug, first: Number(pageSize) };

const client = new ApolloClient({
  link: new HttpLink({ uri: process.env.REELGRAPH_URL ?? 'http://localhost:4000/graphql' }),
  cache: new InMemoryCache({ typePolicies: { Author: { fields: { reviews: relayStylePagination() } } } }),
});

const page = (
  <ApolloProvider client={client}>
    <ReviewPage {...variables} />
  </ApolloProvider>
);
const render = () => prerenderStatic({ tree: page, renderFunction: renderToStaticMarkup });

await render();
// Nobody is here to press the page's button.
const author = client.readQuery({ query: ReviewPageDocument, variables })?.review?.author;
if (author?.reviews.pageInfo.hasNextPage) await readOn(client, author, variables.first);
console.log((await render()).result);
