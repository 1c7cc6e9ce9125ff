import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { PersonEntity } from './person.entity';

/** A person who was merged into another: by their id and slug that one is found. */
@Entity('former_person')
@Unique('former_person_slug_unique', ['slug'])
@Index('former_person_by_person', ['personId'])
export class FormerPersonEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'former_person_pkey' })
  id!: number;

  @Column('text')
  slug!: string;

  /** Who they are now. */
  @Column('int', { name: 'person_id' })
  personId!: number;

  @ManyToOne(() => PersonEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'former_person_person_fkey' })
  person!: PersonEntity;
}
