/** What a caller typed, taken apart as web searches are written: "a phrase", -excluded, either or other. */
export interface Wording {
  /** All but what is excluded. */
  asked: string;
  /** Words and phrases that nothing found may hold. */
  excluded: string[];
  /** What is asked before its last word, where that word may be unfinished. */
  before: string;
}

const exclusion = /(?<=^|\s)-(?:"([^"]*)"?|(\S+))/gu;
const lastWord = /[\p{L}\p{M}\p{N}]+$/u;

export function takeApart(query: string): Wording {
  const excluded: string[] = [];
  const asked = query.replace(exclusion, (_, phrase?: string, word?: string) => {
    excluded.push(phrase ?? word ?? '');
    return ' ';
  });
  return { asked, excluded, before: asked.replace(lastWord, '') };
}

/** Longer names have no more words that are looked at. */
const mostWords = 20;
/** Beyond so many words, no two are taken for one that was torn in two. */
const mostJoined = 6;
const lexeme = (word: string) => `'${word}'`;

/** @param key of a name, as PostgreSQL's `match_key` writes it: letters, figures and single spaces. */
export function wordsOf(key: string): string[] {
  return key.split(' ', mostWords).filter(Boolean);
}

/** Each two neighbours as one word: "wall e" is "walle" too. */
export function joinedPairs(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => words[index]! + word);
}

/**
 * What the words of a name must hold, as a tsquery: every word that is asked for, the last one perhaps unfinished.
 * @param spellings of each word, others that it may stand for; none unless told.
 */
export function nameQuery(words: readonly string[], spellings: readonly (readonly string[])[] = []): string {
  const all = (ofName: readonly string[]) =>
    ofName
      .map((word, place) => {
        const isLast = place === ofName.length - 1;
        const written = `${lexeme(word)}${isLast ? ':*' : ''}`;
        const others = ofName === words ? (spellings[place] ?? []) : [];
        return others.length > 0 ? `(${[written, ...others.map(lexeme)].join(' | ')})` : written;
      })
      .join(' & ');
  const tornWords = words.length <= mostJoined ? words.slice(1).map((_, index) => index) : [];
  const mended = tornWords.map((at) => [
    ...words.slice(0, at),
    words[at]! + words[at + 1]!,
    ...words.slice(at + 2),
  ]);
  return [words, ...mended].map((ofName) => `(${all(ofName)})`).join(' | ');
}

/** Of no name may all words of one of these keys be words: as a tsquery, empty where there are none. */
export function exclusionQuery(keys: readonly string[]): string {
  return keys
    .map(wordsOf)
    .filter((words) => words.length > 0)
    .map((words) => `(${words.map(lexeme).join(' & ')})`)
    .join(' | ');
}

/** Every run of words, for names that stand inside what is asked: "films with nicolas cage". */
export function runsOfWords(words: readonly string[]): string[] {
  const longest = 6;
  const runs = new Set([words.join(' ')]);
  for (let from = 0; from < words.length; from++) {
    for (let length = 1; length <= Math.min(longest, words.length - from); length++) {
      runs.add(words.slice(from, from + length).join(' '));
    }
  }
  return [...runs];
}

/** Shorter ones begin too many words. */
const shortestBeginning = 3;
const shortestStem = 5;

/**
 * Texts that hold a word which begins so. What is indexed are stems, and a beginning may be longer than the stem
 * of its word, as "characte" than "charact": the stem may be what is left of it without up to three letters.
 * @param before tsquery of what is asked before the word; empty where that is nothing.
 * @returns a tsquery; empty where the word is too short.
 */
export function beginningQuery(before: string, word: string): string {
  if (word.length < shortestBeginning) return '';
  const stems = [1, 2, 3].map((less) => word.slice(0, -less)).filter((stem) => stem.length >= shortestStem);
  const either = `(${[`${lexeme(word)}:*`, ...stems.map(lexeme)].join(' | ')})`;
  return before ? `(${before}) & ${either}` : either;
}
