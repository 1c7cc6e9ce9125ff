import { colours as pc } from '../../colours';

/**
 * Columns under each other, for a terminal: the first begins on one line, all others end on one.
 * @param rows the first is the heading; all of one length.
 */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row, place) => {
      const cells = row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!),
      );
      const line = `  ${cells.join('  ')}`.trimEnd();
      return place === 0 ? pc.dim(line) : line;
    })
    .join('\n');
}

export function figure(value: number): string {
  return value.toFixed(4);
}

/** "×1.30" */
export function multiple(value: number, of: number): string {
  return of > 0 ? `×${(value / of).toFixed(2)}` : '–';
}
