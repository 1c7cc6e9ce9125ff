import { queryAddress } from '../../exports/query-address';
import { articleColumns } from '../../figures/article-column';
import { countOf, momentOf } from '../../figures/words';
import { askArticleRules } from '../../operations';
import { ShownCard } from '../../parts/card';
import type { Answer } from '../../use-answer';
import { ActButton } from './act-button';
import type { Acting, Article, Rule } from './types';

interface DecisionsProps {
  acting: Acting;
  answer: Answer<unknown>;
  review: Article;
}

/** What editors have pinned and hidden under the article, each to be undone. */
export function Decisions({ acting, answer, review }: DecisionsProps) {
  const { rules } = acting;
  const pins = rules.filter(({ kind }) => kind === 'PIN').length;
  const shown = {
    finding: `${countOf(pins, 'pin')}, ${rules.length - pins} hidden.`,
    table: {
      columns: [
        ...articleColumns<Rule>('Article', ({ related }) => related).slice(0, 1),
        { name: 'Decision', value: decisionOf },
        { name: 'By', value: ({ actor, createdAt }: Rule) => `${actor}, ${momentOf(createdAt)}` },
        { name: 'Note', value: ({ note }: Rule) => note },
      ],
      rows: rules,
    },
    acts: {
      name: 'Take back',
      value: () => null,
      show: ({ related }: Rule) => (
        <ActButton act="release" related={related} acting={acting}>
          Undo
        </ActButton>
      ),
    },
  };
  return (
    <ShownCard
      title="Decisions of editors"
      about="What is pinned or hidden here. What is undone shows as if it had never been decided."
      isWide
      answer={answer}
      query={queryAddress(askArticleRules, { review: review.id })}
      shown={rules.length === 0 ? 'None: the list is what the graph makes it.' : shown}
    />
  );
}

function decisionOf({ kind, place, isActive, expiresAt, related }: Rule): string {
  const what = kind === 'PIN' ? `Pinned, place ${place}` : 'Hidden';
  const end = expiresAt === null ? '' : isActive ? `, until ${momentOf(expiresAt)}` : `, until it expired`;
  return `${what}${end}${related.status === 'PUBLISHED' ? '' : ', not published'}`;
}
