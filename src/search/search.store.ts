import type { SqlExecutor } from '../database/sql';
import { isPublished } from '../reviews/review.columns';
import type { Named } from './likeness';
import { most } from './most';
import type { Wording } from './wording';

/** The best known are looked through before an index is asked, which gives all of a name in no order. */
const lookedThrough = 3_000;
/** So many, and for what is still being typed there need be no more. */
export const enough = 20;
const newestForBeginnings = 300;
/** In each step back from the newest review so many months are looked through; at last all that is left. */
const monthsBack = [1, 4, 16, 64];

/** Whether a text holds nothing that is excluded. Nearly always nothing is, and the text need not be unpacked. */
const isAllowed = (words: string, excluded: string) =>
  `(${excluded} = '' OR NOT ${words} @@ ${excluded}::tsquery)`;

/** What is asked for, as the store compares it. */
export interface Asked {
  /** Match key of what is asked. */
  key: string;
  /** A tsquery; empty where no word counts, as of "the". */
  text: string;
  /** The same for what stands before the last word. */
  before: string;
  /** A tsquery of what no text may hold; empty where nothing is excluded. */
  excludedText: string;
  /** Match keys of what no name may hold. */
  excludedKeys: string[];
  /** Of the newest review, counted from the year 0; 0 where there is none. */
  newestMonth: number;
}

export async function readAsked(sql: SqlExecutor, { asked, before, excluded }: Wording): Promise<Asked> {
  const parse = (text: string) => `websearch_to_tsquery('english', unaccent(${text}))`;
  const [row] = await sql.query<Asked>(
    `/* what a search asks for */
    SELECT match_key($1) AS key, ${parse('$1')}::text AS text, ${parse('$2')}::text AS before,
      coalesce((
        SELECT string_agg('(' || parsed || ')', ' | ')
        FROM unnest($3::text[]) AS term, CAST(phraseto_tsquery('english', unaccent(term)) AS text) AS parsed
        WHERE parsed <> ''
      ), '') AS "excludedText",
      ARRAY(SELECT match_key(term) FROM unnest($3::text[]) AS term) AS "excludedKeys",
      coalesce((
        SELECT ${month} FROM review WHERE ${isPublished} ORDER BY ${newness} DESC, review.id LIMIT 1
      ), 0) AS "newestMonth"`,
    [asked, before, excluded],
  );
  return row!;
}

/** Of each word, those that it may be a misspelling of; the nearest first. */
export async function spellingsOf(sql: SqlExecutor, words: readonly string[]): Promise<string[][]> {
  const rows = await sql.query<{ spellings: string[] }>(
    `/* spellings of words */
    SELECT ARRAY(SELECT similar_words(word)) AS spellings
    FROM unnest($1::text[]) WITH ORDINALITY AS _(word, place) ORDER BY place`,
    [words.map((word) => (word.length < shortestMisspelt ? '' : word))],
  );
  return rows.map(({ spellings }) => spellings);
}

/** Of a shorter word every other one that is as short would be a spelling. */
const shortestMisspelt = 4;

/** By which names are found: a tsquery for their words, or a match key of the whole. */
export interface NameSearch {
  words: string;
  keys: string[];
  excluded: string;
  /** Whether very many may have such a name: then some of the best known will do. */
  isCommon: boolean;
}

const mostFilms = 500;
const mostVotes = 50_000;
/** 0 to 1, as more credits or votes say less and less. */
const fame = (count: string, largest: number) =>
  `least(1, ln(1 + coalesce(${count}, 0)) / ln(1 + ${largest}))::float8 AS fame`;

/** Where names stand, and how well known who bears them is. */
interface NameSource {
  table: string;
  /** Keys and fame. */
  columns: string;
  names: string[];
  /** Less is better known: as indexes have it. */
  bestKnown: string;
  where?: string;
}

export function peopleNamed(sql: SqlExecutor, search: NameSearch): Promise<Named[]> {
  return findNamed(sql, search, {
    table: 'person',
    columns: `ARRAY[match_key(person.name)] AS keys, ${fame('person.film_count', mostFilms)}`,
    names: ['person.name'],
    bestKnown: '(-person.film_count)',
  });
}

export function filmsNamed(sql: SqlExecutor, search: NameSearch): Promise<Named[]> {
  return findNamed(sql, search, {
    table: 'film',
    columns: `array_remove(ARRAY[match_key(film.title), match_key(film.original_title)], NULL) AS keys,
      ${fame('film.vote_count', mostVotes)}`,
    names: ['film.title', 'film.original_title'],
    bestKnown: '(-coalesce(film.vote_count, 0))',
  });
}

/** Only those of whom something is published. */
export function authorsNamed(sql: SqlExecutor, search: NameSearch): Promise<Named[]> {
  return findNamed(sql, search, {
    table: 'author',
    columns: 'ARRAY[match_key(author.name)] AS keys, 1::float8 AS fame',
    names: ['author.name'],
    bestKnown: 'author.id',
    where: `EXISTS (SELECT FROM review WHERE review.author_id = author.id AND ${isPublished})`,
  });
}

