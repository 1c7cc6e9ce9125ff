import type { Cell } from '../exports/csv';
import type { Shown } from '../parts/card';
import type { Column } from './table';
import { countOf, inDigits, percent } from './words';

interface Counted<Row> {
  rows: Row[];
  /** What the first column is called, and how many of what are counted. */
  column: string;
  name(row: Row): string;
  /** As programs read it, where that is not its name. */
  code?(row: Row): Cell;
  count(row: Row): number;
  /** "article": of what there are so many. */
  unit: string;
  more?: Column<NoInfer<Row>>[];
  /** Where the categories are a scale: columns instead of rows, and the greatest need not be the first. */
  isScale?: boolean;
  /** Of all together; the sum unless told. */
  total?: number;
  /** So many rows were asked for. */
  most?: number;
  /** Goes on after what is found. */
  besides?: string;
}

/** How much there is of what, as bars and as a table. */
export function counted<Row>({
  rows,
  column,
  name,
  code,
  count,
  unit,
  more = [],
  isScale = false,
  total = rows.reduce((sum, row) => sum + count(row), 0),
  most: asked,
  besides = '',
}: Counted<Row>): Shown<Row> | string {
  const [first, ...others] = rows;
  if (first === undefined || total === 0) return `There is no ${unit} to count.${besides && ` ${besides}`}`;
  const most = others.reduce((best, row) => (count(row) > count(best) ? row : best), first);
  const share = percent(count(most) / total);
  return {
    finding: [
      `Most: ${name(most)}, with ${countOf(count(most), unit)}, ${share} of ${inDigits(total)}.`,
      besides,
    ]
      .join(' ')
      .trim(),
    chart: {
      kind: isScale ? 'columns' : 'rows',
      categories: rows.map(name),
      series: [{ name: `${unit}s`, values: rows.map(count), tone: 'strong' }],
    },
    table: {
      columns: [
        { name: column, value: name, ...(code && { code }) },
        { name: `${unit[0]!.toUpperCase()}${unit.slice(1)}s`, value: count },
        ...more,
      ],
      rows,
      ...(asked !== undefined && { most: asked }),
    },
  };
}
