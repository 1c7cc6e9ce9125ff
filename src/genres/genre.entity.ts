import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('genre')
@Unique('genre_slug_unique', ['slug'])
@Index('genre_match_key', { synchronize: false })
export class GenreEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'genre_pkey' })
  id!: number;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;
}
