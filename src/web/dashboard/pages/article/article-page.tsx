import { useEffect } from 'preact/hooks';
import { longDate, titleAndYear } from '../../figures/words';
import { writeFilters } from '../../filters';
import { askArticle, askArticleReaders, askArticleRules } from '../../operations';
import { Waiting } from '../../parts/card';
import { FilterBar } from '../../parts/filter-bar';
import { Opener } from '../../parts/opener';
import { Link } from '../../place';
import { useScope } from '../../scope';
import { useSession } from '../../session';
import { useAnswer } from '../../use-answer';
import { ArticleTotals } from './article-totals';
import { Decisions, DecisionsElsewhere } from './decisions';
import { ListNow } from './list-now';
import { PinAnother, PinElsewhere } from './pin-card';
import { SeenUnder, ShownUnderOthers } from './seen';
import { useActs } from './use-acts';

/** One article: what stands under it and how that does, where it stands itself, and what an editor can do about it. */
export function ArticlePage({ slug }: { slug: string }) {
  const { mayAct } = useSession();
  const { days, filters } = useScope();
  const article = useAnswer(askArticle, { slug });
  const review = article.value?.review ?? null;
  const ofReview = review && { review: review.id };
  const readers = useAnswer(askArticleReaders, ofReview && { ...ofReview, ...days });
  const rules = useAnswer(askArticleRules, mayAct ? ofReview : null);
  const { act, isActing } = useActs(() => {
    article.again();
    rules.again();
  });
  useEffect(() => {
    if (review) document.title = `${review.headline} – Dashboard – Reelgraph`;
  }, [review]);

  if (!article.value) return <Waiting answer={article} />;
  if (!review) return <Unknown />;
  const acting = mayAct ? { act, isActing } : null;
  return (
    <Opener
      title={review.headline}
      isOthersText
      about={
        <>
          About {titleAndYear(review.film)}, by <span dir="auto">{review.author.name}</span>
          {review.datePublished && <>, {longDate(review.datePublished)}</>}.{' '}
          <a href={`/reviews/${encodeURIComponent(review.slug)}`}>The article as readers see it</a> ·{' '}
          <Link href={`/dashboard${writeFilters(filters)}`}>All articles</Link>
        </>
      }
      filters={<FilterBar ofDays />}
      demoEvents={readers.value?.analytics.readers.demoEvents}
    >
      <ArticleTotals readers={readers} variables={ofReview && { ...ofReview, ...days }} />
      <div class="cards">
        <ListNow article={article} readers={readers.value?.analytics.readers ?? null} acting={acting} />
        {acting && <PinAnother review={review} acting={acting} />}
        {acting && <Decisions acting={acting} answer={rules} review={review} />}
        {acting && <PinElsewhere review={review} acting={acting} />}
        {acting && <DecisionsElsewhere acting={acting} answer={rules} review={review} />}
        <SeenUnder readers={readers} review={review} days={days} />
        <ShownUnderOthers readers={readers} review={review} days={days} />
      </div>
    </Opener>
  );
}

function Unknown() {
  return (
    <div class="notice">
      <h1>No such article</h1>
      <p>
        None is called so: it may have been renamed or retracted. <Link href="/dashboard">All articles</Link>
      </p>
    </div>
  );
}
