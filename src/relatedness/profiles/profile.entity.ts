import { Check, Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A version of a profile: never changed once it is there. */
@Entity('profile')
@Unique('profile_name_version_unique', ['name', 'version'])
@Check('profile_name_check', `name ~ '^[a-z][a-z0-9-]{0,39}$'`)
@Check('profile_version_check', 'version > 0')
export class ProfileEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'profile_pkey' })
  id!: number;

  @Column('text')
  name!: string;

  @Column('int')
  version!: number;

  /** A `Profile` without name and version. */
  @Column('jsonb')
  figures!: object;

  @Column('text', { nullable: true })
  note!: string | null;

  /** A `ProfileProposal`, where it was made of what readers click. */
  @Column('jsonb', { nullable: true })
  proposal!: object | null;

  /** When an editor decided that it is to wait no more, of a proposal. */
  @Column('timestamptz', { name: 'put_aside_at', nullable: true })
  putAsideAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
