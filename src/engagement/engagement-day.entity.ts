import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const primaryKeyConstraintName = 'engagement_day_pkey';

/**
 * How often one review was seen and followed under another on a day, by how it stood there. Days, here and in the
 * other counts, are those of the calendar. Stays when the events have gone.
 */
@Entity('engagement_day')
@Index('engagement_day_by_day', { synchronize: false })
export class EngagementDayEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName })
  day!: string;

  /** The review that the lists stood under. */
  @PrimaryColumn('int', { name: 'review_id', primaryKeyConstraintName })
  reviewId!: number;

  @PrimaryColumn('int', { name: 'target_id', primaryKeyConstraintName })
  targetId!: number;

  @PrimaryColumn('int', { name: 'placement_id', primaryKeyConstraintName })
  placementId!: number;

  @PrimaryColumn('boolean', { name: 'is_demo', primaryKeyConstraintName })
  isDemo!: boolean;

  @Column('int')
  impressions!: number;

  @Column('int')
  clicks!: number;
}
