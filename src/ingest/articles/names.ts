/** The ways in which pages say that a list of names is not the whole list; case matters in "a.o.". */
const andOthers = new RegExp(
  [
    String.raw`(?:^|[\s,;])(?:a\.\s?o\.?|ao|e\.\s?a\.|u\.\s?a\.|m\.\s?fl\.)`,
    String.raw`(?:^|[\s,;&])(?:[Ee]t\.?\s+[Aa]l|[Ee]tc)\.?`,
    String.raw`(?:^|[\s,;])(?:and|And|&|among|Among|with|plus)\s+(?:many\s+|several\s+|some\s+)?(?:others|more)`,
    String.raw`(?:^|[\s,;])(?:others|и\s+др|и\s+другие|y\s+otros|e\s+altri|et\s+autres|und\s+andere|i\s+inni)`,
    String.raw`[、，,\s]?(?:ほか|他|等)`,
    String.raw`(?:…|\.\.\.)`,
  ]
    .map((form) => `(?:${form})`)
    .join('|')
    .replace(/^/, '(?:')
    .concat(String.raw`)[\s.]*$`),
  'u',
);

const nothing = /^(?:n\/?a|none|unknown|various|tba|[-–—?]+)?$/i;
/** What follows a comma and still belongs to the name before it. */
const suffix = /^(?:jr|sr|ii|iii|iv|ph\.?d)\.?$/i;

const longestName = 120;

export interface NameList {
  names: { name: string; remark: string | null }[];
  /** Whether the list ended with "and others" in some form. */
  hasOthers: boolean;
}

/**
 * Read names as a page lists them: "Nicolas Cage, Elisabeth Shue a.o.", "Lana and Lilly Wachowski" as it
 * stands, "Robert Downey, Jr.", "黒澤明、三船敏郎". What stands in brackets behind a name, or after "as", is its
 * remark. A name given twice counts once.
 */
export function readNames(value: string): NameList {
  const trimmed = value.trim();
  if (nothing.test(trimmed)) return { names: [], hasOthers: false };
  const hasOthers = andOthers.test(trimmed);
  const list = trimmed.replace(andOthers, '');
  const pieces: string[] = [];
  for (const piece of splitOutsideBrackets(list)) {
    if (suffix.test(piece) && pieces.length > 0) pieces[pieces.length - 1] += ` ${piece}`;
    else pieces.push(piece);
  }
  const names = new Map<string, { name: string; remark: string | null }>();
  for (const piece of pieces) {
    const [, bare, inBrackets, role] =
      /^([^([（［]+?)\s*(?:[([（［](.*?)[)\]）］].*|\s+as\s+(.+))?$/u.exec(piece) ?? [];
    const name = bare && tidyName(bare);
    if (!name || name.length > longestName || nothing.test(name)) continue;
    const key = name.toLowerCase();
    if (!names.has(key)) names.set(key, { name, remark: (inBrackets ?? role)?.trim() || null });
  }
  return { names: [...names.values()], hasOthers };
}

function splitOutsideBrackets(list: string): string[] {
  const isOutside = String.raw`(?![^([（［]*[)\]）］])`;
  const separator = new RegExp(String.raw`\s*(?:[,;、，；/|]|\s(?:and|&|with)(?=\s))\s*${isOutside}`, 'u');
  return list
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

function tidyName(text: string): string {
  const name = text
    .replace(/^(?:and|&|with)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  // A full stop ends the sentence, unless the last word is an initial or an abbreviation: "Jr.", "J.".
  return /(?:^|[\s.])\p{L}{1,2}\.$/u.test(name) ? name : name.replace(/\.$/, '');
}
