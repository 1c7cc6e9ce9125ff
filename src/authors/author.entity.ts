import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('author')
@Unique('author_slug_unique', ['slug'])
@Index('author_match_key', { synchronize: false })
@Index('author_words', { synchronize: false })
export class AuthorEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'author_pkey' })
  id!: number;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;

  /** What it is searched by. The store itself keeps it in step. */
  @Column('tsvector', { select: false })
  words!: string;

  @Column('text', { nullable: true })
  bio!: string | null;
}
