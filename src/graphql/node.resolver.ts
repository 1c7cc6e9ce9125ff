import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { RequestContext } from './context';
import { fromGlobalId, Node, type NodeType, type Typed } from './node';

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Anything by its id.' })
  async node(
    @Arg('id', () => ID) globalId: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Typed | null> {
    const { type, id } = fromGlobalId(globalId);
    const loaderOf: Record<NodeType, { load(id: number): Promise<object | null> }> = {
      Review: loaders.reviewById,
      Film: loaders.filmById,
      Person: loaders.personById,
      Genre: loaders.genreById,
      Author: loaders.authorById,
      Publication: loaders.publicationById,
    };
    const row = await loaderOf[type].load(id);
    return row && { ...row, __typename: type };
  }
}
