import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';

export const defaultPageSize = 20;
export const largestPage = 100;
/** In characters: longer than that of any title or headline that an index holds. */
const longestCursor = 10_000;

/** A page of a list, forwards. https://relay.dev/graphql/connections.htm */
@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, { nullable: true, description: 'At most so many, 1 to 100; 20 unless told.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestPage)
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Begin behind the entry that has this cursor. A cursor holds for its list, in its order, with its filter.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(longestCursor)
  after?: string | null;
}

/** A page of a list, forwards by first and after, or backwards by last and before: the order is the same. */
@ArgsType()
export class PageArgs extends ForwardPageArgs {
  @Field(() => Int, { nullable: true, description: 'At most so many from the end of the list, 1 to 100.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestPage)
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'End before the entry that has this cursor.' })
  @IsOptional()
  @IsString()
  @MaxLength(longestCursor)
  before?: string | null;
}
