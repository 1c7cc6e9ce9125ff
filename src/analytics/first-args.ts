import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';
import { largestPage } from '../graphql/page-args';

function firstOf(usual: number) {
  @ArgsType()
  abstract class FirstArgs {
    @Field(() => Int, { nullable: true, defaultValue: usual, description: 'At most so many, 1 to 100.' })
    @IsOptional()
    @IsInt()
    @Min(1)
    @Max(largestPage)
    first?: number | null;

    /** For a caller, too, who sends null. */
    get most(): number {
      return this.first ?? usual;
    }
  }
  return FirstArgs;
}

/** Of a list that is best seen whole, such as a league. */
@ArgsType()
export class FirstTen extends firstOf(10) {}

/** Of a list that is worked through. */
@ArgsType()
export class FirstTwenty extends firstOf(20) {}
