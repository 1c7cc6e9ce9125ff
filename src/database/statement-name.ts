/** What became of one statement. */
export interface StatementReading {
  /** What it is called in its leading comment. */
  name: string;
  /** On the connection: to wait for a free one is not in it. */
  seconds: number;
  failed: boolean;
}

export type OnStatement = (reading: StatementReading) => void;

/** There are fewer names, and fewer texts, unless one were put together out of what callers send. */
const most = { names: 300, texts: 1_000 };
const unnamed = 'other';

const nameByText = new Map<string, string>();
const names = new Set<string>();

/** "films by ids" of a statement that begins with that as a comment; 'other' of one without, or once there are too many. */
export function nameOfStatement(text: string): string {
  const known = nameByText.get(text);
  if (known !== undefined) return known;
  const name = /^\s*\/\* ?(.+?) ?\*\//.exec(text)?.[1] ?? unnamed;
  if (!names.has(name) && names.size >= most.names) return unnamed;
  names.add(name);
  if (nameByText.size < most.texts) nameByText.set(text, name);
  return name;
}
