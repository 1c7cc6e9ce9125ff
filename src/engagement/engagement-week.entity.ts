import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const primaryKeyConstraintName = 'engagement_week_pkey';

/** `engagement_day` by the week and without targets: a long period has a third of the rows by weeks that it has by days. */
@Entity('engagement_week')
@Check('engagement_week_week_check', 'extract(isodow FROM week) = 1')
@Index('engagement_week_by_week', { synchronize: false })
export class EngagementWeekEntity {
  /** Its Monday. */
  @PrimaryColumn('date', { primaryKeyConstraintName })
  week!: string;

  @PrimaryColumn('int', { name: 'review_id', primaryKeyConstraintName })
  reviewId!: number;

  @PrimaryColumn('int', { name: 'placement_id', primaryKeyConstraintName })
  placementId!: number;

  @PrimaryColumn('boolean', { name: 'is_demo', primaryKeyConstraintName })
  isDemo!: boolean;

  @Column('int')
  impressions!: number;

  @Column('int')
  clicks!: number;
}
