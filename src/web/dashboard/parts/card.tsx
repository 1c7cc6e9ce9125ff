import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Operation } from '../ask';
import { toCsv } from '../exports/csv';
import { toPng } from '../exports/png';
import { queryAddress } from '../exports/query-address';
import { fileName, save } from '../exports/save';
import { type ChartSpec, keyOf } from '../figures/chart-spec';
import { type Column, cellsOf, cutInWords, type Table } from '../figures/table';
import { type Answer, useAnswer } from '../use-answer';
import { useOwnId } from '../use-own-id';
import { Chart } from './chart';
import { DataTable } from './data-table';
import { useNote } from './note';

/** What a card shows of its answer. */
export interface Shown<Row> {
  /** What the figures say, in a sentence or two: for everybody above the chart, and for the chart's own label. */
  finding: string;
  chart?: ChartSpec;
  table: Table<Row>;
  /** What can be done with a row: on the page only. */
  acts?: Column<Row>;
}

interface CardProps<Value, Variables, Row> extends Looks {
  operation: Operation<Value, Variables>;
  /** Null as long as they are not known. */
  variables: Variables | null;
  /** @returns a sentence where there is nothing to show. */
  show(value: Value): Shown<Row> | string;
}

interface Looks {
  title: string;
  /** One sentence: what is counted. */
  about: ComponentChildren;
  /** Choices above the figures, such as their order. */
  choices?: ComponentChildren;
  isWide?: boolean;
}

/** One figure or one list that is asked for by itself. */
export function Card<Value, Variables, Row>({
  operation,
  variables,
  show,
  ...looks
}: CardProps<Value, Variables, Row>) {
  const answer = useAnswer(operation, variables);
  const shown = answer.value && show(answer.value);
  return <ShownCard {...looks} answer={answer} shown={shown} query={queryAddress(operation, variables)} />;
}

interface ShownCardProps<Row> extends Looks {
  /** Null until there is an answer. */
  shown: Shown<Row> | string | null;
  /** GraphiQL with the query behind it. */
  query: string;
  answer: Answer<unknown>;
}

/** One figure or one list: its chart, the same as a table, and ways to take it along. */
export function ShownCard<Row>({ title, about, choices, isWide, shown, query, answer }: ShownCardProps<Row>) {
  const heading = useOwnId();
  return (
    <section class={isWide ? 'card wide' : 'card'} aria-labelledby={heading} aria-busy={answer.isAsking}>
      <header>
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <p class="about">{about}</p>
      </header>
      {choices}
      {shown === null ? (
        <Waiting answer={answer} />
      ) : (
        <Body title={title} shown={shown} query={query} answer={answer} />
      )}
    </section>
  );
}

export function Waiting({ answer: { fault, isAsking, again } }: { answer: Answer<unknown> }) {
  if (fault === null) return <p class="waiting">Asking…</p>;
  return (
    <div class="waiting" role={isAsking ? 'status' : 'alert'}>
      <p>{fault}</p>
      {!isAsking && (
        <button type="button" class="small" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}

interface BodyProps<Row> {
  title: string;
  shown: Shown<Row> | string;
  query: string;
  answer: Answer<unknown>;
}

function Body<Row>({ title, shown, query, answer }: BodyProps<Row>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { note, parts } = useNote();
  if (typeof shown === 'string') {
    return (
      <>
        <p class="nothing">{shown}</p>
        <p class="take">
          <a href={query}>
            Query<span class="unseen"> of {title}</span>
          </a>
        </p>
      </>
    );
  }
  const { finding, chart, table, acts } = shown;
  const cut = cutInWords(table);
  const file = [title, ...(cut === null ? [] : [`first ${table.rows.length}`]), ...parts];
  const saveCsv = () =>
    save(new Blob([toCsv(...cellsOf(table))], { type: 'text/csv;charset=utf-8' }), fileName(file, 'csv'));
  const savePng = async () =>
    save(
      await toPng(canvas.current!, { title, key: chart ? keyOf(chart) : [], note }),
      fileName(file, 'png'),
    );
  return (
    <>
      {answer.fault !== null && <Waiting answer={answer} />}
      <p class="finding">
        {finding}
        {cut !== null && ` ${cut}`}
      </p>
      {chart ? (
        <>
          <Chart
            spec={chart}
            finding={`${title}. ${finding} The table below has the figures.`}
            canvas={canvas}
          />
          <details>
            <summary>
              Table<span class="unseen"> of {title}</span>
            </summary>
            <DataTable caption={title} table={table} />
          </details>
        </>
      ) : (
        <DataTable caption={title} table={withActs(table, acts)} />
      )}
      <p class="take">
        <button type="button" class="plain" onClick={saveCsv}>
          CSV<span class="unseen"> of {title}</span>
        </button>
        {chart && (
          <button type="button" class="plain" onClick={savePng}>
            PNG<span class="unseen"> of {title}</span>
          </button>
        )}
        <a href={query}>
          Query<span class="unseen"> of {title}</span>
        </a>
      </p>
    </>
  );
}

/** Behind the name of the row: on a phone, what comes later is out of sight. */
function withActs<Row>(table: Table<Row>, acts: Column<Row> | undefined): Table<Row> {
  const [name, ...others] = table.columns;
  return acts && name ? { ...table, columns: [name, acts, ...others] } : table;
}
