import { Document } from './document';
import { type FoundFragment, SearchDocument, type SearchType } from './operations.generated';
import { address, type Page, whereIn } from './page';
import { Highlights } from './parts/highlights';
import { Pager } from './parts/pager';
import { Monogram } from './parts/people';
import { Poster } from './parts/poster';
import { SearchField } from './parts/search-field';
import { count } from './parts/words';

const kinds: [type: SearchType | '', label: string][] = [
  ['', 'Everything'],
  ['REVIEW', 'Reviews'],
  ['FILM', 'Films'],
  ['PERSON', 'People'],
  ['AUTHOR', 'Authors'],
];

/** In characters: the API takes no more. */
const longestQuery = 200;

export const searchPage: Page = async (visit, ask) => {
  const words = (visit.query.get('q') ?? '').trim().slice(0, longestQuery);
  const [type] = kinds.find(([kind]) => kind !== '' && kind === visit.query.get('type')) ?? kinds[0]!;
  const answer = await ask(SearchDocument, {
    query: words,
    isAsked: words !== '',
    types: type ? [type] : null,
    ...whereIn(visit.query),
  });
  const found = answer.search;
  const canonical = words ? undefined : '/search';
  return (
    <Document
      visit={visit}
      frame={answer}
      head={{ title: words ? `“${words}”` : 'Search', ...(canonical && { canonical }) }}
    >
      <header class="opener">
        <h1 class="loud">Search</h1>
        <search>
          <form action="/search" class="find">
            <SearchField id="q" name="q" label="A film, a person, a review; words or names" value={words} />
            <button type="submit">Search</button>
          </form>
        </search>
        {words && (
          <nav class="kinds" aria-label="Kinds of results">
            {kinds.map(([kind, label]) => (
              <a
                key={kind}
                href={address('/search', { q: words, type: kind })}
                aria-current={kind === type ? 'true' : undefined}
              >
                {label}
              </a>
            ))}
          </nav>
        )}
      </header>
      {found && (
        <section aria-labelledby="found">
          <h2 id="found" class="rubric">
            {found.totalCount === 0 ? 'Nothing found' : count(found, 'result')}
          </h2>
          {found.totalCount === 0 && <p>Fewer words, or another spelling, may find more.</p>}
          <ul class="found">
            {found.edges.map((edge) => (
              <Found key={`${edge.node.__typename} ${edge.node.slug}`} found={edge} />
            ))}
          </ul>
          <Pager path="/search" query={{ q: words, ...(type && { type }) }} page={found.pageInfo} />
        </section>
      )}
    </Document>
  );
};

function Found({ found: { node, highlights } }: { found: FoundFragment }) {
  const marked = (field: FoundFragment['highlights'][number]['field'], text: string) => (
    <Highlights highlight={highlights.find((one) => one.field === field)} text={text} />
  );
  switch (node.__typename) {
    case 'Review': {
      const passages = highlights.filter(({ field }) => field === 'BODY');
      return (
        <li>
          <Poster film={node.film} />
          <div>
            <h3 dir="auto">
              <a href={`/reviews/${node.slug}`}>{marked('HEADLINE', node.headline)}</a>
            </h3>
            <p class="excerpt" dir="auto">
              {passages.length > 0
                ? passages.map((passage) => (
                    <span key={passage.pieces[0]?.text}>
                      <Highlights highlight={passage} text="" /> …{' '}
                    </span>
                  ))
                : node.excerpt}
            </p>
            <p class="byline">
              <span>Review</span>
              <span dir="auto">{node.author.name}</span>
            </p>
          </div>
        </li>
      );
    }
    case 'Film':
      return (
        <li>
          <Poster film={node} />
          <div>
            <h3 dir="auto">
              <a href={`/films/${node.slug}`}>
                {marked('TITLE', node.title)}
                {node.releaseYear !== null && ` (${node.releaseYear})`}
              </a>
            </h3>
            <p class="byline">
              <span>Film</span>
              <span>
                {node.reviewCount > 0
                  ? count({ totalCount: node.reviewCount }, 'review')
                  : 'Not reviewed yet'}
              </span>
            </p>
          </div>
        </li>
      );
    case 'Person':
      return (
        <li>
          <Monogram name={node.name} />
          <div>
            <h3 dir="auto">
              <a href={`/people/${node.slug}`}>{marked('NAME', node.name)}</a>
            </h3>
            <p class="byline">{count({ totalCount: node.filmCount }, 'film')}</p>
          </div>
        </li>
      );
    case 'Author':
      return (
        <li>
          <Monogram name={node.name} />
          <div>
            <h3 dir="auto">
              <a href={`/authors/${node.slug}`}>{marked('NAME', node.name)}</a>
            </h3>
            <p class="byline">Writes here</p>
          </div>
        </li>
      );
  }
}
