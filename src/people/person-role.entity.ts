import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { CreditRole } from '../films/credit-role';

/** On how many films a person has a credit of a role: a row for each role that there is one of, kept by a trigger. */
@Entity('person_role')
@Check('person_role_film_count_check', 'film_count > 0')
@Index('person_role_fewest_films', ['role', 'filmCount', 'personId'])
@Index('person_role_most_films', { synchronize: false })
export class PersonRoleEntity {
  @PrimaryColumn('int', { name: 'person_id', primaryKeyConstraintName: 'person_role_pkey' })
  personId!: number;

  @PrimaryColumn('enum', {
    enum: CreditRole,
    enumName: 'credit_role',
    primaryKeyConstraintName: 'person_role_pkey',
  })
  role!: CreditRole;

  @Column('int', { name: 'film_count' })
  filmCount!: number;
}
