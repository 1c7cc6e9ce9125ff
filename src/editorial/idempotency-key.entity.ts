import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccessTokenEntity } from '../access/access-token.entity';

/** A change that was asked for under a key, so that to ask again is to be told, not to do it again. */
@Entity('idempotency_key')
@Index('idempotency_key_by_age', ['createdAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn('int', { name: 'token_id', primaryKeyConstraintName: 'idempotency_key_pkey' })
  tokenId!: number;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_key_pkey' })
  key!: string;

  @ManyToOne(() => AccessTokenEntity, { nullable: false })
  @JoinColumn({ name: 'token_id', foreignKeyConstraintName: 'idempotency_key_token_fkey' })
  token!: AccessTokenEntity;

  /** SHA-256 of what was asked for: the same key for something else is a mistake. */
  @Column('bytea')
  request!: Buffer;

  /** What is needed to answer again. */
  @Column('jsonb', { nullable: true })
  result!: unknown;

  @Column('timestamp with time zone', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
