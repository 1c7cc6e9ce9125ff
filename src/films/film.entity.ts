import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { FactsSource } from './facts-source';

@Entity('film')
@Unique('film_slug_unique', ['slug'])
@Unique('film_imdb_id_unique', ['imdbId'])
@Unique('film_tmdb_id_unique', ['tmdbId'])
@Unique('film_wikidata_id_unique', ['wikidataId'])
@Check('film_title_check', `btrim(title) <> ''`)
@Check('film_release_year_check', 'release_year BETWEEN 1870 AND 2200')
@Check('film_runtime_minutes_check', 'runtime_minutes > 0')
@Check('film_vote_count_check', 'vote_count >= 0')
@Check('film_vote_average_check', 'vote_average BETWEEN 0 AND 10')
@Check('film_imdb_id_check', `imdb_id ~ '^tt[0-9]{7,}$'`)
@Check('film_wikidata_id_check', `wikidata_id ~ '^Q[1-9][0-9]*$'`)
@Index('film_latest', { synchronize: false })
@Index('film_match_key', { synchronize: false })
@Index('film_oldest', { synchronize: false })
@Index('film_original_title_key', { synchronize: false })
@Index('film_title_head_key', { synchronize: false })
@Index('film_title_key', { synchronize: false })
@Index('film_words', { synchronize: false })
@Index('film_best_known', { synchronize: false })
export class FilmEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'film_pkey' })
  id!: number;

  @Column('text')
  slug!: string;

  @Column('text')
  title!: string;

  @Column('text', { name: 'original_title', nullable: true })
  originalTitle!: string | null;

  /** What it is searched by. The store itself keeps it in step. */
  @Column('tsvector', { select: false })
  words!: string;

  @Column('smallint', { name: 'release_year', nullable: true })
  releaseYear!: number | null;

  @Column('smallint', { name: 'runtime_minutes', nullable: true })
  runtimeMinutes!: number | null;

  @Column('boolean', { name: 'cast_is_complete', default: false })
  castIsComplete!: boolean;

  /** How many people have rated it, as TMDB counts: how well known it is. */
  @Column('int', { name: 'vote_count', nullable: true })
  voteCount!: number | null;

  /** How they rated it on average, 0 to 10. */
  @Column('float8', { name: 'vote_average', nullable: true })
  voteAverage!: number | null;

  @Column('text', { name: 'imdb_id', nullable: true })
  imdbId!: string | null;

  @Column('int', { name: 'tmdb_id', nullable: true })
  tmdbId!: number | null;

  @Column('text', { name: 'wikidata_id', nullable: true })
  wikidataId!: string | null;

  /** Whose its facts are; null for what articles tell, and editors. */
  @Column('enum', { name: 'facts_source', enum: FactsSource, enumName: 'facts_source', nullable: true })
  factsSource!: FactsSource | null;

  /** Counts the changes: the store does that itself. */
  @Column('int', { default: 1 })
  version!: number;
}
