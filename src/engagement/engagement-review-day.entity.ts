import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const primaryKeyConstraintName = 'engagement_review_day_pkey';

/**
 * What became of a review on a day of UTC, as what was read and as what to read next. A review with many views of
 * which few were followed is a dead end. Stays when the events have gone.
 */
@Entity('engagement_review_day')
@Index('engagement_review_day_by_review', ['reviewId', 'day'])
export class EngagementReviewDayEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName })
  day!: string;

  @PrimaryColumn('int', { name: 'review_id', primaryKeyConstraintName })
  reviewId!: number;

  /** Lists under it of which an entry was seen on that day. */
  @Column('int')
  views!: number;

  /** Lists under it of which an entry was followed on that day. */
  @Column('int', { name: 'followed_views' })
  followedViews!: number;

  /** Of entries under it. */
  @Column('int')
  impressions!: number;

  /** On entries under it. */
  @Column('int')
  clicks!: number;

  /** How often it was seen as an entry itself, under others. */
  @Column('int', { name: 'times_shown' })
  timesShown!: number;

  @Column('int', { name: 'times_followed' })
  timesFollowed!: number;
}
