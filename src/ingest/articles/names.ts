/** The ways in which pages say that a list of names is not the whole list, brackets around them or not. */
const andOthers = new RegExp(
  [
    // Small letters only: Ao is a name, and "E.A." are somebody's initials.
    String.raw`[\s,;(\[](?:[aA]\.\s?[oO]\.?|ao|e\.\s?a\.|u\.\s?a\.|m\.\s?fl\.)`,
    String.raw`[\s,;&(\[](?:et\.?\s+al|Et\.?\s+[Aa]l|ET\.?\s+AL|[Ee]tc)\.?`,
    String.raw`[\s,;(\[](?:and|And|AND|&|among|Among|amongst|with|plus)\s+(?:many\s+|several\s+|some\s+|a\s+few\s+)?(?:[Oo]thers?|OTHERS|[Mm]ore)(?:\s+actors)?`,
    String.raw`[\s,;(\[](?:[Oo]thers|и\s+др|и\s+другие|y\s+otros|e\s+altri|et\s+autres|und\s+andere|i\s+inni)`,
    String.raw`[\s,;،(\[](?:και\s+άλλοι|κ\.\s?ά|κ\.\s?α|외|등|وآخرون|وآخرين|وغيرهم)`,
    String.raw`[、，,\s(（]?(?:ほか|など|他|等)`,
  ]
    .map((form) => `(?:${form})`)
    .join('|')
    .replace(/.+/, String.raw`(?:(?:$&)[\s.]*[)\]）]?|…|\.\.\.)[\s.]*$`),
  'u',
);

const nothing = /^(?:n\/?a|none|unknown|various|tba|[-–—?]+)?$/i;
/** What follows a comma and still belongs to the name before it. */
const suffix = /^(?:jr|sr|ii|iii|iv|ph\.?d)\.?(?=$|\s*[([（［]|\s+as\s)/i;

export const longestName = 120;

export interface NameList {
  names: { name: string; remark: string | null }[];
  /** Whether the list ended with "and others" in some form. */
  hasOthers: boolean;
}

/**
 * Read names as a page lists them: "Nicolas Cage, Elisabeth Shue a.o.", "Robert Downey, Jr.", "黒澤明、三船敏郎".
 * What stands in brackets behind a name, or after "as", is its remark. A name given twice counts once.
 */
export function readNames(value: string): NameList {
  const trimmed = value.trim();
  if (nothing.test(trimmed)) return { names: [], hasOthers: false };
  const list = ` ${trimmed}`.replace(andOthers, '').trim();
  const hasOthers = list !== trimmed;
  const pieces: string[] = [];
  for (const piece of splitOutsideBrackets(list)) {
    if (suffix.test(piece) && pieces.length > 0) pieces[pieces.length - 1] += ` ${piece}`;
    else pieces.push(piece);
  }
  const names = new Map<string, { name: string; remark: string | null }>();
  for (const piece of pieces) {
    const [, bare, inBrackets, role] =
      /^([^([（［]+?)\s*(?:[([（［](.*?)(?:[)\]）］].*)?|\s+as\s+(.+))?$/u.exec(piece) ?? [];
    const name = bare && tidyName(bare);
    if (!name || name.length > longestName || nothing.test(name)) continue;
    const key = name.toLowerCase();
    if (!names.has(key)) names.set(key, { name, remark: (inBrackets ?? role)?.trim() || null });
  }
  return { names: [...names.values()], hasOthers };
}

/**
 * Give both of "Joel and Ethan Coen" their surname. Right for directors, who are often siblings; among
 * actors the first may be a Zendaya.
 * @returns the list as it was, unless it is just this form.
 */
export function shareSurname(list: string): string {
  return list.trim().replace(/^([^\s,]+)\s+(and|&)\s+([^\s,]+)\s+([^\s,]+)$/i, '$1 $4 $2 $3 $4');
}

/** Whether a line may be a name: all words but "de", "van", "of" begin with a capital, if their script has any. */
export function looksLikeName(text: string): boolean {
  const words = text.split(/\s+/);
  const isSpelledAsOne = words.every((word) => /^(?:[^\p{Ll}]|\p{Ll}{1,3}$)/u.test(word));
  return /[\p{L}\p{N}]/u.test(text) && (words.length <= 2 || (words.length <= 8 && isSpelledAsOne));
}

function splitOutsideBrackets(list: string): string[] {
  const isOutside = String.raw`(?![^([（［]*[)\]）］])`;
  const separator = new RegExp(
    String.raw`\s*(?:[,;、，；،/|]|\s(?:and|&|with|et|und|и|και)(?=\s))\s*${isOutside}`,
    'u',
  );
  return list
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

export function tidyName(text: string): string {
  const name = text
    .replace(/^(?:and|&|with|et|und|и|και)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  // A full stop ends the sentence, unless the last word is an initial or an abbreviation: "Jr.", "J.".
  return /(?:^|[\s.])\p{L}{1,2}\.$/u.test(name) ? name : name.replace(/\.$/, '');
}
