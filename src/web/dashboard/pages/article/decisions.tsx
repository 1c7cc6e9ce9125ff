import { queryAddress } from '../../exports/query-address';
import { articleColumns } from '../../figures/article-column';
import { countOf, momentOf } from '../../figures/words';
import { askArticleRules } from '../../operations';
import { ShownCard } from '../../parts/card';
import { ActButton } from './act-button';
import type { Acting, Article, Rule, Rules } from './types';

interface DecisionsProps {
  acting: Acting;
  answer: Rules;
  review: Article;
}

/** What editors have pinned and hidden under the article, each to be undone. */
export function Decisions(props: DecisionsProps) {
  return (
    <RulesCard
      {...props}
      title="Decisions of editors"
      about="What is pinned or hidden here. What is undone shows as if it had never been decided."
      rules={props.answer.value?.review?.editorialRules ?? []}
      otherOf={({ related }) => related}
      none="None: the list is what the graph makes it."
    />
  );
}

/** Under which articles editors have pinned and hidden this one, each to be undone. */
export function DecisionsElsewhere(props: DecisionsProps) {
  return (
    <RulesCard
      {...props}
      title="Decisions about it elsewhere"
      about="Under which articles it is pinned or hidden itself."
      rules={props.answer.value?.review?.editorialRulesElsewhere ?? []}
      otherOf={({ review }) => review}
      none="None: it stands wherever the graph puts it."
    />
  );
}

interface RulesCardProps extends DecisionsProps {
  title: string;
  about: string;
  rules: Rule[];
  /** The one of the two that the page is not of. */
  otherOf(rule: Rule): Rule['related'];
  none: string;
}

function RulesCard({ acting, answer, review, title, about, rules, otherOf, none }: RulesCardProps) {
  const pins = rules.filter(({ kind }) => kind === 'PIN').length;
  const shown = {
    finding: `${countOf(pins, 'pin')}, ${rules.length - pins} hidden.`,
    table: {
      columns: [
        ...articleColumns<Rule>('Article', otherOf).slice(0, 1),
        {
          name: 'Decision',
          value: (rule: Rule) =>
            `${decisionOf(rule)}${otherOf(rule).status === 'PUBLISHED' ? '' : ', not published'}`,
        },
        {
          name: 'By',
          value: ({ actor, createdAt }: Rule) => `${actor}, ${momentOf(createdAt)}`,
          code: ({ actor }: Rule) => actor,
        },
        { name: 'Decided', value: ({ createdAt }: Rule) => createdAt, isForCsvOnly: true },
        { name: 'Note', value: ({ note }: Rule) => note },
      ],
      rows: rules,
    },
    acts: {
      name: 'Take back',
      value: () => null,
      show: (rule: Rule) => (
        <ActButton act="release" pair={rule} of={otherOf(rule)} acting={acting}>
          Undo
        </ActButton>
      ),
    },
  };
  return (
    <ShownCard
      title={title}
      about={about}
      isWide
      answer={answer}
      query={queryAddress(askArticleRules, { review: review.id })}
      shown={answer.value && (rules.length === 0 ? none : shown)}
    />
  );
}

function decisionOf({ kind, place, isActive, expiresAt }: Rule): string {
  const what = kind === 'PIN' ? `Pinned, place ${place}` : 'Hidden';
  const end = expiresAt === null ? '' : isActive ? `, until ${momentOf(expiresAt)}` : `, until it expired`;
  return `${what}${end}`;
}
