import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { EngagementCounts, ReadingCounts } from './reader-counts.store';
import { wilsonInterval } from './wilson';

@ObjectType({
  simpleResolvers: true,
  description:
    "A share, and between what bounds it lies in 95 of 100 cases: Wilson's score interval, wide where numbers are small.",
})
export class Rate {
  @Field(() => Float, {
    nullable: true,
    description: '0 to 1; null where there is nothing to take a share of.',
  })
  value!: number | null;

  @Field(() => Float, { description: 'The lower bound, 0 to 1.' })
  low!: number;

  @Field(() => Float, { description: 'The upper bound, 0 to 1.' })
  high!: number;
}

@ObjectType({ simpleResolvers: true, description: 'How often entries of lists were seen, and followed.' })
export class Engagement implements EngagementCounts {
  @Field(() => Int, { description: 'How often half of an entry was visible for a second.' })
  impressions!: number;

  @Field(() => Int, { description: 'How often an entry was clicked.' })
  clicks!: number;

  @Field(() => Rate, {
    description:
      'Clicks by impressions. More clicks than impressions, as of hasty readers, count as a share of 1.',
  })
  clickThrough!: Rate;
}

@ObjectType({ simpleResolvers: true, description: 'What became of lists as a whole.' })
export class Reading implements ReadingCounts {
  @Field(() => Int, {
    description: 'Lists of which an entry was seen; one that is seen on two days counts on both.',
  })
  views!: number;

  @Field(() => Int, { description: 'Lists of which an entry was clicked.' })
  followedViews!: number;

  @Field(() => Rate, { description: 'Followed views by views: what share of readers read on.' })
  recirculation!: Rate;
}

export function engagementOf(counts: readonly EngagementCounts[]): Engagement {
  const impressions = counts.reduce((sum, each) => sum + each.impressions, 0);
  const clicks = counts.reduce((sum, each) => sum + each.clicks, 0);
  const clickThrough = wilsonInterval({ trials: impressions, successes: clicks });
  return { impressions, clicks, clickThrough };
}

export function readingOf(counts: readonly ReadingCounts[]): Reading {
  const views = counts.reduce((sum, each) => sum + each.views, 0);
  const followedViews = counts.reduce((sum, each) => sum + each.followedViews, 0);
  const recirculation = wilsonInterval({ trials: views, successes: followedViews });
  return { views, followedViews, recirculation };
}
