import { Document } from './document';
import { AuthorDocument } from './operations.generated';
import { type Page, whereIn } from './page';
import { Cards, ReviewCard } from './parts/cards';
import { Pager } from './parts/pager';
import { count } from './parts/words';

export const authorPage: Page = async (visit, ask) => {
  const answer = await ask(AuthorDocument, { slug: visit.params.slug!, ...whereIn(visit.query) });
  const author = answer.author;
  if (!author) return null;
  const path = `/authors/${author.slug}`;
  return (
    <Document
      visit={visit}
      frame={answer}
      head={{
        title: author.name,
        description: author.bio ?? `Reviews by ${author.name}.`,
        canonical: path,
        kind: 'profile',
      }}
    >
      <header class="opener">
        <p class="kicker">{count(author.reviews, 'review')}</p>
        <h1 dir="auto">{author.name}</h1>
        {author.bio && (
          <p class="bio" dir="auto">
            {author.bio}
          </p>
        )}
      </header>
      <h2 class="rubric">Reviews</h2>
      <Cards>
        {author.reviews.nodes.map((review) => (
          <ReviewCard key={review.slug} review={review} />
        ))}
      </Cards>
      <Pager path={path} query={{}} page={author.reviews.pageInfo} />
    </Document>
  );
};
