import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What somebody has merged, split or decided, and what it has done to each row: to be taken back. */
@Entity('matching_act')
export class MatchingActEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'matching_act_pkey' })
  id!: number;

  @Column('timestamp with time zone', { default: () => 'clock_timestamp()' })
  at!: Date;

  @Column('text')
  actor!: string;

  /** Name of the mutation or command. */
  @Column('text')
  action!: string;

  /** The films, people and matches that it has changed, as in "film 12". */
  @Column('text', { array: true })
  subjects!: string[];

  /** As `RowChange` has it. */
  @Column('jsonb')
  changes!: object[];

  @Column('timestamp with time zone', { name: 'undone_at', nullable: true })
  undoneAt!: Date | null;
}
