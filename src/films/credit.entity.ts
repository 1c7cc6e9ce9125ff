import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { PersonEntity } from '../people/person.entity';
import { CreditRole } from './credit-role';
import { FilmEntity } from './film.entity';

@Entity('credit')
@Unique('credit_once', ['filmId', 'role', 'personId'])
@Check('credit_billing_check', `billing IS NULL OR (billing >= 0 AND role = 'ACTOR')`)
@Check('credit_character_check', `"character" IS NULL OR role = 'ACTOR'`)
@Index('credit_by_person', ['personId', 'role', 'filmId'])
@Index('credit_cast', { synchronize: false })
export class CreditEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'credit_pkey' })
  id!: number;

  @Column('int', { name: 'film_id' })
  filmId!: number;

  @Column('int', { name: 'person_id' })
  personId!: number;

  @Column('enum', { enum: CreditRole, enumName: 'credit_role' })
  role!: CreditRole;

  @Column('text', { nullable: true })
  character!: string | null;

  /** 0 is top billed; actors only. */
  @Column('smallint', { nullable: true })
  billing!: number | null;

  @ManyToOne(() => FilmEntity, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'film_id', foreignKeyConstraintName: 'credit_film_fkey' })
  film!: FilmEntity;

  @ManyToOne(() => PersonEntity, { nullable: false })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'credit_person_fkey' })
  person!: PersonEntity;
}
