import type { RequestContext } from '../graphql/context';
import type { Hit, Understood } from './find-hits';
import { type Piece, partsOfNames, passagesOfReviews } from './highlight.store';
import { type Highlight, HighlightField, SearchType } from './search.type';
import { joinedPairs } from './wording';

/** What a hit shows by which it was found: of a thing its names, of a review what it holds. */
export interface Shown {
  hit: Hit;
  /** Title, original title or name; empty of a review. */
  names: { field: HighlightField; text: string }[];
}

/** Two statements, however many hits there are. @returns of each hit, in order, what is marked in it. */
export async function highlightsOf(
  shown: readonly Shown[],
  understood: Understood,
  { sql }: Pick<RequestContext, 'sql'>,
): Promise<Highlight[][]> {
  const reviewIds = shown.flatMap(({ hit }) => (hit.type === SearchType.REVIEW ? [hit.id] : []));
  const names = shown.flatMap((one) => one.names.map(({ text }) => text));
  const wanted = wantedInTexts(understood);
  const [passages, parts] = await Promise.all([
    reviewIds.length > 0
      ? passagesOfReviews(sql, { ids: reviewIds, wanted, words: understood.spellings.flat() })
      : [],
    names.length > 0 ? partsOfNames(sql, names) : [],
  ]);
  const passagesById = new Map(passages.map((one) => [one.id, one]));
  const partsByName = new Map(names.map((name, place) => [name, parts[place]!.parts]));
  return shown.map(({ hit, names: own }) => {
    const ofReview = hit.type === SearchType.REVIEW ? passagesById.get(hit.id) : undefined;
    return [
      ...own.map(({ field, text }) => ({ field, pieces: markWords(partsByName.get(text)!, understood) })),
      ...(ofReview ? [{ field: HighlightField.HEADLINE, pieces: ofReview.headline }] : []),
      ...(ofReview?.body ?? []).map((pieces) => ({ field: HighlightField.BODY, pieces })),
    ].filter(({ pieces }) => pieces.some(({ isMatch }) => isMatch));
  });
}

/** As tsqueries: what was asked as it was asked, then any of its words. */
function wantedInTexts({ text, beginning }: Understood): string[] {
  const asked = [text, beginning].filter(Boolean);
  const anyOf = (query: string) => query.replace(/ (?:&|<->|<\d+>) /g, ' | ');
  return [...new Set([...asked, ...asked.map(anyOf)])];
}

/** Marks the words of a name that were searched for: whole, begun, misspelt, or two of them written as one. */
function markWords(parts: { text: string; key: string }[], { words, spellings }: Understood): Piece[] {
  const wanted = new Set([...words, ...joinedPairs(words), ...spellings.flat()]);
  const begun = [words, joinedPairs(words)].flatMap((all) => all.slice(-1));
  /** @param longer than this a word must be, where it is only begun. */
  const isWanted = (key: string, longer = 0) =>
    wanted.has(key) || begun.some((word) => word.length > longer && key.startsWith(word));
  const inName = parts.map(({ key }, place) => ({ key, place })).filter(({ key }) => key !== '');
  const matches = new Set<number>();
  for (const [index, { key, place }] of inName.entries()) {
    const next = inName[index + 1];
    if (isWanted(key)) matches.add(place);
    if (next && isWanted(key + next.key, key.length)) matches.add(place).add(next.place);
  }
  return parts.map(({ text }, place) => ({ text, isMatch: matches.has(place) }));
}
