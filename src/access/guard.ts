import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { type AuthChecker, Authorized, Extensions } from 'type-graphql';
import { forbidden, unauthenticated } from '../errors';
import { Role } from './role';
import { mayDo, type Viewer } from './viewer';

interface Guarded {
  viewer: Viewer | null;
  /** Whether everybody may do what an analyst may. */
  areFiguresPublic: boolean;
}

/** Beside a field: only for holders of a token with one of these roles, and for admins. */
export function OnlyFor(...roles: [Role, ...Role[]]): MethodDecorator {
  return (target, name, descriptor) => {
    Authorized(roles)(target, name as string, descriptor);
    Extensions({ onlyFor: roles })(target, name as string, descriptor);
  };
}

export const checkAccess: AuthChecker<Guarded, Role> = ({ context: { viewer, areFiguresPublic } }, roles) => {
  if (areFiguresPublic && roles.includes(Role.ANALYST)) return true;
  if (!viewer) throw unauthenticated();
  if (!mayDo(viewer, roles)) throw forbidden([...roles, Role.ADMIN]);
  return true;
};

/** The fields that `OnlyFor` guards, as in "Mutation.createReview". */
export function guardedFields(schema: GraphQLSchema): { field: string; onlyFor: readonly Role[] }[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ name, extensions: { onlyFor } }) =>
        onlyFor ? [{ field: `${type.name}.${name}`, onlyFor: onlyFor as Role[] }] : [],
      ),
    );
}

/** Has the description of each guarded field say for whom it is. */
export function describeGuards(schema: GraphQLSchema): void {
  for (const { field, onlyFor } of guardedFields(schema)) {
    const [typeName, name] = field.split('.') as [string, string];
    const type = schema.getType(typeName);
    if (!isObjectType(type)) continue;
    const guarded = type.getFields()[name]!;
    guarded.description =
      `${guarded.description ?? ''} Takes a token with the role ${[...onlyFor, Role.ADMIN].join(' or ')}.`.trim();
  }
}
