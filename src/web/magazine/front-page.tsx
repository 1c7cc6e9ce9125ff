import type { Ask } from '../ask';
import { whyListed } from '../listed';
import { Document } from './document';
import {
  type ChainFragment,
  FrontPageDocument,
  type FrontPageQuery,
  PathsDocument,
} from './operations.generated';
import type { Page } from './page';
import { Byline, Cards, ReviewCard, ReviewLines } from './parts/cards';
import { Chain } from './parts/chain';
import { Poster } from './parts/poster';
import { ToldList } from './parts/told-list';
import { count, enumerate, number } from './parts/words';

export const frontPage: Page = async (visit, ask) => {
  const answer = await ask(FrontPageDocument, {});
  const { reviews, films, people, genres } = answer;
  const lead = reviews.nodes[0];
  const path = await longestPath(answer, ask);
  const description = 'Reviews of films, and what to read after each of them, and why.';
  const sections = genres
    .filter(({ reviews: { totalCount } }) => totalCount > 1)
    .sort((a, b) => b.reviews.totalCount - a.reviews.totalCount)
    .slice(0, 6);
  return (
    <Document
      visit={visit}
      frame={answer}
      isFront
      head={{
        title: answer.publications.nodes.length === 1 ? answer.publications.nodes[0]!.name : 'Reelgraph',
        description,
        canonical: '/',
        scripts: ['/widget.js'],
      }}
      masthead={
        <p class="tagline">
          <span>{description}</span>
          {lead && (
            <span class="numbers">
              {[count(reviews, 'review'), count(films, 'film'), count(people, 'person', 'people')].join(
                ' · ',
              )}
            </span>
          )}
        </p>
      }
    >
      {lead ? <Lead answer={answer} /> : <NothingYet />}
      {reviews.nodes.length > 1 && (
        <section aria-labelledby="latest">
          <h2 id="latest" class="rubric">
            Latest reviews <a href="/reviews">All reviews</a>
          </h2>
          <Cards>
            {reviews.nodes.slice(1).map((review) => (
              <ReviewCard key={review.slug} review={review} />
            ))}
          </Cards>
        </section>
      )}
      {reviews.nodes.length > 1 && <PathTeaser path={path} />}
      {sections.length > 0 && (
        <section aria-labelledby="genres">
          <h2 id="genres" class="rubric">
            By genre
          </h2>
          <div class="columns">
            {sections.map(({ slug, name, reviews: ofGenre }) => (
              <section key={slug} class="column">
                <h3>
                  <a href={`/genres/${slug}`}>{name}</a>{' '}
                  <span class="figure">{number(ofGenre.totalCount)}</span>
                </h3>
                <ReviewLines reviews={ofGenre.nodes} />
              </section>
            ))}
          </div>
        </section>
      )}
    </Document>
  );
};

/** The longest of the paths between the films of the latest reviews that fits; null if none leads to any. */
async function longestPath({ reviews: { nodes } }: FrontPageQuery, ask: Ask): Promise<ChainFragment | null> {
  const ids = [...new Set(nodes.map(({ film }) => film.id))];
  if (ids.length < 2) return null;
  const film = (n: number) => ids[n % ids.length]!;
  const answer = await ask(PathsDocument, {
    a: film(0),
    b: film(1),
    c: film(2),
    d: film(3),
    e: film(4),
    f: film(5),
  });
  const paths = Object.values(answer).filter((path) => path !== null && path.length <= longestShown);
  return paths.sort((one, other) => other!.length - one!.length)[0] ?? null;
}

/** In steps: more do not fit on a line. */
const longestShown = 6;

function Lead({ answer: { reviews, lead: leads } }: { answer: FrontPageQuery }) {
  const review = reviews.nodes[0]!;
  const { opening, related, film } = leads.nodes[0]!;
  return (
    <article class="lead">
      <Poster film={review.film} />
      <div>
        <p class="kicker">
          The latest
          {film.directors.length > 0 && (
            <span dir="auto"> · a film by {enumerate(film.directors.map(({ name }) => name))}</span>
          )}
        </p>
        <h2 dir="auto">
          <a href={`/reviews/${review.slug}`}>{review.headline}</a>
        </h2>
        <p class="opening" dir="auto">
          {opening}
        </p>
        <Byline review={review} />
        {related.edges.length > 0 && (
          <section class="next" aria-labelledby="next">
            <h3 id="next">And after that</h3>
            <ToldList id={related.listId}>
              <ReviewLines
                reviews={related.edges.map((edge, slot) => ({
                  ...edge.node,
                  slot,
                  reasons: whyListed(edge),
                }))}
              />
            </ToldList>
          </section>
        )}
      </div>
    </article>
  );
}

function PathTeaser({ path }: { path: ChainFragment | null }) {
  const [first, last] = [path?.steps[0]?.from, path?.steps.at(-1)?.to];
  // A film alone is no path: with few films, some of the six are the same.
  if (!path || first?.__typename !== 'Film' || last?.__typename !== 'Film') {
    return (
      <section class="band" aria-labelledby="path">
        <h2 id="path">From film to film</h2>
        <p>
          Name any two, and see by which people one leads to the other. <a href="/path">Try it</a>
        </p>
      </section>
    );
  }
  return (
    <section class="band" aria-labelledby="path">
      <h2 id="path">
        <span dir="auto">{first.title}</span> leads to <span dir="auto">{last.title}</span>
      </h2>
      <p>
        In {count({ totalCount: path.length }, 'step')}, by the people who made them.{' '}
        <a href="/path">Try two films of your own</a>
      </p>
      <Chain path={path} level={3} />
    </section>
  );
}

function NothingYet() {
  return (
    <section class="notice">
      <h2>Nothing has been published yet</h2>
      <p>
        Take in a review – copied out of a browser and saved as text is enough – and it stands here at once:
      </p>
      <pre>
        <code>npm run reelgraph -- import article FILE</code>
      </pre>
    </section>
  );
}
