/** What became of one statement. */
export interface StatementReading {
  /** What it is called in its leading comment. */
  name: string;
  /** On the connection: to wait for a free one is not in it. */
  seconds: number;
  failed: boolean;
}

export type OnStatement = (reading: StatementReading) => void;

/** There are fewer texts, unless one were put together out of what callers send. */
const mostTexts = 1_000;
const nameByText = new Map<string, string>();

/** "films by ids" of a statement that begins with that as a comment; 'other' of one without. */
export function nameOfStatement(text: string): string {
  const known = nameByText.get(text);
  if (known !== undefined) return known;
  const name = /^\s*\/\* ?(.+?) ?\*\//.exec(text)?.[1] ?? 'other';
  if (nameByText.size < mostTexts) nameByText.set(text, name);
  return name;
}
