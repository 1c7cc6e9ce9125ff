import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/context';
import { dear, Weighs } from '../graphql/limits/weight';
import { fromIdOf } from '../graphql/node';
import { engagementOf } from './engagement.type';
import { countArticle, listPlaces } from './one-article.store';
import {
  ArticleEngagement,
  articleEngagementOf,
  EntriesArgs,
  EntryEngagement,
  MostArgs,
  ReaderFigures,
} from './readers.type';

const usualNumber = 20;

@ArgsType()
class PlacesArgs extends MostArgs {
  @Field(() => ID, { description: 'The article.' })
  review!: string;
}

/** What a page about one article asks. */
@Resolver(() => ReaderFigures)
export class OneArticleResolver {
  @Weighs({ points: dear })
  @FieldResolver(() => ArticleEngagement, {
    nullable: true,
    description:
      'What became of what stands under one article, and of it under others; null for one that is not published, or that the filter leaves out.',
  })
  async article(
    @Root() { counts }: ReaderFigures,
    @Args(() => EntriesArgs) { review: article }: EntriesArgs,
    @Ctx() { sql, loaders }: RequestContext,
  ): Promise<ArticleEngagement | null> {
    const reviewId = fromIdOf('Review', article);
    const [found, review] = await Promise.all([
      countArticle(sql, counts.scope, reviewId),
      loaders.reviewById.load(reviewId),
    ]);
    if (!found || !review) return null;
    return articleEngagementOf(review, found);
  }

  @Weighs({ points: dear })
  @FieldResolver(() => [EntryEngagement], {
    description:
      'Under which articles one article stood in the period, the most seen first: each, and what became of the one under it.',
  })
  async listedUnder(
    @Root() { counts }: ReaderFigures,
    @Args(() => PlacesArgs) { review: article, first }: PlacesArgs,
    @Ctx() { sql, loaders }: RequestContext,
  ): Promise<EntryEngagement[]> {
    const rows = await listPlaces(sql, counts.scope, {
      reviewId: fromIdOf('Review', article),
      limit: first ?? usualNumber,
    });
    const reviews = await Promise.all(rows.map(({ reviewId }) => loaders.reviewById.load(reviewId)));
    return rows.flatMap((row, place) => {
      const review = reviews[place];
      return review ? [{ review, engagement: engagementOf([row]) }] : [];
    });
  }
}
