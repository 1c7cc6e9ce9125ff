import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { AccessTokenEntity } from '../access/access-token.entity';

/** What somebody has done. Rows are added and never changed: a trigger sees to it. */
@Entity('audit_entry')
@Index('audit_entry_by_subject', ['subjectType', 'subjectId', 'id'])
@Index('audit_entry_by_actor', ['actor', 'id'])
@Index('audit_entry_by_action', ['action', 'id'])
@Index('audit_entry_by_time', ['at', 'id'])
export class AuditEntryEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'audit_entry_pkey' })
  id!: number;

  @Column('timestamp with time zone', { default: () => 'clock_timestamp()' })
  at!: Date;

  /** Name of the token's holder at that time. */
  @Column('text')
  actor!: string;

  /** null for what was done from the command line. */
  @Column('int', { name: 'token_id', nullable: true })
  tokenId!: number | null;

  @ManyToOne(() => AccessTokenEntity, { nullable: true })
  @JoinColumn({ name: 'token_id', foreignKeyConstraintName: 'audit_entry_token_fkey' })
  token!: AccessTokenEntity | null;

  /** Name of the mutation or command. */
  @Column('text')
  action!: string;

  /** Name of the GraphQL type. */
  @Column('text', { name: 'subject_type' })
  subjectType!: string;

  @Column('int', { name: 'subject_id' })
  subjectId!: number;

  /** By field: what it was and what it became. */
  @Column('jsonb')
  changes!: Record<string, { before: unknown; after: unknown }>;
}
