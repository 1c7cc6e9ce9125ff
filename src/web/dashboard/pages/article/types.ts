import type {
  DashboardArticleFragment,
  DashboardArticleReadersQuery,
  DashboardArticleRulesQuery,
  DashboardRuleFragment,
} from '../../operations.generated';
import type { Answer } from '../../use-answer';

export type Article = DashboardArticleFragment;
export type ArticleReaders = DashboardArticleReadersQuery['analytics']['readers'];
export type Rules = Answer<DashboardArticleRulesQuery>;
export type Rule = DashboardRuleFragment;

type Named = Pick<Article, 'id' | 'headline'>;

/** An article, and one that stands under it or does not. */
export interface Pair {
  review: Named;
  related: Named;
}

/** What an editor can do with one article among those that stand under another. */
export type Act = 'pin' | 'hide' | 'release';

/** There for whoever may act. */
export interface Acting {
  act(act: Act, pair: Pair, note?: string): Promise<boolean>;
  isActing: boolean;
}
