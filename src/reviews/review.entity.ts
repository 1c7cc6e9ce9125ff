import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { AuthorEntity } from '../authors/author.entity';
import { FilmEntity } from '../films/film.entity';
import { PublicationEntity } from '../publications/publication.entity';
import { ReviewStatus } from './review-status';

@Entity('review')
@Unique('review_slug_unique', ['slug'])
@Unique('review_source_url_unique', ['sourceUrl'])
@Check('review_headline_check', `btrim(headline) <> ''`)
@Check('review_body_check', 'cardinality(body) > 0')
@Check('review_copyright_year_check', 'copyright_year BETWEEN 1870 AND 2200')
@Check(
  'review_rating_check',
  '(rating_value IS NULL) = (rating_best IS NULL) AND rating_value >= 0 AND rating_value <= rating_best AND rating_best > 0 AND rating_best <= 1000',
)
@Check('review_source_url_check', `source_url ~ '^https?://[^[:space:]]+$'`)
@Index('review_article_unique', { synchronize: false })
@Index('review_best', { synchronize: false })
@Index('review_headline', { synchronize: false })
@Index('review_latest_film', { synchronize: false })
@Index('review_newest', { synchronize: false })
@Index('review_newest_by_author', { synchronize: false })
@Index('review_newest_by_publication', { synchronize: false })
@Index('review_newest_by_year', { synchronize: false })
@Index('review_oldest_film', { synchronize: false })
@Index('review_page_address', { synchronize: false })
@Index('review_unpublished', { synchronize: false })
@Index('review_words', { synchronize: false })
@Index('review_worst', { synchronize: false })
export class ReviewEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'review_pkey' })
  id!: number;

  @Column('text')
  slug!: string;

  @Column('text')
  headline!: string;

  /** Paragraphs, in order. */
  @Column('text', { array: true })
  body!: string[];

  /** What it is searched by. The store itself keeps it in step. */
  @Column('tsvector', { select: false })
  words!: string;

  @Column('int', { name: 'film_id' })
  filmId!: number;

  /** That of the film, kept by a trigger. */
  @Column('smallint', { name: 'film_release_year', nullable: true })
  filmReleaseYear!: number | null;

  @Column('int', { name: 'author_id' })
  authorId!: number;

  @Column('int', { name: 'publication_id', nullable: true })
  publicationId!: number | null;

  @Column('enum', { enum: ReviewStatus, enumName: 'review_status', default: ReviewStatus.DRAFT })
  status!: ReviewStatus;

  @Column('timestamp with time zone', { name: 'date_published', precision: 3, nullable: true })
  datePublished!: Date | null;

  @Column('smallint', { name: 'copyright_year', nullable: true })
  copyrightYear!: number | null;

  @Column('double precision', { name: 'rating_value', nullable: true })
  ratingValue!: number | null;

  @Column('double precision', { name: 'rating_best', nullable: true })
  ratingBest!: number | null;

  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl!: string | null;

  /** Counts the changes: the store does that itself. */
  @Column('int', { default: 1 })
  version!: number;

  @Column('timestamp with time zone', { name: 'created_at', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamp with time zone', { name: 'updated_at', precision: 3, default: () => 'now()' })
  updatedAt!: Date;

  @ManyToOne(() => FilmEntity, { nullable: false })
  @JoinColumn({ name: 'film_id', foreignKeyConstraintName: 'review_film_fkey' })
  film!: FilmEntity;

  @ManyToOne(() => AuthorEntity, { nullable: false })
  @JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'review_author_fkey' })
  author!: AuthorEntity;

  @ManyToOne(() => PublicationEntity, { nullable: true })
  @JoinColumn({ name: 'publication_id', foreignKeyConstraintName: 'review_publication_fkey' })
  publication!: PublicationEntity | null;
}
