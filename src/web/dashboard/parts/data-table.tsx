import { useEffect, useRef, useState } from 'preact/hooks';
import type { Table } from '../figures/table';
import { inDigits } from '../figures/words';

interface DataTableProps<Row> {
  caption: string;
  table: Table<Row>;
}

/** The first column names what the row is of. */
export function DataTable<Row>({ caption, table }: DataTableProps<Row>) {
  const { rows } = table;
  const columns = table.columns.filter(({ isForCsvOnly }) => !isForCsvOnly);
  const frame = useRef<HTMLDivElement>(null);
  const [isLarger, setIsLarger] = useState(false);
  // What can be scrolled must be reached by keyboard, and what cannot need not be.
  useEffect(() => {
    const watch = new ResizeObserver(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = frame.current!;
      setIsLarger(scrollWidth > clientWidth || scrollHeight > clientHeight);
    });
    watch.observe(frame.current!);
    watch.observe(frame.current!.firstElementChild!);
    return () => watch.disconnect();
  }, []);
  const scrolls = isLarger ? { tabIndex: 0, role: 'group' as const, 'aria-label': `${caption}: table` } : {};
  const looks = columns.map(({ value, isForWideOnly }) =>
    [
      ...(rows.some((row) => typeof value(row) === 'number') ? ['number'] : []),
      ...(isForWideOnly ? ['wide-only'] : []),
    ].join(' '),
  );
  return (
    <div class="table" ref={frame} {...scrolls}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name }, index) => (
              <th key={name} scope="col" class={looks[index] || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are what they are by their place
            <tr key={place}>
              {columns.map(({ name, value, show }, index) => {
                const content = show ? show(row) : textOf(value(row));
                const look = looks[index] || undefined;
                return index === 0 ? (
                  <th key={name} scope="row" class={look}>
                    {content}
                  </th>
                ) : (
                  <td key={name} class={look}>
                    {content}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function textOf(value: string | number | null): string {
  if (value === null) return '–';
  return typeof value === 'number' ? inDigits(value) : value;
}
