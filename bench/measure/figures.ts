/** A table of a report: figures as they are to be read, each with its unit. */
export interface FigureTable {
  title: string;
  /** The first names what stands in the first column. */
  columns: string[];
  rows: string[][];
  /** What one must know to read it. */
  notes: string[];
}

/** Padded, so that it reads in a terminal as well as on a page; columns of figures end on one line. */
export function toMarkdown({ title, columns, rows, notes }: FigureTable): string {
  const layout = columns.map((column, place) => {
    const cells = rows.map((row) => row[place]!);
    const isFigures = cells.every((cell) => /^\d/.test(cell));
    return { isFigures, width: Math.max(column.length, ...cells.map((cell) => cell.length)) };
  });
  const pad = (text: string, place: number) => {
    const { isFigures, width } = layout[place]!;
    return isFigures ? text.padStart(width) : text.padEnd(width);
  };
  const line = (cells: string[]) => `| ${cells.map(pad).join(' | ')} |`;
  const rule = layout.map(({ isFigures, width }) =>
    isFigures ? `${'-'.repeat(width + 1)}:` : `:${'-'.repeat(width + 1)}`,
  );
  return [
    `## ${title}`,
    '',
    line(columns),
    `|${rule.join('|')}|`,
    ...rows.map(line),
    '',
    ...notes.map((note) => `- ${note}`),
  ]
    .join('\n')
    .trim();
}

/** To three significant figures, thousands apart. */
export function figure(value: number, unit = ''): string {
  const text =
    Math.abs(value) >= 100
      ? Math.round(value).toLocaleString('en')
      : value.toLocaleString('en', { maximumSignificantDigits: 3 });
  return unit ? `${text} ${unit}` : text;
}

/** A figure beside the mark that was set for it. */
export function marked(value: number, { atLeast, atMost }: { atLeast?: number; atMost?: number }): string {
  const isMet = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
  const mark = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  // One figure more than elsewhere: 1.797 is not 1.8.
  return `${value.toLocaleString('en', { maximumSignificantDigits: 4 })} (${mark} ${isMet ? 'met' : 'MISSED'})`;
}
