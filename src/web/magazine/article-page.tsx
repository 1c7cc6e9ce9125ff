import { Fragment } from 'preact';
import { marks } from '../listed';
import { Document } from './document';
import { ArticleDocument, type ArticleQuery } from './operations.generated';
import type { Page } from './page';
import { Cards, ReviewCard, ReviewDate, ReviewLines } from './parts/cards';
import { reviewJsonLd } from './parts/json-ld';
import { MovieDetails } from './parts/movie-details';
import { Poster } from './parts/poster';
import { Stars } from './parts/stars';
import { ToldList } from './parts/told-list';

export type Article = NonNullable<ArticleQuery['review']>;

export const articlePage: Page = async (visit, ask) => {
  const answer = await ask(ArticleDocument, { slug: visit.params.slug! });
  const review = answer.review;
  if (!review) return null;
  const path = `/reviews/${review.slug}`;
  const page = visit.origin + path;
  // Whole addresses: programs that look for these do not always put them together.
  const oembed = (format: string) => `${visit.origin}/oembed?${new URLSearchParams({ url: page, format })}`;
  const ofWhat = `Related to ${review.headline}`;
  return (
    <Document
      visit={visit}
      frame={answer}
      head={{
        title: review.headline,
        description: review.opening,
        canonical: path,
        kind: 'article',
        jsonLd: reviewJsonLd(review, visit.origin),
        alternates: [
          { type: 'application/rss+xml', href: `${page}/related.rss`, title: ofWhat },
          { type: 'application/json+oembed', href: oembed('json'), title: ofWhat },
          { type: 'text/xml+oembed', href: oembed('xml'), title: ofWhat },
        ],
        scripts: ['/widget.js'],
      }}
    >
      <article class="article">
        <header>
          <p class="kicker">
            {review.film.genres.map(({ slug, name }) => (
              <a key={slug} href={`/genres/${slug}`}>
                {name}
              </a>
            ))}
          </p>
          <h1 class={headlineSize(review.headline)} dir="auto">
            {review.headline}
          </h1>
          <p class="byline">
            <span>
              By{' '}
              <a href={`/authors/${review.author.slug}`} dir="auto">
                {review.author.name}
              </a>
            </span>
            <ReviewDate review={review} />
            {review.rating && <Stars rating={review.rating} />}
          </p>
          {review.author.bio && (
            <p class="bio" dir="auto">
              {review.author.bio}
            </p>
          )}
        </header>
        <div class="body">
          <Body review={review} />
        </div>
        <div class="side">
          <Poster film={review.film} />
          <MovieDetails review={review} />
        </div>
        {review.copyrightYear !== null && (
          <p class="copyright">
            © {review.copyrightYear} <span dir="auto">{review.author.name}</span>
          </p>
        )}
      </article>
      <RelatedArticles review={review} />
    </Document>
  );
};

/** Headlines may be of up to 300 characters. */
function headlineSize({ length }: string): string | undefined {
  if (length > 140) return 'longest';
  return length > 70 ? 'long' : undefined;
}

/** The paragraphs, and half-way down what else the publication has. */
function Body({ review }: { review: Article }) {
  const middle = Math.ceil(review.body.length / 2);
  return (
    <>
      {review.body.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other name, and never change places
        <Fragment key={index}>
          {index === middle && <ReadMore review={review} />}
          <p dir="auto">{paragraph}</p>
        </Fragment>
      ))}
      {review.body.length <= middle && <ReadMore review={review} />}
    </>
  );
}

function ReadMore({ review: { slug, publication } }: { review: Article }) {
  const others = publication?.reviews.nodes.filter((other) => other.slug !== slug).slice(0, 3) ?? [];
  if (!publication || others.length === 0) return null;
  return (
    <aside class="read-more" aria-labelledby="read-more">
      <h2 id="read-more" dir="auto">
        Read more from {publication.name}
      </h2>
      <ReviewLines reviews={others} />
    </aside>
  );
}

function RelatedArticles({ review: { related } }: { review: Article }) {
  if (related.edges.length === 0) return null;
  return (
    <section class="related" aria-labelledby="related">
      <h2 id="related" class="rubric">
        Related articles
      </h2>
      <ToldList id={related.listId}>
        <Cards size="six">
          {related.edges.map(({ node, reasons, source }, slot) => (
            <ReviewCard
              key={node.slug}
              review={node}
              slot={slot}
              reasons={[marks[source] ?? [], reasons.map(({ label }) => label)].flat()}
            />
          ))}
        </Cards>
      </ToldList>
    </section>
  );
}
