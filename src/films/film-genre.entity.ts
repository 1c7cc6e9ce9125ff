import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { GenreEntity } from '../genres/genre.entity';
import { FilmEntity } from './film.entity';

@Entity('film_genre')
@Index('film_genre_by_genre', ['genreId', 'filmId'])
export class FilmGenreEntity {
  @PrimaryColumn('int', { name: 'film_id', primaryKeyConstraintName: 'film_genre_pkey' })
  filmId!: number;

  @PrimaryColumn('int', { name: 'genre_id', primaryKeyConstraintName: 'film_genre_pkey' })
  genreId!: number;

  @ManyToOne(() => FilmEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'film_id', foreignKeyConstraintName: 'film_genre_film_fkey' })
  film!: FilmEntity;

  @ManyToOne(() => GenreEntity, { nullable: false })
  @JoinColumn({ name: 'genre_id', foreignKeyConstraintName: 'film_genre_genre_fkey' })
  genre!: GenreEntity;
}
