import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context';
import { dear, Weighs } from '../graphql/limits/weight';
import { most } from './most';
import { search } from './search';
import { SearchArgs, SearchConnection } from './search.type';

@Resolver()
export class SearchResolver {
  @Weighs({ points: dear })
  @Query(() => SearchConnection, {
    description:
      'Find reviews, films, people and authors; the best first: what is named outright before what only mentions ' +
      'it, exact names before unfinished and misspelt ones, the better known of equals before the others. Of a ' +
      `search that finds very much, the ${most.names} best known films and people of such a name and the ` +
      `${most.textReviews.toLocaleString('en')} newest reviews with the words are ranked and listed, no more.`,
  })
  search(
    @Args(() => SearchArgs) args: SearchArgs,
    @Ctx() context: RequestContext,
  ): Promise<SearchConnection> {
    return search(args, context);
  }
}
