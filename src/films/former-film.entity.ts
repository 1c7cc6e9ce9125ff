import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { FilmEntity } from './film.entity';

/** A film that was merged into another: by its id and slug that one is found, and by its ids elsewhere. */
@Entity('former_film')
@Unique('former_film_slug_unique', ['slug'])
@Index('former_film_by_film', ['filmId'])
@Index('former_film_by_imdb_id', ['imdbId'])
@Index('former_film_by_tmdb_id', ['tmdbId'])
@Index('former_film_by_wikidata_id', ['wikidataId'])
export class FormerFilmEntity {
  @PrimaryColumn('int', { primaryKeyConstraintName: 'former_film_pkey' })
  id!: number;

  @Column('text')
  slug!: string;

  @Column('text', { name: 'imdb_id', nullable: true })
  imdbId!: string | null;

  @Column('int', { name: 'tmdb_id', nullable: true })
  tmdbId!: number | null;

  @Column('text', { name: 'wikidata_id', nullable: true })
  wikidataId!: string | null;

  /** What it is part of now. */
  @Column('int', { name: 'film_id' })
  filmId!: number;

  @ManyToOne(() => FilmEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'film_id', foreignKeyConstraintName: 'former_film_film_fkey' })
  film!: FilmEntity;
}
