import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccessTokenEntity } from '../access/access-token.entity';
import { ReviewEntity } from '../reviews/review.entity';
import { EditorialRuleKind } from './editorial-rule-kind';

/** That one review is always, or never, among the related ones of another. */
@Entity('editorial_rule')
@Check('editorial_rule_pair_check', 'review_id <> related_id')
@Check('editorial_rule_place_check', `(kind = 'PIN') = (place IS NOT NULL) AND place > 0`)
@Check('editorial_rule_expiry_check', 'isfinite(expires_at)')
@Index('editorial_rule_by_related', ['relatedId'])
export class EditorialRuleEntity {
  @PrimaryColumn('int', { name: 'review_id', primaryKeyConstraintName: 'editorial_rule_pkey' })
  reviewId!: number;

  @PrimaryColumn('int', { name: 'related_id', primaryKeyConstraintName: 'editorial_rule_pkey' })
  relatedId!: number;

  @Column('enum', { enum: EditorialRuleKind, enumName: 'editorial_rule_kind' })
  kind!: EditorialRuleKind;

  /** Pins stand in the order of their places; null for what is hidden. */
  @Column('int', { nullable: true })
  place!: number | null;

  @Column('text', { nullable: true })
  note!: string | null;

  /** From this moment on it does not count. */
  @Column('timestamp with time zone', { name: 'expires_at', precision: 3, nullable: true })
  expiresAt!: Date | null;

  @Column('timestamp with time zone', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  /** Name of the token's holder at that time. */
  @Column('text')
  actor!: string;

  @Column('int', { name: 'token_id', nullable: true })
  tokenId!: number | null;

  @ManyToOne(() => ReviewEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'review_id', foreignKeyConstraintName: 'editorial_rule_review_fkey' })
  review!: ReviewEntity;

  @ManyToOne(() => ReviewEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'related_id', foreignKeyConstraintName: 'editorial_rule_related_fkey' })
  related!: ReviewEntity;

  @ManyToOne(() => AccessTokenEntity, { nullable: true })
  @JoinColumn({ name: 'token_id', foreignKeyConstraintName: 'editorial_rule_token_fkey' })
  token!: AccessTokenEntity | null;
}
