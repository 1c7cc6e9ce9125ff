import { useEffect, useRef } from 'preact/hooks';
import { queryAddress } from '../../exports/query-address';
import { filmColumn } from '../../figures/film-column';
import { countOf, inDigits, percent, reasonName, titleAndYear, withDecimals } from '../../figures/words';
import { askProfilePreview } from '../../operations';
import type {
  DashboardOutlookFragment,
  DashboardProfilePreviewQuery,
  DashboardProfilePreviewQueryVariables,
} from '../../operations.generated';
import { type Shown, ShownCard } from '../../parts/card';
import { useAnswer } from '../../use-answer';
import type { Profile } from './figures';
import type { Tools } from './tools';

export interface Previewed {
  /** What it is called above the figures. */
  name: string;
  variables: DashboardProfilePreviewQueryVariables;
  /** What can be activated; null for figures that are not kept. */
  profile: Profile | null;
}

type PreviewOf = DashboardProfilePreviewQuery['profilePreview'];

/** What readers would get, over the whole store, beside what they get. */
export function Preview({ previewed, tools }: { previewed: Previewed; tools: Tools }) {
  const { name, variables, profile } = previewed;
  const answer = useAnswer(askProfilePreview, variables);
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever asks for another is taken to it
  useEffect(() => {
    const heading = place.current!.querySelector('h2')!;
    heading.scrollIntoView({ block: 'center' });
    heading.focus({ preventScroll: true });
  }, [previewed]);
  const found = answer.value?.profilePreview ?? null;
  const query = queryAddress(askProfilePreview, variables);
  return (
    <div class="preview" ref={place}>
      <ShownCard
        title={`Preview of ${name}`}
        about={`What every list would be, beside what it is by ${tools.active.label}.`}
        answer={answer}
        query={query}
        shown={found && outlooks(found)}
        choices={
          profile && (
            <p class="buttons">
              <button type="button" onClick={() => tools.activate({ profile })}>
                Activate {profile.label}
              </button>
            </p>
          )
        }
      />
      <ShownCard
        title="Lists that would change"
        about="Some of them, the same ones each time."
        answer={answer}
        query={query}
        shown={found && changedLists(found)}
      />
    </div>
  );
}

interface OutlookRow {
  name: string;
  now: number;
  later: number;
  inWords(value: number): string;
}

function outlooks({ lists, changed, reordered, kept, current, candidate }: PreviewOf): Shown<OutlookRow> {
  const row = (
    name: string,
    of: (outlook: DashboardOutlookFragment) => number,
    inWords: (value: number) => string = inDigits,
  ): OutlookRow => ({ name, now: of(current), later: of(candidate), inWords });
  const reasons = [
    ...new Set([...current.leadingReasons, ...candidate.leadingReasons].map(({ kind }) => kind)),
  ];
  return {
    finding: `Of ${countOf(lists, 'list')}, ${inDigits(changed)} would have other articles and ${inDigits(reordered)} another order; ${percent(kept)} of the entries stay.`,
    table: {
      columns: [
        { name: 'Figure', value: ({ name }: OutlookRow) => name },
        { name: 'Now', value: ({ now }: OutlookRow) => now, show: ({ now, inWords }) => inWords(now) },
        {
          name: 'Then',
          value: ({ later }: OutlookRow) => later,
          show: ({ later, inWords }) => inWords(later),
        },
      ],
      rows: [
        row('Lists with nothing', ({ coverage: { none } }) => none),
        row('Lists with 1–2', ({ coverage: { few } }) => few),
        row('Lists with 3–5', ({ coverage: { some } }) => some),
        row('Full lists', ({ coverage: { full } }) => full),
        row('Orphans', ({ orphans }) => orphans),
        row('Gini', ({ gini }) => gini, withDecimals),
        row('Links to the top 1%', ({ topShare }) => topShare, percent),
        ...reasons.map((reason) =>
          row(
            `Links by: ${reasonName(reason).toLowerCase()}`,
            (outlook) => outlook.leadingReasons.find(({ kind }) => kind === reason)?.share ?? 0,
            percent,
          ),
        ),
      ],
    },
  };
}

type ChangedList = PreviewOf['changedLists'][number];

function changedLists({ changedLists: rows }: PreviewOf): Shown<ChangedList> | string {
  if (rows.length === 0) return 'None: every list keeps its articles.';
  return {
    finding: `${countOf(rows.length, 'list')}, taken from all over the store.`,
    table: {
      columns: [
        filmColumn<ChangedList>('After articles about', ({ film }) => film),
        { name: 'Comes in', value: ({ before, after }) => missingIn(before, after) },
        { name: 'Goes out', value: ({ before, after }) => missingIn(after, before) },
      ],
      rows,
    },
  };
}

/** What stands in the one list and not in the other, with why it does. */
function missingIn(other: ChangedList['before'], list: ChangedList['before']): string {
  const there = new Set(other.map(({ review }) => review.id));
  return list
    .filter(({ review }) => !there.has(review.id))
    .map(({ review, reasons }) => `${titleAndYear(review.film)}: ${reasons[0]?.label ?? 'nothing shared'}`)
    .join('; ');
}
