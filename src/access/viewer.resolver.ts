import { Ctx, Field, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import type { RequestContext } from '../graphql/context';
import { Role } from './role';

registerEnumType(Role, {
  name: 'Role',
  description: 'What a token is for.',
  valuesConfig: {
    EDITOR: { description: 'Writes reviews, films and people, and sees drafts.' },
    ADMIN: { description: 'May do whatever the other roles may.' },
    ANALYST: { description: 'Reads figures.' },
  },
});

@ObjectType('Viewer', { simpleResolvers: true, description: 'Who asks, by the token that was sent.' })
class ViewerType {
  @Field(() => String, {
    description: 'Whose token it is; stands in the record beside what is done with it.',
  })
  name!: string;

  @Field(() => Role, { description: 'What the token is for.' })
  role!: Role;
}

@Resolver()
export class ViewerResolver {
  @Query(() => ViewerType, { nullable: true, description: 'Who asks; null for a reader without a token.' })
  viewer(@Ctx() { viewer }: RequestContext): ViewerType | null {
    return viewer;
  }
}
