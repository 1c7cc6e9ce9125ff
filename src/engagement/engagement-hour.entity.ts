import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type ForemostKind, foremostKinds, type ListSource, listSources } from './dimensions';

const primaryKeyConstraintName = 'engagement_hour_pkey';

/** How often entries of one sort were seen and followed in an hour. Stays when the events have gone. */
@Entity('engagement_hour')
export class EngagementHourEntity {
  @PrimaryColumn('timestamp with time zone', { primaryKeyConstraintName })
  hour!: Date;

  @PrimaryColumn('smallint', { primaryKeyConstraintName })
  slot!: number;

  @PrimaryColumn('enum', { enum: listSources, enumName: 'engagement_source', primaryKeyConstraintName })
  source!: ListSource;

  @PrimaryColumn('enum', { enum: foremostKinds, enumName: 'engagement_foremost', primaryKeyConstraintName })
  foremost!: ForemostKind;

  /** As an event has them. */
  @PrimaryColumn('smallint', { primaryKeyConstraintName })
  kinds!: number;

  @PrimaryColumn('text', { primaryKeyConstraintName })
  profile!: string;

  @Column('int')
  impressions!: number;

  @Column('int')
  clicks!: number;
}
