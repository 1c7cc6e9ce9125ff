import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Film } from '../films/film.type';
import type { RequestContext } from '../graphql/context';
import { dear, Weighs } from '../graphql/limits/weight';
import { Person } from '../people/person.type';
import { collaboratorsOf, sharedFilms } from './collaborators';
import {
  CollaboratorConnection,
  CollaboratorEdge,
  CollaboratorsArgs,
  SharedFilmsArgs,
} from './collaborators.type';

@Resolver(() => Person)
export class CollaboratorsResolver {
  @Weighs({ points: dear })
  @FieldResolver(() => CollaboratorConnection, {
    description: 'With whom they worked most, in any role: most films first, then the more prominent.',
  })
  collaborators(
    @Root() person: Person,
    @Args(() => CollaboratorsArgs) args: CollaboratorsArgs,
    @Ctx() context: RequestContext,
  ): Promise<CollaboratorConnection> {
    return collaboratorsOf(person, args, context);
  }
}

@Resolver(() => CollaboratorEdge)
export class SharedFilmsResolver {
  @FieldResolver(() => [Film], { description: 'Films on which both worked, the newest first.' })
  films(
    @Root() edge: CollaboratorEdge,
    @Args(() => SharedFilmsArgs) args: SharedFilmsArgs,
    @Ctx() context: RequestContext,
  ): Promise<Film[]> {
    return sharedFilms(edge, args, context);
  }
}
