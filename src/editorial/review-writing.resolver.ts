import { Ctx, Mutation, Resolver } from 'type-graphql';
import { OnlyFor } from '../access/guard';
import { Role } from '../access/role';
import type { RequestContext } from '../graphql/context';
import { Input, type MutationInput, mutate, type Writing } from './mutation';
import { createReview, publishReview, retractReview, updateReview } from './review-writing';
import {
  CreateReviewInput,
  CreateReviewPayload,
  PublishReviewInput,
  PublishReviewPayload,
  RetractReviewInput,
  RetractReviewPayload,
  UpdateReviewInput,
  UpdateReviewPayload,
} from './review-writing.type';

@Resolver()
export class ReviewWritingResolver {
  @OnlyFor(Role.EDITOR)
  @Mutation(() => CreateReviewPayload, { description: 'Adds a review of a film, as a draft unless told.' })
  createReview(
    @Input(() => CreateReviewInput) input: CreateReviewInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateReviewPayload> {
    return writing(context, 'createReview', input, createReview);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => UpdateReviewPayload, { description: 'Changes what is given of a review.' })
  updateReview(
    @Input(() => UpdateReviewInput) input: UpdateReviewInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateReviewPayload> {
    return writing(context, 'updateReview', input, updateReview);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => PublishReviewPayload, { description: 'Shows a review to readers, from now on.' })
  publishReview(
    @Input(() => PublishReviewInput) input: PublishReviewInput,
    @Ctx() context: RequestContext,
  ): Promise<PublishReviewPayload> {
    return writing(context, 'publishReview', input, publishReview);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => RetractReviewPayload, { description: 'Takes a review back: no reader sees it any more.' })
  retractReview(
    @Input(() => RetractReviewInput) input: RetractReviewInput,
    @Ctx() context: RequestContext,
  ): Promise<RetractReviewPayload> {
    return writing(context, 'retractReview', input, retractReview);
  }
}

async function writing<Given extends MutationInput>(
  context: RequestContext,
  action: string,
  input: Given,
  write: (writing: Writing, input: Given) => Promise<number>,
): Promise<CreateReviewPayload> {
  const { written, userErrors } = await mutate(context, action, input, (tools) => write(tools, input));
  return { review: written === null ? null : await context.loaders.reviewById.load(written), userErrors };
}
