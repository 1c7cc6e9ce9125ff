import type { Block } from './blocks';
import type { Details } from './details';
import { readMaker } from './film-named';
import { readHeadline, readTitle } from './headline';

export interface RoundUp {
  /** Of the films, in order. */
  titles: string[];
  /** What the heading of the first film tells; nothing where the headline names it. */
  details: Details;
  /** What is said of it. */
  section: Block[];
  /** How many blocks stand above the second film. */
  end: number;
}

const longestHeading = 150;
const fewest = 2;

/**
 * A page that tells of one film after the other, each below a heading that names it: "Thief (Michael Mann, 1981)".
 * @returns null for a page of one film.
 */
export function readRoundUp(headline: string, body: Block[]): RoundUp | null {
  const headings = body.flatMap(({ text }, at) => {
    const details = readFilmHeading(text);
    const isFollowed = /[.!?…]/.test(body[at + 1]?.text ?? '');
    return details?.title && isFollowed ? [{ at, details, title: details.title }] : [];
  });
  const named = readMaker(headline)?.title ?? readHeadline(headline)?.title;
  const others = headings.filter(({ title }) => title !== named);
  // A forum's subject names no film, and the first line of a posting does.
  const isAtHead = headings.length === 1 && headings[0]!.at < fewest;
  if (others.length < (named || isAtHead ? 1 : fewest)) return null;
  const titles = others.map(({ title }) => title);
  const [first, second] = others;
  return named
    ? { titles: [named, ...titles], details: {}, section: body.slice(0, first!.at), end: first!.at }
    : {
        titles,
        details: first!.details,
        section: body.slice(first!.at + 1, second?.at),
        end: second?.at ?? body.length,
      };
}

function readFilmHeading(text: string): Details | null {
  if (text.length > longestHeading || /^#?\d{1,3}[.):]\s|^[←»«<]|[.!?→›>]$/.test(text)) return null;
  const titled = readMaker(text) ?? readTitle(text);
  return titled && (titled.releaseYear || 'directors' in titled) ? titled : null;
}
