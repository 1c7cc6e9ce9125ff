import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { FilmEntity } from './film.entity';

/** A film that was merged into another: by its id and slug that one is found. */
@Entity('former_film')
@Unique('former_film_slug_unique', ['slug'])
@Index('former_film_by_film', ['filmId'])
export class FormerFilmEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'former_film_pkey' })
  id!: number;

  @Column('text')
  slug!: string;

  /** What it is part of now. */
  @Column('int', { name: 'film_id' })
  filmId!: number;

  @ManyToOne(() => FilmEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'film_id', foreignKeyConstraintName: 'former_film_film_fkey' })
  film!: FilmEntity;
}
