import { IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { OnlyFor } from '../access/guard';
import { Role } from '../access/role';
import { badUserInput } from '../errors';
import { connectionOf, edgeOf, readConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { fromGlobalId, isNodeType, Node, type NodeType, type Typed, toGlobalId } from '../graphql/node';
import { loadNode } from '../graphql/node.resolver';
import { PageArgs } from '../graphql/page-args';
import { type AuditCriteria, type AuditRow, auditList } from './audit.store';

@ObjectType({ simpleResolvers: true, description: 'What became of one field.' })
class AuditChange {
  @Field(() => String, { description: 'As inputs call it.' })
  field!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What it was; null where there was nothing.' })
  before!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What it became; null where nothing is left.' })
  after!: unknown;
}

@ObjectType({ simpleResolvers: true, description: 'One thing that somebody did to one other thing.' })
class AuditEntry implements Omit<AuditRow, 'changes'> {
  id!: number;
  subjectType!: string;
  subjectId!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was done.' })
  at!: Date;

  @Field(() => String, { description: 'Name of the token that it was done with, or "command line".' })
  actor!: string;

  @Field(() => String, {
    description: 'Name of the mutation, as in "updateReview", or createToken or revokeToken.',
  })
  action!: string;
}

@ObjectType({ simpleResolvers: true, description: 'An entry of the record in its list.' })
class AuditEdge extends edgeOf<AuditEntry>(() => AuditEntry) {}

@ObjectType({ simpleResolvers: true, description: 'The record of what was done, a page of it.' })
class AuditConnection extends connectionOf<AuditEntry>(
  () => AuditEntry,
  () => AuditEdge,
) {}

@InputType({ description: 'Which entries; all that is given must hold.' })
class AuditFilter {
  @Field(() => ID, { nullable: true, description: 'What was done to this review, film or person.' })
  @IsOptional()
  @MaxLength(100)
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'What the holder of a token of this name did.' })
  @IsOptional()
  @MaxLength(200)
  actor?: string | null;

  @Field(() => String, { nullable: true, description: 'What this mutation did.' })
  @IsOptional()
  @MaxLength(100)
  action?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From this time on.' })
  from?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Up to this time.' })
  to?: Date | null;
}

@ArgsType()
class AuditArgs extends PageArgs {
  @Field(() => AuditFilter, { nullable: true, description: 'Everything unless told.' })
  @ValidateNested()
  filter?: AuditFilter | null;
}

@Resolver(() => AuditEntry)
export class AuditResolver {
  @OnlyFor(Role.EDITOR)
  @Query(() => AuditConnection, { description: 'Who did what, and when; the latest first.' })
  auditTrail(
    @Args(() => AuditArgs) { filter, ...page }: AuditArgs,
    @Ctx() { sql }: RequestContext,
  ): Promise<AuditConnection> {
    return readConnection<AuditRow>(sql, auditList(toCriteria(filter ?? {})), page);
  }

  @FieldResolver(() => ID, { description: 'Of what it was done to, also when that is there no more.' })
  subjectId(@Root() { subjectType, subjectId }: AuditRow): string {
    return toGlobalId(subjectType as NodeType, subjectId);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'What it was done to; null for a token, and for what is there no more.',
  })
  async subject(
    @Root() { subjectType, subjectId }: AuditRow,
    @Ctx() context: RequestContext,
  ): Promise<Typed | null> {
    return isNodeType(subjectType) ? loadNode(context, { type: subjectType, id: subjectId }) : null;
  }

  @FieldResolver(() => [AuditChange], { description: 'What changed, by name of the field.' })
  changes(@Root() { changes }: AuditRow): AuditChange[] {
    return Object.entries(changes)
      .map(([field, change]) => ({ field, ...change }))
      .sort((a, b) => (a.field < b.field ? -1 : 1));
  }
}

function toCriteria({ subject, actor, action, from, to }: AuditFilter): AuditCriteria {
  if (from && to && from > to) throw badUserInput('from must not be after to.');
  const about = subject == null ? undefined : fromGlobalId(subject);
  return {
    ...(about && { subjectType: about.type, subjectId: about.id }),
    ...(actor != null && { actor }),
    ...(action != null && { action }),
    ...(from && { from }),
    ...(to && { to }),
  };
}
