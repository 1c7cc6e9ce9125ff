import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('person')
@Unique('person_slug_unique', ['slug'])
@Unique('person_imdb_id_unique', ['imdbId'])
@Unique('person_tmdb_id_unique', ['tmdbId'])
@Unique('person_wikidata_id_unique', ['wikidataId'])
@Check('person_name_check', `btrim(name) <> ''`)
@Check('person_imdb_id_check', `imdb_id ~ '^nm[0-9]{7,}$'`)
@Check('person_wikidata_id_check', `wikidata_id ~ '^Q[1-9][0-9]*$'`)
@Check('person_birth_year_check', 'birth_year BETWEEN 1800 AND 2200')
@Check('person_film_count_check', 'film_count >= 0')
@Index('person_fewest_films', ['filmCount', 'id'])
@Index('person_match_key', { synchronize: false })
@Index('person_most_films', { synchronize: false })
@Index('person_words', { synchronize: false })
export class PersonEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'person_pkey' })
  id!: number;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;

  /** What it is searched by. The store itself keeps it in step. */
  @Column('tsvector', { select: false })
  words!: string;

  /** Tells apart two people of one name. */
  @Column('smallint', { name: 'birth_year', nullable: true })
  birthYear!: number | null;

  /** Of films with a credit of any role; kept by a trigger. */
  @Column('int', { name: 'film_count', default: 0 })
  filmCount!: number;

  @Column('text', { name: 'imdb_id', nullable: true })
  imdbId!: string | null;

  @Column('int', { name: 'tmdb_id', nullable: true })
  tmdbId!: number | null;

  @Column('text', { name: 'wikidata_id', nullable: true })
  wikidataId!: string | null;

  /** Counts the changes: the store does that itself. */
  @Column('int', { default: 1 })
  version!: number;
}
