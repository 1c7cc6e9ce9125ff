import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('publication')
@Unique('publication_slug_unique', ['slug'])
@Index('publication_match_key', { synchronize: false })
export class PublicationEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'publication_pkey' })
  id!: number;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;
}
