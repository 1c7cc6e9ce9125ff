import { UnreadableArticle } from './article';
import { readCreditLine } from './credit-line';
import type { Details } from './details';
import { filmSpokenOf } from './film-spoken-of';
import { isTitleCase, type NamedFilm, readHeadline, readTitle, unquote, withoutReview } from './headline';
import { fullName } from './name-lists';
import { type GivenRating, readRating } from './rating';
import { formOf } from './text';
import { yearInText } from './year-in-text';

/** Longer than a title is: the whole headline was taken for one. */
const mostTitleWords = 7;
const verb =
  /\s(?:is|are|was|has|in|at|gets|makes|takes|goes|turns|proves|offers|delivers|brings|finds|remains)\s/;
/** The same, and any word that may be one. */
const doing = /\s(?:is|are|was|has|gets|\p{Ll}{3,}(?<!s)s)\s/u;
const quoted = [
  /“([^“”]{1,80})”/u,
  /"([^"]{1,80})"/,
  /«\s?([^«»]{1,80}?)\s?»/u,
  /(?:^|\s)[‘']([^‘]{1,80}?)[’'](?=$|[\s,:.;!?])/u,
];
/** "Pig (2021)" within a sentence: words with capitals, and small ones between them. */
const titleWithYear =
  /(?<![\p{L}\p{N}])((?:(?:[\p{Lu}\d][\p{L}\p{N}'’.:&!?-]*)(?:\s(?:of|the|a|an|and|in|to|on|for|with|from|at|de|la|&)){0,3}\s?){1,8}?)\s?\(((?:19|20)\d\d)\)/u;
const titleBeforeYear = /^(.{1,80}?)(?:,|\s[-–—|/]|(?<=\S))\s((?:19|20)\d\d)$/;
/** "3. Heat (1995)" on a line of its own */
const listedFilm = /^#?\d{1,3}[.):]\s.{1,80}\s\((?:19|20)\d\d\)/gm;
const fewestListed = 3;
const countListed = (text: string) => text.match(listedFilm)?.length ?? 0;
/** "The Passenger (Michelangelo Antonioni, 1975)", "… (1975, dir. Michelangelo Antonioni)" */
const maker = new RegExp(
  String.raw`^(.{1,100}?)\s[([](?:(?:[Dd]ir(?:\.|ected by|ector:?)?\s)?(${fullName}(?:(?:,| and| &)\s${fullName}){0,2})[,;]\s(?:\p{Lu}[\p{L}/. ]{1,20},\s)?((?:19|20)\d\d)|((?:19|20)\d\d)[,;]\s(?:[Dd]ir(?:\.|ected by|ector:?)?\s)?(${fullName}))(?:[,;].{0,40})?[)\]]`,
  'u',
);

export interface Evidence {
  headline: string;
  /** What stands below the headline, or in its stead where others quote the page. */
  standfirst?: string;
  details: Details;
  directors: string[];
  /** The article's text. */
  body: string;
  /** Whether anything but the headline says that this is about a film. */
  isOfFilm: boolean;
  /** Whether who made it stands right below the headline, as below a title. */
  isAboveCredits: boolean;
  marked: readonly string[];
  tags: readonly string[];
  address: string;
  /** Who comes up in the text, whoever they are. */
  people: readonly string[];
}

/**
 * Which film a page is about: by its details, else by its headline, else by what its text says first.
 * @throws UnreadableArticle where it names none.
 */
export function chooseFilm(evidence: Evidence, doubts: string[]): NamedFilm {
  const { headline, details, body, directors } = evidence;
  const bare = withoutMarks(headline);
  const inHeadline = readHeadline(bare) ?? (evidence.isOfFilm ? lastResort(bare) : null);
  const { named, isSure } = details.title
    ? { named: inHeadline, isSure: true }
    : nameFilm(bare, { ...evidence, inHeadline });
  const isFirstListed = headline.search(listedFilm) === 0;
  if ((!isSure || isFirstListed) && countListed(`${headline}\n${body}`) >= fewestListed) {
    throw new UnreadableArticle('is about several films, in a list, and not a review of one');
  }
  if (!details.title && !named) {
    throw new UnreadableArticle('names no film, neither in a "Movie Details" box nor in its headline');
  }
  if (!isSure && !isTitleAboveCredits(bare, details)) {
    doubts.push(`the headline names no film for certain; "${named!.title}" was taken`);
  }
  const title = details.title ?? named!.title;
  if (title.length > 300) throw new UnreadableArticle('names a film by a title of more than 300 characters');
  const releaseYear =
    details.releaseYear ?? named?.releaseYear ?? yearInText({ title, headline, body, directors });
  if (releaseYear === null) doubts.push('the year of the film is not given');
  const otherYear = inHeadline?.releaseYear;
  if (details.releaseYear && otherYear && otherYear !== details.releaseYear) {
    doubts.push(`the headline says ${otherYear}, the details ${details.releaseYear}; the details were taken`);
  }
  return { title, releaseYear };
}

/** What a page says is its film where no box does, and whether nothing else can be meant. */
function nameFilm(
  headline: string,
  evidence: Evidence & { inHeadline: NamedFilm | null },
): { named: NamedFilm | null; isSure: boolean } {
  const { inHeadline, standfirst = '', isOfFilm, isAboveCredits } = evidence;
  if (inHeadline && isOutright(headline, inHeadline)) return { named: inHeadline, isSure: true };
  const title = filmSpokenOf({ ...evidence, headline, standfirst });
  if (title !== null) return { named: { title, releaseYear: null }, isSure: false };
  if (inHeadline && !isWeak(inHeadline)) return { named: inHeadline, isSure: !saysMore(inHeadline) };
  const beside = namedBesideHeadline(headline, evidence) ?? inHeadline;
  return { named: beside ?? (isOfFilm ? wholeHeadline(headline, isAboveCredits) : null), isSure: false };
}

function isTitleAboveCredits(headline: string, { directors }: Details): boolean {
  return directors !== undefined && isTitleCase(headline);
}

/** What else than a headline that names none for certain may name the film. */
function namedBesideHeadline(
  headline: string,
  { standfirst = '', details, body }: Evidence,
): NamedFilm | null {
  const inStandfirst = withYear(standfirst);
  if (inStandfirst) return inStandfirst;
  if (isTitleAboveCredits(headline, details)) return wholeHeadline(headline, true);
  const [, name] = /^([^:]{2,60}):\s(?=\p{Ll})/u.exec(headline) ?? [];
  // "Manhunter: windows and teeth"; a film of which the text says the year may be another one.
  if (name !== undefined && isTitleCase(name) && !/review/i.test(name) && !withYear(body.slice(0, 300)))
    return { title: unquote(name), releaseYear: null };
  const inText = firstInText(headline, body);
  const isOther = details.releaseYear && inText?.releaseYear && inText.releaseYear !== details.releaseYear;
  return isOther ? null : inText;
}

/** @returns what a headline says that names film, director and year. */
export function readMaker(headline: string): Details | null {
  const [, title, before, year, otherYear, behind] = maker.exec(headline) ?? [];
  if (!title) return readOriginal(headline) ?? readMakerElsewhere(headline) ?? readCreditsBehind(headline);
  return { title: unquote(title), directors: (before ?? behind)!, releaseYear: Number(year ?? otherYear) };
}

/** "Beau travail, de Claire Denis (1999)" */
function readMakerElsewhere(headline: string): Details | null {
  const [, title, directors, year] = makerElsewhere.exec(headline) ?? [];
  return title ? { title: unquote(title), directors: directors!, releaseYear: Number(year) } : null;
}

const makerElsewhere = new RegExp(
  String.raw`^([^()[\]]{1,100}?),?\s(?:de|von|di|réalisé par)\s(${fullName})\s\(((?:19|20)\d\d)\)`,
  'u',
);

/** "FISH TANK (15) 122 mins, Dir: Andrea Arnold", "Stalker (Andrei Tarkovsky, USSR, 161 min.)" */
export function readCreditsBehind(written: string): Details | null {
  const headline = withoutReview(written);
  if (!/\b(?:dir|regie|réalis|regia|starring|with)|\([^()]*\d/i.test(headline)) return null;
  for (const { index } of headline.slice(0, 100).matchAll(/(?<=\S)(?:\s(?=\()|[,;:.]?\s[–—|-]?\s?)/gu)) {
    const credits = index === 0 ? null : readCreditLine(headline.slice(index).replace(/^[,;:.\s–—|-]+/, ''));
    const title = headline.slice(0, index);
    // "Paramount, 91 min., b&w. Directed by …" is told below a title.
    if (credits?.directors) return { ...(!/\d\s?min/.test(title) && readTitle(title)), ...credits };
  }
  return null;
}

/** "Stalker (Сталкер, 1979)", "Heat (USA, 1995)": what stands before the year is no part of the title. */
function readOriginal(headline: string): Details | null {
  const [, title, year] = /^([^()[\]]{1,100}?)\s\([^()]{1,80},\s((?:19|20)\d\d)\)$/.exec(headline) ?? [];
  return title ? { title: unquote(title), releaseYear: Number(year) } : null;
}

/** @returns what the critic gives within the headline: "Pig (2021) ★★★★". */
export function ratingInHeadline(headline: string): GivenRating | null {
  const at = headline.search(/[★⭐]|\b\d{1,2}(?:[.,]\d)?\s?\/\s?\d{1,3}\b|[([][A-D][+-]?[)\]]$/);
  const given = at < 0 ? null : readRating(headline.slice(at).replace(/^[([]/, ''));
  return given?.rating ?? null;
}

/** Without stars, points and certificates, which are no part of a title. */
function withoutMarks(headline: string): string {
  return headline
    .replace(/\s*[-–—|:(]?\s*[★⭐✭✮][★⭐✭✮½☆✩\s]*\)?/gu, ' ')
    .replace(/\s*[([](?:PG|PG-13|R|U|12A?|15|18)[)\]]/g, '')
    .replace(/\s*[([][A-DF][+-]?[)\]]$/, '')
    .replace(/^\[([^\]]{1,20})\]/, '$1:')
    .replace(/\s*[-–—|,(]\s*\d(?:[.,]\d)?\s?\/\s?(?:4|5|10)\)?$/, '')
    .trim();
}

/** Whether nothing but the film can be meant: in quotes, with a year, or a title and "review". */
function isOutright(headline: string, { title, releaseYear }: NamedFilm): boolean {
  if (isQuoted(headline, title) || releaseYear !== null) return true;
  return isTitleCase(title) && !verb.test(title.toLowerCase()) && title.split(/\s+/).length <= mostTitleWords;
}

/** Of a title that stands without quotes and year. */
function isWeak({ title }: NamedFilm): boolean {
  return title.split(/\s+/).length > mostTitleWords || verb.test(title);
}

function isQuoted(headline: string, title: string): boolean {
  return new RegExp(`["'“‘«「『《„]${formOf(title)}["'”’»」』》“]`).test(headline);
}

/** Forms that name a film only where the page is known to be about one. */
function lastResort(headline: string): NamedFilm | null {
  const inQuotes = quoted.map((form) => form.exec(headline)?.[1]).find((text) => text !== undefined);
  if (inQuotes) return { title: inQuotes.replace(/[,.]$/, ''), releaseYear: null };
  const [, title, year] = titleBeforeYear.exec(headline) ?? [];
  // \"The Vanishing (Spoorloos), 1988\"
  return title ? { title: unquote(title.replace(/\s\([^()]+\)$/, '')), releaseYear: Number(year) } : null;
}

function wholeHeadline(headline: string, isAboveCredits: boolean): NamedFilm | null {
  const [first] = headline.split(
    isTitleCase(headline) ? /\s[-–—|]\s/ : /\s[-–—|]\s|:\s(?=\p{Lu}.*\s\p{Ll})/u,
  );
  const title = unquote(first!);
  const most = isAboveCredits || isTitleCase(title) ? 2 * mostTitleWords : mostTitleWords;
  return title.split(/\s+/).length <= most ? { title, releaseYear: null } : null;
}

/** What stands with a year, or in quotes in the headline, or in quotes again and again. */
function firstInText(headline: string, body: string): NamedFilm | null {
  const inQuotes = quoted.map((form) => form.exec(headline)?.[1]).find((text) => text !== undefined);
  if (inQuotes) return { title: inQuotes.replace(/[,.]$/, ''), releaseYear: null };
  const beginning = body.slice(0, 1_500);
  return withYear(beginning) ?? quotedAgain(beginning);
}

/** "Pig (2021)", "Michael Sarnoski's Pig (2021)", "On 'Pig' (2021)" */
function withYear(text: string): NamedFilm | null {
  const [, inQuotes, whenQuoted] =
    /(?<!\p{L})["“‘'«]([^"“”‘«»]{1,80}?),?["”’'»]\s\(((?:19|20)\d\d)\)/u.exec(text) ?? [];
  const [, title = inQuotes, released = whenQuoted] = inQuotes ? [] : (titleWithYear.exec(text) ?? []);
  return title ? { title: title.trim().replace(possessor, ''), releaseYear: Number(released) } : null;
}

const possessor = new RegExp(String.raw`^${fullName}['’]s?\s(?=\p{Lu})`, 'u');

function quotedAgain(text: string): NamedFilm | null {
  const titles = [...text.matchAll(/["“]([\p{Lu}\d][^"“”]{0,60}?)[,.]?["”]/gu)].map((match) => match[1]!);
  const title = titles.find((one, at) => isTitleCase(one) && titles.indexOf(one) < at);
  return title ? { title, releaseYear: null } : null;
}

/** "Michael Clayton keeps its coat on" */
function saysMore({ title, releaseYear }: NamedFilm): boolean {
  return releaseYear === null && !isTitleCase(title) && doing.test(title);
}
