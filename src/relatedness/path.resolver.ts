import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context';
import { dear, Weighs } from '../graphql/limits/weight';
import { findPath } from './path';
import { Path } from './path.type';

@Resolver()
export class PathResolver {
  @Weighs({ points: dear })
  @Query(() => Path, {
    nullable: true,
    description:
      'The shortest chain of films and people between two reviews, films or people. A review stands for its film. Null where one is not known; NOT_CONNECTED where no chain leads from one to the other.',
  })
  path(
    @Arg('from', () => ID, { description: 'Id of a review, film or person.' }) from: string,
    @Arg('to', () => ID, { description: 'Id of a review, film or person.' }) to: string,
    @Ctx() context: RequestContext,
  ): Promise<Path | null> {
    return findPath({ from, to }, context);
  }
}
