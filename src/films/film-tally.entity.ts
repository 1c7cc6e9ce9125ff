import { Check, Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { FilmEntity } from './film.entity';

/** How many published reviews there are of a film: a row for each film, kept by triggers. */
@Entity('film_tally')
@Check('film_tally_review_count_check', 'review_count >= 0')
@Index('film_tally_fewest_reviews', ['reviewCount', 'filmId'])
@Index('film_tally_most_reviews', { synchronize: false })
export class FilmTallyEntity {
  @PrimaryColumn('int', { name: 'film_id', primaryKeyConstraintName: 'film_tally_pkey' })
  filmId!: number;

  @OneToOne(() => FilmEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'film_id', foreignKeyConstraintName: 'film_tally_film_fkey' })
  film!: FilmEntity;

  @Column('int', { name: 'review_count', default: 0 })
  reviewCount!: number;
}
