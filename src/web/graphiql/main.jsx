import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './page.css';
import whatNext from '../../../schema/operations/1-what-next.graphql';
import articlePage from '../../../schema/operations/2-article-page.graphql';
import latestReviews from '../../../schema/operations/3-latest-reviews.graphql';
import personPage from '../../../schema/operations/4-person.graphql';
import search from '../../../schema/operations/5-search.graphql';

globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const name = { json: 'json', graphql: 'graphql' }[label] ?? 'editor';
    return new Worker(new URL(`./${name}.worker.js`, import.meta.url), { type: 'module' });
  },
};

const given = new URLSearchParams(location.search);
// The dashboard leads here, in the same tab, with its queries. The token stays out of the address, and out of the
// headers that GraphiQL shows: it remembers those of whatever was run, for longer than the tab.
const token = given.has('query') ? sessionStorage.getItem('reelgraph-token') : null;
const examples = [whatNext, articlePage, latestReviews, personPage, search].map((query) => ({ query }));

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={createGraphiQLFetcher({
      url: location.pathname,
      ...(token !== null && { headers: { authorization: `Bearer ${token}` } }),
    })}
    defaultTabs={examples}
    {...(given.has('query') && { initialQuery: given.get('query') })}
    {...(given.has('variables') && { initialVariables: given.get('variables') })}
  />,
);
