import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { largestPage } from '../graphql/page-args';
import { RelatedSource, RelationKind } from '../relatedness/related.type';
import { Review } from '../reviews/review.type';
import type { ArticleCounts } from './article-engagement.store';
import { Engagement, engagementOf, Reading, readingOf } from './engagement.type';
import type { ReaderCounts } from './reader-counts';

export enum ArticleEngagementOrder {
  VIEWS = 'VIEWS',
  IMPRESSIONS = 'IMPRESSIONS',
  CLICKS = 'CLICKS',
  CLICK_THROUGH = 'CLICK_THROUGH',
  TIMES_SHOWN = 'TIMES_SHOWN',
  TIMES_FOLLOWED = 'TIMES_FOLLOWED',
}
registerEnumType(ArticleEngagementOrder, {
  name: 'ArticleEngagementOrder',
  description: 'What articles are put in order by, most first.',
  valuesConfig: {
    VIEWS: { description: 'How often the list under it was seen.' },
    IMPRESSIONS: { description: 'How often entries under it were seen.' },
    CLICKS: { description: 'How often entries under it were clicked.' },
    CLICK_THROUGH: { description: 'What share of entries under it was clicked, by the lower bound.' },
    TIMES_SHOWN: { description: 'How often it was seen as an entry itself, under others.' },
    TIMES_FOLLOWED: { description: 'How often it was clicked as an entry itself, under others.' },
  },
});

@ObjectType({
  description:
    'What readers saw and followed in a period: under the articles of the filter, or under all, what has been retracted since included. What happened neither in it nor in the period before has no row.',
})
export class ReaderFigures {
  counts!: ReaderCounts;

  @Field(() => GraphQLLocalDate, { description: 'The first day of the period.' })
  from!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day of the period.' })
  to!: string;

  @Field(() => GraphQLLocalDate, {
    description: 'The first day of the period before, which has as many days.',
  })
  previousFrom!: string;

  @Field(() => GraphQLLocalDate, { description: 'The last day of the period before.' })
  previousTo!: string;

  @Field(() => String, { description: 'Whose days these are, as in Europe/Berlin.' })
  timeZone!: string;
}

@ObjectType({ simpleResolvers: true, description: 'All of a period, beside the one before.' })
export class TotalEngagement {
  @Field(() => Engagement, { description: 'In the period.' })
  current!: Engagement;

  @Field(() => Engagement, { description: 'In the period before.' })
  previous!: Engagement;

  @Field(() => Reading, { description: 'In the period.' })
  reading!: Reading;

  @Field(() => Reading, { description: 'In the period before.' })
  previousReading!: Reading;
}

@ObjectType({ simpleResolvers: true, description: 'What happened on a day.' })
export class DayEngagement {
  @Field(() => GraphQLLocalDate, { description: 'Of the time zone of the figures.' })
  day!: string;

  @Field(() => Engagement, { description: 'Of entries.' })
  engagement!: Engagement;

  @Field(() => Reading, { description: 'Of lists.' })
  reading!: Reading;
}

@ObjectType({ simpleResolvers: true })
abstract class ComparedEngagement {
  @Field(() => Engagement, { description: 'In the period.' })
  current!: Engagement;

  @Field(() => Engagement, { description: 'In the period before.' })
  previous!: Engagement;
}

@ObjectType({ simpleResolvers: true, description: 'Entries that stood there for one kind of reason.' })
export class ReasonEngagement extends ComparedEngagement {
  @Field(() => RelationKind, {
    nullable: true,
    description: 'Of the foremost reason; null where nothing is shared, as of what is pinned or fills a gap.',
  })
  reason!: RelationKind | null;
}

@ObjectType({ simpleResolvers: true, description: 'Entries at one place of their lists.' })
export class SlotEngagement extends ComparedEngagement {
  @Field(() => Int, { description: 'The place, 0 first.' })
  slot!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Entries that came into their lists in one way.' })
export class SourceEngagement extends ComparedEngagement {
  @Field(() => RelatedSource, { description: 'How they came there.' })
  source!: RelatedSource;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Entries of lists that were made with one version of a profile.',
})
export class ProfileEngagement extends ComparedEngagement {
  @Field(() => String, { description: 'Name and version, as in default@2.' })
  profile!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of an article.' })
export class ArticleEngagement {
  @Field(() => Review, { description: 'The article.' })
  review!: Review;

  @Field(() => Engagement, { description: 'Of the entries under it, in the period.' })
  under!: Engagement;

  @Field(() => Engagement, { description: 'Of the entries under it, in the period before.' })
  previousUnder!: Engagement;

  @Field(() => Reading, { description: 'Of the lists under it, in the period.' })
  reading!: Reading;

  @Field(() => Reading, { description: 'Of the lists under it, in the period before.' })
  previousReading!: Reading;

  @Field(() => Engagement, {
    description:
      'Of it as an entry, in the period, under any articles: the filter says which articles are shown here, not where they stood.',
  })
  asEntry!: Engagement;
}

export function articleEngagementOf(
  review: Review,
  { under, previousUnder, asEntry }: ArticleCounts,
): ArticleEngagement {
  return {
    review,
    under: engagementOf([under]),
    previousUnder: engagementOf([previousUnder]),
    reading: readingOf([under]),
    previousReading: readingOf([previousUnder]),
    asEntry: engagementOf([asEntry]),
  };
}

@ObjectType({ simpleResolvers: true, description: 'An article after which few read on.' })
export class DeadEnd {
  @Field(() => Review, { description: 'The article.' })
  review!: Review;

  @Field(() => Reading, { description: 'Of the lists under it.' })
  reading!: Reading;
}

@ObjectType({ simpleResolvers: true, description: 'What stood under an article.' })
export class EntryEngagement {
  @Field(() => Review, { description: 'What the entry leads to.' })
  review!: Review;

  @Field(() => Engagement, { description: 'Of it, under that article.' })
  engagement!: Engagement;
}

@ArgsType()
export class PeriodArgs {
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The first day; so that there are 28 unless told. 2000-01-01 or later.',
  })
  from?: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The last day, today unless told. At most 800 days in all.',
  })
  to?: string | null;
}

@ArgsType()
export class MostArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'At most so many, 1 to 100.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestPage)
  first?: number | null;
}

@ArgsType()
export class ArticlesByEngagementArgs extends MostArgs {
  @Field(() => ArticleEngagementOrder, {
    nullable: true,
    defaultValue: ArticleEngagementOrder.CLICKS,
    description: 'By what, most first; CLICKS unless told.',
  })
  orderBy?: ArticleEngagementOrder | null;
}

@ArgsType()
export class EntriesArgs {
  @Field(() => ID, { description: 'The article.' })
  review!: string;
}
