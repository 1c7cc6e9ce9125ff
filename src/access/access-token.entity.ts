import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Role } from './role';

@Entity('access_token')
@Unique('access_token_hash_unique', ['hash'])
@Check('access_token_name_check', `btrim(name) <> ''`)
export class AccessTokenEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'access_token_pkey' })
  id!: number;

  /** Whose it is: the name that stands beside what is done with it. */
  @Column('text')
  name!: string;

  @Column('enum', { enum: Role, enumName: 'access_role' })
  role!: Role;

  /** SHA-256. The token itself is 256 random bits: nobody can try them all, so it takes no slower hash. */
  @Column('bytea')
  hash!: Buffer;

  @Column('timestamp with time zone', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamp with time zone', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamp with time zone', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
