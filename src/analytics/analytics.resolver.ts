import { IsOptional, ValidateNested } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { OnlyFor } from '../access/guard';
import { Role } from '../access/role';
import type { RequestContext } from '../graphql/context';
import { Analytics } from './analytics.type';
import { AnalyticsFilter, toArticleCriteria } from './analytics-filter';
import { countArticles } from './articles.store';

@ArgsType()
class AnalyticsArgs {
  @Field(() => AnalyticsFilter, { nullable: true, description: 'All published articles unless told.' })
  @IsOptional()
  @ValidateNested()
  filter?: AnalyticsFilter | null;
}

@Resolver(() => Analytics)
export class AnalyticsResolver {
  @OnlyFor(Role.ANALYST, Role.EDITOR)
  @Query(() => Analytics, {
    description: 'Whatever a dashboard shows. Open to everybody where DASHBOARD_PUBLIC is set.',
  })
  analytics(@Args(() => AnalyticsArgs) { filter }: AnalyticsArgs): Analytics {
    return { criteria: toArticleCriteria(filter) };
  }

  @FieldResolver(() => Int, { description: 'How many articles the figures are of.' })
  articles(@Root() { criteria }: Analytics, @Ctx() { sql }: RequestContext): Promise<number> {
    return countArticles(sql, criteria);
  }
}
