import { Column, Entity, PrimaryColumn } from 'typeorm';

const primaryKeyConstraintName = 'engagement_placement_day_pkey';

/** How often entries that stood so were seen and followed on a day, under all reviews together. Stays. */
@Entity('engagement_placement_day')
export class EngagementPlacementDayEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName })
  day!: string;

  @PrimaryColumn('int', { name: 'placement_id', primaryKeyConstraintName })
  placementId!: number;

  @PrimaryColumn('boolean', { name: 'is_demo', primaryKeyConstraintName })
  isDemo!: boolean;

  @Column('int')
  impressions!: number;

  @Column('int')
  clicks!: number;
}
