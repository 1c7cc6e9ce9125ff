import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type ForemostKind, foremostKinds, type ListSource, listSources } from './dimensions';

/** How an entry stood in its list. Some hundred rows: what counts are kept by. */
@Entity('engagement_placement')
@Unique('engagement_placement_key', ['profile', 'slot', 'source', 'foremost', 'kinds'])
export class EngagementPlacementEntity {
  @PrimaryGeneratedColumn('identity', {
    generatedIdentity: 'BY DEFAULT',
    primaryKeyConstraintName: 'engagement_placement_pkey',
  })
  id!: number;

  @Column('smallint')
  slot!: number;

  @Column('enum', { enum: listSources, enumName: 'engagement_source' })
  source!: ListSource;

  @Column('enum', { enum: foremostKinds, enumName: 'engagement_foremost' })
  foremost!: ForemostKind;

  /** As an event has them. */
  @Column('smallint')
  kinds!: number;

  @Column('text')
  profile!: string;
}
