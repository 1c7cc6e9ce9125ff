import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { RequestContext } from './context';
import { fromGlobalId, Node, type NodeType, type Typed } from './node';

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Anything by its id.' })
  async node(
    @Arg('id', () => ID, { description: 'As any id field of this API gave it.' }) globalId: string,
    @Ctx() context: RequestContext,
  ): Promise<Typed | null> {
    return loadNode(context, fromGlobalId(globalId));
  }
}

/** null where there is nothing, or nothing that the viewer may see. */
export async function loadNode(
  { loaders }: RequestContext,
  { type, id }: { type: NodeType; id: number },
): Promise<Typed | null> {
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
