import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { FactsSource } from '../../films/facts-source';
import { MatchKind, MatchRule, MatchStatus } from '../../ingest/matching/match-words';
import { ReviewEntity } from '../../reviews/review.entity';

/** A guess that what a source speaks of is a film or a person of the store. */
@Entity('match')
@Check('match_confidence_check', 'confidence BETWEEN 0 AND 1')
@Check('match_subject_check', `status <> 'WAITING' OR subject_id IS NOT NULL`)
@Index('match_once', { synchronize: false })
@Index('match_by_status', ['status', 'id'])
@Index('match_by_subject', ['kind', 'subjectId'])
@Index('match_by_review', ['reviewId'])
export class MatchEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'match_pkey' })
  id!: number;

  @Column('enum', { enum: MatchKind, enumName: 'match_kind' })
  kind!: MatchKind;

  @Column('enum', { enum: MatchStatus, enumName: 'match_status' })
  status!: MatchStatus;

  @Column('enum', { enum: MatchRule, enumName: 'match_rule' })
  rule!: MatchRule;

  /** How likely it is, 0 to 1, by what was known when it was made. */
  @Column('float8')
  confidence!: number;

  /** As the source has it: "Leaving Las Vegas (1995)", "Elizabeth Shue". */
  @Column('text')
  written!: string;

  /** null for an article. */
  @Column('enum', { enum: FactsSource, enumName: 'facts_source', nullable: true })
  source!: FactsSource | null;

  /** Number of the film or person that is meant; if that was merged, of what it was. */
  @Column('int', { name: 'candidate_id' })
  candidateId!: number;

  /** Number of the film or person that was made of what is written; null where it was taken for the candidate. */
  @Column('int', { name: 'subject_id', nullable: true })
  subjectId!: number | null;

  /** Whose credits name the person; null for a film, and for a name that many films have. */
  @Column('int', { name: 'film_id', nullable: true })
  filmId!: number | null;

  /** The article that says so; null for a catalogue. */
  @Column('int', { name: 'review_id', nullable: true })
  reviewId!: number | null;

  @ManyToOne(() => ReviewEntity, { nullable: true, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'review_id', foreignKeyConstraintName: 'match_review_fkey' })
  review!: ReviewEntity | null;

  /** What the article says of its film, or what it names the person for: for when the guess turns out wrong. */
  @Column('jsonb', { nullable: true })
  facts!: object | null;

  @Column('timestamp with time zone', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamp with time zone', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  /** Who decided; null where nobody has but the rule. */
  @Column('text', { nullable: true })
  actor!: string | null;
}
