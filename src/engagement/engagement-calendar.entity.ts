import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What the counts of engagement go by. One row. */
@Entity('engagement_calendar')
@Check('engagement_calendar_id_check', 'id = 1')
export class EngagementCalendarEntity {
  @PrimaryColumn('smallint', { default: 1, primaryKeyConstraintName: 'engagement_calendar_pkey' })
  id!: number;

  /** Of whose days and weeks the counts are, as in `Europe/Berlin`. */
  @Column('text', { name: 'time_zone', default: 'UTC' })
  timeZone!: string;

  /** The first day of UTC of which all events are there still; null while none has been dropped. */
  @Column('date', { name: 'kept_from', nullable: true })
  keptFrom!: string | null;
}
