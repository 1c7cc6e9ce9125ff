import { Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { OnlyFor } from '../access/guard';
import { Role } from '../access/role';
import type { RequestContext } from '../graphql/context';
import { Review } from '../reviews/review.type';
import { hideRelated, isActive, type Pair, pinRelated, releaseRelated } from './editorial-rule';
import {
  EditorialRule,
  HideRelatedInput,
  HideRelatedPayload,
  PinRelatedInput,
  PinRelatedPayload,
  ReleaseRelatedInput,
  ReleaseRelatedPayload,
} from './editorial-rule.type';
import { Input, type MutationInput, mutate, type Writing } from './mutation';

@Resolver(() => Review)
export class EditorialRulesResolver {
  @OnlyFor(Role.EDITOR)
  @FieldResolver(() => [EditorialRule], {
    nullable: true,
    description:
      'What is pinned and hidden in `related`, pins first and in their order; also what has expired.',
  })
  editorialRules(@Root() { id }: Review, @Ctx() { loaders }: RequestContext): Promise<EditorialRule[]> {
    return loaders.editorialRulesByReview.load(id);
  }

  @OnlyFor(Role.EDITOR)
  @FieldResolver(() => [EditorialRule], {
    nullable: true,
    description:
      'Where it is pinned and hidden itself: in `related` of other reviews, what was decided last first; also what has expired.',
  })
  editorialRulesElsewhere(
    @Root() { id }: Review,
    @Ctx() { loaders }: RequestContext,
  ): Promise<EditorialRule[]> {
    return loaders.editorialRulesByRelated.load(id);
  }
}

@Resolver(() => EditorialRule)
export class EditorialRuleResolver {
  @FieldResolver(() => Review, { description: 'In whose `related` that is so, published or not.' })
  review(@Root() { parentId }: EditorialRule, @Ctx() { loaders }: RequestContext): Promise<Review | null> {
    return loaders.reviewById.load(parentId);
  }

  @FieldResolver(() => Review, { description: 'What is pinned or hidden, published or not.' })
  related(@Root() { relatedId }: EditorialRule, @Ctx() { loaders }: RequestContext): Promise<Review | null> {
    return loaders.reviewById.load(relatedId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it counts: it has not expired.' })
  isActive(@Root() rule: EditorialRule): boolean {
    return isActive(rule);
  }
}

@Resolver()
export class EditorialRuleWritingResolver {
  @OnlyFor(Role.EDITOR)
  @Mutation(() => PinRelatedPayload, {
    description:
      'Puts a review first among those related to another; if it was pinned or hidden there, this holds instead. At most 20 to a review.',
  })
  pinRelated(
    @Input(() => PinRelatedInput) input: PinRelatedInput,
    @Ctx() context: RequestContext,
  ): Promise<PinRelatedPayload> {
    return deciding(context, 'pinRelated', input, pinRelated);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => HideRelatedPayload, {
    description:
      'Keeps a review out of those related to another; if it was pinned or hidden there, this holds instead.',
  })
  hideRelated(
    @Input(() => HideRelatedInput) input: HideRelatedInput,
    @Ctx() context: RequestContext,
  ): Promise<HideRelatedPayload> {
    return deciding(context, 'hideRelated', input, hideRelated);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => ReleaseRelatedPayload, {
    description:
      'Has a review show among those related to another as if it had never been pinned or hidden there.',
  })
  releaseRelated(
    @Input(() => ReleaseRelatedInput) input: ReleaseRelatedInput,
    @Ctx() context: RequestContext,
  ): Promise<ReleaseRelatedPayload> {
    return deciding(context, 'releaseRelated', input, releaseRelated);
  }
}

async function deciding<Given extends MutationInput>(
  context: RequestContext,
  action: string,
  input: Given,
  decide: (writing: Writing, input: Given) => Promise<Pair>,
): Promise<PinRelatedPayload> {
  const { written, userErrors } = await mutate(context, action, input, (writing) => decide(writing, input));
  if (!written) return { review: null, rule: null, userErrors };
  const { reviewById, editorialRulesByReview } = context.loaders;
  const [review, rules] = await Promise.all([
    reviewById.load(written.parentId),
    editorialRulesByReview.load(written.parentId),
  ]);
  return { review, rule: rules.find(({ relatedId }) => relatedId === written.relatedId) ?? null, userErrors };
}
