import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key that all instances share, made by the first that needs it. */
@Entity('secret')
export class SecretEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'secret_pkey' })
  name!: string;

  @Column('bytea')
  value!: Buffer;

  @Column('timestamp with time zone', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