/** The best known whose words are wanted, and the best known that have one of the keys for a name. */
async function findNamed(sql: SqlExecutor, search: NameSearch, source: NameSource): Promise<Named[]> {
  const { table, columns, names, bestKnown, where = 'true' } = source;
  const isFound = `${isAllowed(`${table}.words`, '$3::text')} AND ${where}`;
  const values = [search.words, search.keys, search.excluded];
  // The same order in words that no index is in: it would be walked to its end for what few hold.
  const sorted = `${bestKnown} + 0, ${table}.id LIMIT ${most.names}`;
  const byKeys = names.map(
    (name) => `(
      SELECT ${table}.id, ${columns} FROM ${table} WHERE match_key(${name}) = ANY($2::text[]) AND ${isFound}
      ORDER BY ${sorted}
    )`,
  );
  const find = (from: string, name: string) =>
    sql.query<Named>(
      `/* ${name} by name */
      (
        SELECT ${table}.id, ${columns} FROM ${from} AS ${table} WHERE ${table}.words @@ $1::tsquery AND ${isFound}
        ORDER BY ${sorted}
      )
      UNION ${byKeys.join(' UNION ')}`,
      values,
    );
  if (search.isCommon) {
    const best = `(SELECT * FROM ${table} ORDER BY ${bestKnown}, ${table}.id LIMIT ${lookedThrough})`;
    const named = await find(best, `best known ${table}`);
    if (named.length >= enough) return named;
  }
  return find(table, table);
}

export interface FoundReview {
  id: number;
  /** Seconds since 1970; of one without any date, what is earlier than every date. */
  newness: number;
}

const month = 'review_month(review.date_published, review.copyright_year)';
const newness = 'review_recency(review.date_published, review.copyright_year)';
const newnessInSeconds = (of: string) =>
  `extract(epoch FROM greatest(${of}, '0001-01-01 UTC'::timestamptz))::float8 AS newness`;

type RankedReview = FoundReview & { rank: number };

/**
 * The newest that hold what is asked, each with how well it does, 0 to 1.
 * @param also looked for among so many of these only, as a tsquery: for words that an index would take long to find.
 */
export async function reviewsByText(
  sql: SqlExecutor,
  {
    text,
    excluded,
    newestMonth,
    also = text,
  }: { text: string; excluded: string; newestMonth: number; also?: string },
): Promise<RankedReview[]> {
  const isNarrower = also !== text;
  const among = isNarrower ? most.lookedInto : most.textReviews;
  const found: (RankedReview & { isFound: boolean })[] = [];
  let before = newestMonth + 1;
  for (const months of [...monthsBack, before]) {
    const from = before - months;
    const isLast = from <= 0;
    const within = isLast
      ? `${month} < $3`
      : `ARRAY[${month}] && ARRAY(SELECT generate_series($6::int, $3::int - 1))`;
    found.push(
      ...(await sql.query<RankedReview & { isFound: boolean }>(
        `/* reviews by text */
        SELECT ${ranked}, ($5::text = '' OR words @@ $5::tsquery) AS "isFound" FROM (
          SELECT review.id, review.words, ${newness} AS newness FROM review
          WHERE review.words @@ $1::tsquery AND ${isAllowed('review.words', '$2::text')} AND ${isPublished}
            AND ${within}
          -- in words that no index is in: one would be walked to its end for what few texts hold
          ORDER BY ${newness} AT TIME ZONE 'UTC' DESC, review.id
          LIMIT $4
        ) AS review`,
        [text, excluded, before, among - found.length, isNarrower ? also : '', ...(isLast ? [] : [from])],
      )),
    );
    if (found.length >= among || isLast) break;
    before = from;
  }
  return found.filter(({ isFound }) => isFound);
}

const ranked = `id, ${newnessInSeconds('newness')}, ts_rank(words, $1::tsquery, 1|32)::float8 AS rank`;

/**
 * Some that hold a word which begins as is asked: among the newest, and where few of these do, among all. The index
 * is asked last: it reads all words that begin so, and everything that holds them.
 */
export async function reviewsByBeginning(
  sql: SqlExecutor,
  { text, excluded, newestMonth }: { text: string; excluded: string; newestMonth: number },
): Promise<RankedReview[]> {
  const amongNewest = await sql.query<RankedReview>(
    `/* newest reviews by the beginning of a word */
    SELECT ${ranked} FROM (
      SELECT review.id, review.words, ${newness} AS newness FROM review
      WHERE ${isPublished} ORDER BY ${newness} DESC, review.id LIMIT ${newestForBeginnings}
    ) AS review
    WHERE words @@ $1::tsquery AND ${isAllowed('words', '$2::text')}`,
    [text, excluded],
  );
  return amongNewest.length >= enough ? amongNewest : reviewsByText(sql, { text, excluded, newestMonth });
}

/** The newest of these films. */
export function reviewsOfFilms(
  sql: SqlExecutor,
  { filmIds, excluded }: { filmIds: number[]; excluded: string },
): Promise<(FoundReview & { filmId: number })[]> {
  return sql.query(
    `/* reviews of films */
    SELECT review.id, review.film_id AS "filmId", ${newnessInSeconds(newness)} FROM review
    WHERE review.film_id = ANY($1::int[]) AND ${isAllowed('review.words', '$2::text')} AND ${isPublished}
    ORDER BY ${newness} DESC, review.id
    LIMIT ${most.filmReviews}`,
    [filmIds, excluded],
  );
}

/** The newest of films that these people worked on. Billing is 0 for the top of a cast, and for all other jobs. */
export function reviewsOfPeople(
  sql: SqlExecutor,
  { personIds, excluded }: { personIds: number[]; excluded: string },
): Promise<(FoundReview & { personId: number; billing: number })[]> {
  return sql.query(
    `/* reviews of people */
    SELECT review.id, credit.person_id AS "personId", min(coalesce(credit.billing, 0))::int AS billing,
      ${newnessInSeconds(newness)}
    FROM credit JOIN review ON review.film_id = credit.film_id
    WHERE credit.person_id = ANY($1::int[]) AND ${isAllowed('review.words', '$2::text')} AND ${isPublished}
    GROUP BY review.id, credit.person_id
    ORDER BY ${newness} DESC, review.id, credit.person_id
    LIMIT ${most.personReviews}`,
    [personIds, excluded],
  );
}
