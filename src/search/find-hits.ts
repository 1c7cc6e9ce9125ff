import type { SqlExecutor } from '../database/sql';
import { likenessOf, type Named, sure } from './likeness';
import {
  type Asked,
  authorsNamed,
  enough,
  filmsNamed,
  type NameSearch,
  peopleNamed,
  readAsked,
  reviewsByBeginning,
  reviewsByText,
  reviewsOfFilms,
  reviewsOfPeople,
  spellingsOf,
} from './search.store';
import { SearchType } from './search.type';
import { beginningQuery, exclusionQuery, nameQuery, runsOfWords, takeApart, wordsOf } from './wording';

export interface Hit {
  type: SearchType;
  id: number;
  /** More is better. */
  score: number;
  /** Of a review, in seconds since 1970; 0 of all else. */
  newness: number;
}

/** What was understood, for marking it in what is shown. */
export interface Understood extends Asked {
  words: string[];
  /** Of each word, others that it was taken for. */
  spellings: string[][];
  /** A tsquery with the last word unfinished; empty where whole words were enough. */
  beginning: string;
}

/** Where fewer names hold the words, misspelt ones are looked for. */
const enoughNames = 5;
/** What is longer, too few names hold. */
const longestCommon = 5;
/** The reviews of so many of the named are found. */
const mostWithReviews = { films: 20, people: 3 };
const shortestBegun = 3;

/** What is named outright comes before what only mentions it, and that before what may have been meant. */
const weight = { named: 3, filmOfReview: 2.5, personOfReview: 2, mentioned: 1, begun: 0.6 };
const billingCounts = 0.1;

/**
 * Find what a search asks for: a few statements side by side.
 * @param types what is wanted.
 * @returns the hits, best first; equal ones newest first, then by type and id.
 */
export async function findHits(
  sql: SqlExecutor,
  { query, types }: { query: string; types: ReadonlySet<SearchType> },
): Promise<{ hits: Hit[]; understood: Understood }> {
  const asked = await readAsked(sql, takeApart(query));
  const [named, texts] = await Promise.all([
    findNames(sql, asked, types),
    types.has(SearchType.REVIEW) ? findTexts(sql, asked) : { hits: [], beginning: '' },
  ]);
  const ofNamed = types.has(SearchType.REVIEW) ? await findReviewsOfNamed(sql, asked, named) : [];
  const things = [
    ...named.people.map((one) => ({ type: SearchType.PERSON, ...one })),
    ...named.films.map((one) => ({ type: SearchType.FILM, ...one })),
    ...named.authors.map((one) => ({ type: SearchType.AUTHOR, ...one })),
  ]
    .filter(({ type }) => types.has(type))
    .map(({ type, id, likeness }): Hit => ({ type, id, score: weight.named * likeness, newness: 0 }));
  return {
    hits: [...things, ...bestOfEach([...ofNamed, ...texts.hits])].sort(compareHits),
    understood: {
      ...asked,
      words: wordsOf(asked.key),
      spellings: named.spellings,
      beginning: texts.beginning,
    },
  };
}

export function compareHits(a: Hit, b: Hit): number {
  return (
    b.score - a.score ||
    b.newness - a.newness ||
    (a.type < b.type ? -1 : a.type > b.type ? 1 : 0) ||
    a.id - b.id
  );
}

interface Liked {
  id: number;
  likeness: number;
}

interface NamesFound {
  people: Liked[];
  films: Liked[];
  authors: Liked[];
  spellings: string[][];
}

