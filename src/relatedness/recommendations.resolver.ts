import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context';
import { dear, Weighs } from '../graphql/limits/weight';
import { recommendations } from './recommendations';
import { RecommendationConnection, RecommendationsArgs } from './recommendations.type';

@Resolver()
export class RecommendationsResolver {
  @Weighs({ points: dear })
  @Query(() => RecommendationConnection, {
    description:
      'What to read next for somebody who has read these, and why. What editors have hidden beside one of them does not show; what they have pinned stands where it would.',
  })
  recommendations(
    @Args(() => RecommendationsArgs) args: RecommendationsArgs,
    @Ctx() context: RequestContext,
  ): Promise<RecommendationConnection> {
    return recommendations(args, context);
  }
}
