import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const primaryKeyConstraintName = 'engagement_day_pkey';

/** How often one review was seen and followed under another on a day of UTC. Stays when the events have gone. */
@Entity('engagement_day')
@Index('engagement_day_by_target', ['targetId', 'day'])
export class EngagementDayEntity {
  /** The review that the lists stood under. */
  @PrimaryColumn('int', { name: 'review_id', primaryKeyConstraintName })
  reviewId!: number;

  @PrimaryColumn('date', { primaryKeyConstraintName })
  day!: string;

  @PrimaryColumn('int', { name: 'target_id', primaryKeyConstraintName })
  targetId!: number;

  @Column('int')
  impressions!: number;

  @Column('int')
  clicks!: number;
}
