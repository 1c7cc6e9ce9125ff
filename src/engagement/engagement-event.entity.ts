import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import {
  type EventKind,
  eventKinds,
  type ForemostKind,
  foremostKinds,
  type ListSource,
  listSources,
} from './dimensions';

const primaryKeyConstraintName = 'engagement_event_pkey';

/** An entry of a list was seen, or followed. In a partition for each day of UTC; see event-days.ts. */
@Entity('engagement_event')
@Check('engagement_event_day_check', `day = (occurred_at AT TIME ZONE 'UTC')::date`)
export class EngagementEventEntity {
  /** Random, for each time that a list is shown. Says nothing of who saw it. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName })
  view!: string;

  /** Place in the list, from 0. */
  @PrimaryColumn('smallint', { primaryKeyConstraintName })
  slot!: number;

  @PrimaryColumn('enum', { enum: eventKinds, enumName: 'engagement_kind', primaryKeyConstraintName })
  kind!: EventKind;

  /** Of UTC, on which it occurred. */
  @PrimaryColumn('date', { primaryKeyConstraintName })
  day!: string;

  @Column('timestamp with time zone', { name: 'occurred_at' })
  occurredAt!: Date;

  @Column('timestamp with time zone', { name: 'received_at' })
  receivedAt!: Date;

  /** The review that the list stands under. */
  @Column('int', { name: 'review_id' })
  reviewId!: number;

  /** The review that the entry leads to. */
  @Column('int', { name: 'target_id' })
  targetId!: number;

  @Column('enum', { enum: listSources, enumName: 'engagement_source' })
  source!: ListSource;

  @Column('enum', { enum: foremostKinds, enumName: 'engagement_foremost' })
  foremost!: ForemostKind;

  /** Of all reasons: DIRECTOR 1, ACTOR 2, GENRE 4, ERA 8, added up. */
  @Column('smallint')
  kinds!: number;

  /** What the list was made with, as in `default@2`. */
  @Column('text')
  profile!: string;

  /** Made by `reelgraph demo-traffic`; beacons never are. */
  @Column('boolean', { name: 'is_demo', default: false })
  isDemo!: boolean;
}
