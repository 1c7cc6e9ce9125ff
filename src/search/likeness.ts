import { joinedPairs, wordsOf } from './wording';

/** How sure it is that a name is meant, 0 to 1, before it is asked how well known its bearer is. */
export const sure = { exact: 0.9, words: 0.75, unfinished: 0.6, misspelt: 0.45, inside: 0.55 };
const fameCounts = 0.08;
const lengthCounts = 0.02;

export interface Named {
  id: number;
  /** Each name that it has, as a match key. */
  keys: string[];
  /** 0 to 1. */
  fame: number;
}

/**
 * How sure it is that a thing is meant: exactly named before holding the words asked for, before a last word that
 * may be unfinished, before a misspelling. Among equals the better known, then the one with less else in its name.
 * @returns 0 to 1.
 */
export function likenessOf(key: string, { keys, fame }: Named): number {
  return Math.max(...keys.map((name) => likeness(key, name))) + fameCounts * fame;
}

function likeness(asked: string, name: string): number {
  if (asked === name) return sure.exact + lengthCounts;
  const nearness = (lengthCounts * Math.min(asked.length, name.length)) / Math.max(asked.length, name.length);
  const words = wordsOf(asked);
  if (holdsAll(words, name, (word, given) => word === given)) return sure.words + nearness;
  if (holdsAll(words, name, (word, given, isLast) => word === given || (isLast && given.startsWith(word))))
    return sure.unfinished + nearness;
  if (` ${asked} `.includes(` ${name} `)) return sure.inside * Math.sqrt(name.length / asked.length);
  return sure.misspelt + nearness;
}

type Fits = (word: string, given: string, isLast: boolean) => boolean;

function holdsAll(words: readonly string[], name: string, fits: Fits): boolean {
  const own = wordsOf(name);
  const given = [...own, ...joinedPairs(own)];
  const joined = joinedPairs(words);
  return words.every((word, place) => {
    const isLast = place === words.length - 1;
    // A word may also be half of one: "wall e" of "walle".
    const halves = [joined[place - 1], joined[place]].filter((pair) => pair !== undefined);
    return given.some(
      (other) =>
        fits(word, other, isLast) ||
        halves.some((pair) => fits(pair, other, isLast || place === words.length - 2)),
    );
  });
}
