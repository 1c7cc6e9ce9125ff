import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { PersonEntity } from './person.entity';

/** A person who was merged into another: by their id and slug that one is found, and by their ids elsewhere. */
@Entity('former_person')
@Unique('former_person_slug_unique', ['slug'])
@Index('former_person_by_person', ['personId'])
@Index('former_person_by_imdb_id', ['imdbId'])
@Index('former_person_by_tmdb_id', ['tmdbId'])
@Index('former_person_by_wikidata_id', ['wikidataId'])
export class FormerPersonEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'former_person_pkey' })
  id!: number;

  @Column('text')
  slug!: string;

  @Column('text', { name: 'imdb_id', nullable: true })
  imdbId!: string | null;

  @Column('int', { name: 'tmdb_id', nullable: true })
  tmdbId!: number | null;

  @Column('text', { name: 'wikidata_id', nullable: true })
  wikidataId!: string | null;

  /** Who they are now. */
  @Column('int', { name: 'person_id' })
  personId!: number;

  @ManyToOne(() => PersonEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'former_person_person_fkey' })
  person!: PersonEntity;
}
