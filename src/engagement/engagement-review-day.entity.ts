import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const primaryKeyConstraintName = 'engagement_review_day_pkey';

/** What became of the lists under a review on a day. One with many views of which few were followed is a dead end. Stays. */
@Entity('engagement_review_day')
@Index('engagement_review_day_by_day', { synchronize: false })
export class EngagementReviewDayEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName })
  day!: string;

  @PrimaryColumn('int', { name: 'review_id', primaryKeyConstraintName })
  reviewId!: number;

  @PrimaryColumn('boolean', { name: 'is_demo', primaryKeyConstraintName })
  isDemo!: boolean;

  /** Of entries under it. */
  @Column('int')
  impressions!: number;

  /** On entries under it. */
  @Column('int')
  clicks!: number;

  /** Lists under it of which an entry was seen on that day. */
  @Column('int')
  views!: number;

  /** Lists under it of which an entry was followed on that day. */
  @Column('int', { name: 'followed_views' })
  followedViews!: number;
}
