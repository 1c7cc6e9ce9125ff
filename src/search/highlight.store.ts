import type { SqlExecutor } from '../database/sql';
import { isPublished } from '../reviews/review.columns';

// Control characters, which texts hardly have and lose here, mark what was found. While words are sought one more
// stands around < and all punctuation beyond ASCII: PostgreSQL's parser takes “ for a letter in some locales, and
// leaves out what it takes for a tag.
const mark = { start: '\u0001', stop: '\u0002', beside: '\u0003', between: '\u0004' };

/** A text or a piece of it, in order; what was found and what stands around it take turns. */
export interface Piece {
  text: string;
  isMatch: boolean;
}

export interface ReviewPassages {
  id: number;
  headline: Piece[];
  /** Up to two passages of the body. */
  body: Piece[][];
}

/** Longer bodies are not searched to their end either. */
const longestBody = 100_000;

/**
 * Mark what reviews hold of what is searched for.
 * @param wanted tsqueries, the strictest first: the first of which a text holds anything is marked.
 * @param words  sought where it holds nothing of those.
 */
export async function passagesOfReviews(
  sql: SqlExecutor,
  { ids, wanted, words }: { ids: readonly number[]; wanted: readonly string[]; words: readonly string[] },
): Promise<ReviewPassages[]> {
  const rows = await sql.query<{ id: number; headline: string; body: string }>(
    `/* passages of reviews */
    SELECT review.id, ${marked('review.headline', 'HighlightAll=true')} AS headline,
      ${marked(
        `left(array_to_string(review.body, ' '), ${longestBody})`,
        `MaxFragments=2, MaxWords=30, MinWords=12, FragmentDelimiter=${mark.between}`,
      )} AS body
    FROM review WHERE review.id = ANY($1::int[]) AND ${isPublished}`,
    [ids, wanted, words],
  );
  return rows.map(({ id, headline, body }) => ({
    id,
    headline: toPieces(headline),
    body: body.split(mark.between).map(toPieces),
  }));
}

function marked(text: string, options: string): string {
  const bare = `translate(${text}, '${Object.values(mark).join('')}', '')`;
  const separated = `regexp_replace(${bare} COLLATE "und-x-icu", '(<|[^[:alnum:]\\u0001-\\u007f])', '${mark.beside}\\1${mark.beside}', 'g')`;
  return `coalesce((
    SELECT marked
    FROM unnest($2::text[] || ARRAY(
      SELECT string_agg(plainto_tsquery('english', word)::text, ' | ') FROM unnest($3::text[]) AS word
    )) AS wanted, ts_headline(
      'unaccented_english', ${separated}, wanted::tsquery, 'StartSel=${mark.start}, StopSel=${mark.stop}, ${options}'
    ) AS marked
    WHERE strpos(marked, '${mark.start}') > 0
    LIMIT 1 -- the first: to sort them, all would have to be marked
  ), '')`;
}

function toPieces(marked: string): Piece[] {
  return marked
    .replaceAll(mark.beside, '')
    .split(mark.start)
    .flatMap((part, place) => {
      if (place === 0) return [{ text: part, isMatch: false }];
      const [match, after] = part.split(mark.stop);
      return [
        { text: match!, isMatch: true },
        { text: after ?? '', isMatch: false },
      ];
    })
    .filter(({ text }) => text !== '');
}

/** The words of names and what stands between them, in order, each with its match key. */
export function partsOfNames(
  sql: SqlExecutor,
  names: readonly string[],
): Promise<{ parts: { text: string; key: string }[] }[]> {
  return sql.query(
    `/* parts of names */
    SELECT ARRAY(
      SELECT json_build_object('text', part[1], 'key', match_key(part[1]))
      FROM regexp_matches(name COLLATE "und-x-icu", '[[:alnum:]]+|[^[:alnum:]]+', 'g') WITH ORDINALITY AS _(part, place)
      ORDER BY place
    ) AS parts
    FROM unnest($1::text[]) WITH ORDINALITY AS named(name, place) ORDER BY place`,
    [names],
  );
}
