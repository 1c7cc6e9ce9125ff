import { IsInt, IsOptional, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { CreditRole } from '../films/credit-role';
import { NotAfter } from '../graphql/not-after';

@InputType({ description: 'Which people; all that is given must hold.' })
export class PersonFilter {
  @Field(() => CreditRole, { nullable: true, description: 'People with a credit in this role.' })
  role?: CreditRole | null;

  @Field(() => Int, {
    nullable: true,
    description: 'They have a credit on so many films or more; in the role, if one is given.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @NotAfter('filmsTo')
  filmsFrom?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'They have a credit on so many films or fewer; in the role, if one is given.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  filmsTo?: number | null;
}

/** What a list of people can be narrowed to; all that is given must hold. */
export interface PersonCriteria {
  role?: CreditRole;
  /** Counted in the role, if one is given. */
  filmsFrom?: number;
  filmsTo?: number;
}

export function toPersonCriteria({ role, filmsFrom, filmsTo }: PersonFilter): PersonCriteria {
  return {
    ...(role != null && { role }),
    ...(filmsFrom != null && { filmsFrom }),
    ...(filmsTo != null && { filmsTo }),
  };
}
