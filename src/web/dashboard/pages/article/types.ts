import type {
  DashboardArticleFragment,
  DashboardArticleReadersQuery,
  DashboardArticleRulesQuery,
} from '../../operations.generated';

export type Article = DashboardArticleFragment;
export type ArticleReaders = DashboardArticleReadersQuery['analytics']['readers'];
export type Rule = NonNullable<NonNullable<DashboardArticleRulesQuery['review']>['editorialRules']>[number];

/** What an editor can do with one article among those that stand under another. */
export type Act = 'pin' | 'hide' | 'release';

/** There for whoever may act. */
export interface Acting {
  act(act: Act, related: Pick<Article, 'id' | 'headline'>, note?: string): Promise<boolean>;
  isActing: boolean;
  rules: Rule[];
}
