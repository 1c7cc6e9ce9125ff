import type { SqlExecutor } from '../../src/database/sql';
import { commonWord, rareWord } from '../store/prose';
import { Random } from '../store/random';

/** What people type, by kind; the same for the same seed and store. */
export type QueryKind =
  | 'full name'
  | 'misspelt name'
  | 'surname'
  | 'name being typed'
  | 'title'
  | 'misspelt title'
  | 'title being typed'
  | 'common word'
  | 'rare word'
  | 'word being typed'
  | 'two words'
  | 'three words'
  | 'phrase';

/** @param each how many of each kind. */
export async function drawQueries(
  sql: SqlExecutor,
  { seed, each }: { seed: string; each: number },
): Promise<Record<QueryKind, string[]>> {
  const random = new Random(`${seed}/queries`);
  const draw = async (column: string, table: string) =>
    (
      await sql.query<{ text: string }>(
        `/* bench: ${table} to search for */
        SELECT ${column} AS text FROM ${table} ORDER BY hashint4extended(id, hashtext($1)), id LIMIT $2`,
        [seed, each],
      )
    ).map(({ text }) => text);
  const people = await draw('name', 'person');
  const titles = await draw('title', 'film');
  const bodies = await draw(`array_to_string(body, ' ')`, 'review');
  const times = (make: () => string) => Array.from({ length: each }, make);
  return {
    'full name': people,
    'misspelt name': people.map((name) => misspell(random, name)),
    surname: people.map((name) => name.split(' ').at(-1)!),
    'name being typed': people.map((name) => beginning(random, name)),
    title: titles,
    'misspelt title': titles.map((title) => misspell(random, title)),
    'title being typed': titles.map((title) => beginning(random, title)),
    'common word': times(() => commonWord(random)),
    'rare word': times(() => rareWord(random)),
    'word being typed': times(() => beginning(random, rareWord(random))),
    'two words': times(() => `${commonWord(random)} ${rareWord(random)}`),
    'three words': times(() => `${commonWord(random)} ${commonWord(random)} ${rareWord(random)}`),
    phrase: bodies.map((body) => `"${wordsWithin(random, body, 3)}"`),
  };
}

/** One letter of its longest word is wrong, missing, twice there, or has changed places with the next. */
function misspell(random: Random, text: string): string {
  const longest = text.split(' ').reduce((a, b) => (b.length > a.length ? b : a));
  const at = 1 + random.below(longest.length - 1);
  const [before, letter, after] = [longest.slice(0, at), longest[at]!, longest.slice(at + 1)];
  const wrong = [`${before}x${after}`, `${before}${after}`, `${before}${letter}${letter}${after}`];
  const swapped = `${longest.slice(0, at - 1)}${letter}${longest[at - 1]}${after}`;
  return text.replace(longest, random.pick([...wrong, swapped]));
}

/** One letter or more of it. */
function beginning(random: Random, text: string): string {
  return text.slice(0, 1 + random.below(text.length)).trim();
}

/** Out of its latter half: the beginnings of all reviews here are alike. */
function wordsWithin(random: Random, text: string, count: number): string {
  const words = text.replace(/[^\w ]/g, '').split(' ');
  const half = Math.floor(words.length / 2);
  const from = half + random.below(words.length - half - count);
  return words.slice(from, from + count).join(' ');
}
