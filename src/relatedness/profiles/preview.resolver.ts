import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { OnlyFor } from '../../access/guard';
import { Role } from '../../access/role';
import { Film } from '../../films/film.type';
import type { RequestContext } from '../../graphql/context';
import { dear, Weighs } from '../../graphql/limits/weight';
import { Hub } from '../lists.type';
import { toReason, wantedFor } from '../related';
import type { RelationKind } from '../related.type';
import { comparedProfiles } from './compared-profiles';
import { evenly } from './preview';
import {
  PreviewEntry,
  PreviewList,
  PreviewOutlook,
  PreviewReason,
  PreviewSampleArgs,
  ProfilePreview,
  ProfilePreviewArgs,
} from './preview.type';

const usualSample = 5;

@Resolver(() => ProfilePreview)
export class ProfilePreviewResolver {
  @OnlyFor(Role.EDITOR)
  @Weighs({ points: dear })
  @Query(() => ProfilePreview, {
    description:
      'What readers would see change by another profile, over the whole store. While it is still being counted the answer is SERVICE_UNAVAILABLE: ask again.',
  })
  async profilePreview(
    @Args(() => ProfilePreviewArgs) args: ProfilePreviewArgs,
    @Ctx() { sql, previews }: RequestContext,
  ): Promise<ProfilePreview> {
    const { labels, ...compared } = await comparedProfiles(sql, args);
    const { preview, countedAt } = await previews.of(compared);
    return { ...preview, ...labels, countedAt };
  }

  @Weighs({ listSize: 5 })
  @FieldResolver(() => [PreviewList], {
    description: 'Some of the lists that an article would enter or leave.',
  })
  changedLists(
    @Root() { sample }: ProfilePreview,
    @Args(() => PreviewSampleArgs) { first }: PreviewSampleArgs,
  ): PreviewList[] {
    return evenly(sample, first ?? usualSample);
  }

  @Weighs({ listSize: 5 })
  @FieldResolver(() => [PreviewList], {
    description: 'Some of the lists that would only change their order.',
  })
  reorderedLists(
    @Root() { reorderedSample }: ProfilePreview,
    @Args(() => PreviewSampleArgs) { first }: PreviewSampleArgs,
  ): PreviewList[] {
    return evenly(reorderedSample, first ?? usualSample);
  }
}

@Resolver(() => PreviewOutlook)
export class PreviewOutlookResolver {
  @Weighs({ listSize: 4 })
  @FieldResolver(() => [PreviewReason], { description: 'What comes first among the reasons, by kind.' })
  leadingReasons(@Root() { leadingReasons }: PreviewOutlook): PreviewReason[] {
    return Object.entries(leadingReasons).map(([kind, share]) => ({ kind: kind as RelationKind, share }));
  }

  @Weighs({ listSize: 3 })
  @FieldResolver(() => [Hub], { description: 'The articles that most lists lead to, at most 3.' })
  async hubs(@Root() { hubs }: PreviewOutlook, @Ctx() { loaders }: RequestContext): Promise<Hub[]> {
    const reviews = await Promise.all(hubs.map(({ reviewId }) => loaders.reviewById.load(reviewId)));
    return hubs.flatMap(({ lists }, place) => {
      const review = reviews[place];
      return review ? [{ review, lists }] : [];
    });
  }
}

@Resolver(() => PreviewList)
export class PreviewListResolver {
  @FieldResolver(() => Film, { nullable: true, description: 'The film; null where it is there no more.' })
  film(@Root() { filmId }: PreviewList, @Ctx() { loaders }: RequestContext): Promise<Film | null> {
    return loaders.filmById.load(filmId);
  }

  @Weighs({ listSize: 6 })
  @FieldResolver(() => [PreviewEntry], { description: 'What is listed now.' })
  before(@Root() { before }: PreviewList, @Ctx() context: RequestContext): Promise<PreviewEntry[]> {
    return entriesOf(before, context);
  }

  @Weighs({ listSize: 6 })
  @FieldResolver(() => [PreviewEntry], { description: 'What would be listed.' })
  after(@Root() { after }: PreviewList, @Ctx() context: RequestContext): Promise<PreviewEntry[]> {
    return entriesOf(after, context);
  }
}

/** What has been retracted since is left out. */
async function entriesOf(list: PreviewList['before'], { loaders }: RequestContext): Promise<PreviewEntry[]> {
  const ids = list.map(({ reviewId }) => reviewId);
  const { rows, names } = await loaders.relatedReviews.load(wantedFor(ids, list));
  return list.flatMap(({ score, reasons }, place) => {
    const review = rows[place];
    return review ? [{ review, score, reasons: reasons.map(toReason(names)) }] : [];
  });
}