async function findNames(
  sql: SqlExecutor,
  { key, excludedKeys }: Asked,
  types: ReadonlySet<SearchType>,
): Promise<NamesFound> {
  const words = wordsOf(key);
  if (words.length === 0) return { people: [], films: [], authors: [], spellings: [] };
  const areReviewsWanted = types.has(SearchType.REVIEW);
  const find = async (search: NameSearch) => {
    const [people, films, authors] = await Promise.all([
      types.has(SearchType.PERSON) || areReviewsWanted ? peopleNamed(sql, search) : [],
      types.has(SearchType.FILM) || areReviewsWanted ? filmsNamed(sql, search) : [],
      types.has(SearchType.AUTHOR) ? authorsNamed(sql, search) : [],
    ]);
    return { people, films, authors };
  };
  const search = {
    words: nameQuery(words),
    keys: runsOfWords(words),
    excluded: exclusionQuery(excludedKeys),
    isCommon: key.length <= longestCommon,
  };
  let found = await find(search);
  let spellings: string[][] = [];
  if (found.people.length + found.films.length + found.authors.length < enoughNames) {
    spellings = await spellingsOf(sql, words);
    if (spellings.some((others) => others.length > 0)) {
      found = await find({ ...search, words: nameQuery(words, spellings), isCommon: false });
    }
  }
  const likenesses = (named: Named[]) =>
    named
      .map((one): Liked => ({ id: one.id, likeness: likenessOf(key, one) }))
      .sort((a, b) => b.likeness - a.likeness || a.id - b.id);
  return {
    people: likenesses(found.people),
    films: likenesses(found.films),
    authors: likenesses(found.authors),
    spellings,
  };
}

/** Of a phrase, its words in any order: where they stand in a text no index knows. */
function withoutOrder(text: string): string {
  return text.replace(/ <(?:-|\d+)> /g, ' & ');
}

async function findTexts(
  sql: SqlExecutor,
  { key, text, before, excludedText: excluded, newestMonth }: Asked,
): Promise<{ hits: Hit[]; beginning: string }> {
  const toHit =
    (base: number) =>
    ({ id, rank, newness }: { id: number; rank: number; newness: number }): Hit => ({
      type: SearchType.REVIEW,
      id,
      score: base + rank * (1 - weight.begun),
      newness,
    });
  const hits = text
    ? (await reviewsByText(sql, { text: withoutOrder(text), excluded, newestMonth, also: text })).map(
        toHit(weight.mentioned),
      )
    : [];
  if (hits.length >= enough) return { hits, beginning: '' };
  const beginning = beginningQuery(before, wordsOf(key).at(-1) ?? '');
  if (!beginning) return { hits, beginning };
  const begun = before
    ? await reviewsByText(sql, { text: before, excluded, newestMonth, also: beginning })
    : await reviewsByBeginning(sql, { text: beginning, excluded, newestMonth });
  return { hits: [...hits, ...begun.map(toHit(weight.begun))], beginning };
}

async function findReviewsOfNamed(
  sql: SqlExecutor,
  { key, excludedText: excluded }: Asked,
  { people, films }: NamesFound,
): Promise<Hit[]> {
  // Of a letter or two, as one begins to type, far too many names are the beginning.
  const isMeant = ({ likeness }: Liked) => key.length >= shortestBegun || likeness >= sure.words;
  const filmLikeness = likenessById(films.filter(isMeant).slice(0, mostWithReviews.films));
  const personLikeness = likenessById(people.filter(isMeant).slice(0, mostWithReviews.people));
  const [ofFilms, ofPeople] = await Promise.all([
    filmLikeness.size > 0 ? reviewsOfFilms(sql, { filmIds: [...filmLikeness.keys()], excluded }) : [],
    personLikeness.size > 0 ? reviewsOfPeople(sql, { personIds: [...personLikeness.keys()], excluded }) : [],
  ]);
  const type = SearchType.REVIEW;
  return [
    ...ofFilms.map(({ id, filmId, newness }): Hit => {
      return { type, id, newness, score: weight.filmOfReview * filmLikeness.get(filmId)! };
    }),
    ...ofPeople.map(({ id, personId, billing, newness }): Hit => {
      const score = (weight.personOfReview * personLikeness.get(personId)!) / (1 + billingCounts * billing);
      return { type, id, newness, score };
    }),
  ];
}

function likenessById(liked: Liked[]): Map<number, number> {
  return new Map(liked.map(({ id, likeness }) => [id, likeness]));
}

/** A review may have been found in several ways: the best one counts. */
function bestOfEach(hits: Hit[]): Hit[] {
  const best = new Map<number, Hit>();
  for (const hit of hits) {
    if (hit.score > (best.get(hit.id)?.score ?? Number.NEGATIVE_INFINITY)) best.set(hit.id, hit);
  }
  return [...best.values()];
}
