import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const primaryKeyConstraintName = 'engagement_target_day_pkey';

/** How often a review was seen and followed as an entry, under all others together, on a day. Stays. */
@Entity('engagement_target_day')
@Index('engagement_target_day_by_day', { synchronize: false })
export class EngagementTargetDayEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName })
  day!: string;

  @PrimaryColumn('int', { name: 'target_id', primaryKeyConstraintName })
  targetId!: number;

  @PrimaryColumn('boolean', { name: 'is_demo', primaryKeyConstraintName })
  isDemo!: boolean;

  @Column('int')
  impressions!: number;

  @Column('int')
  clicks!: number;
}
