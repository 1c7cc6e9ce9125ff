import { toSlug } from '../slug';
import { isTitleCase, withoutReview } from './headline';
import { isName } from './name-lists';
import { formOf } from './text';

/** What a page that names its film nowhere says of it all the same. */
export interface Speaking {
  headline: string;
  standfirst: string;
  body: string;
  /** What the article sets apart from its words, as journalists do with titles; as often as it does. */
  marked: readonly string[];
  tags: readonly string[];
  /** Where it stands on the web. */
  address: string;
  /** Full names of whom the page is known to name: no title is called so. */
  people: readonly string[];
  directors: readonly string[];
  /** Whether anything but its words says that the page is about a film. */
  isOfFilm: boolean;
}

/** Words with a capital that are no title by themselves. */
const noTitle =
  /^(?:a|an|and|as|at|but|by|for|from|he|her|here|his|how|i|if|in|it|its|like|my|no|not|now|of|on|one|or|she|so|that|the|their|there|they|this|those|to|two|we|what|when|where|which|while|who|why|with|you|your|film|films|movie|movies|cinema|review|reviews|director|netflix|hollywood|oscars?|academy|cannes|venice|sundance|berlin|toronto|london|paris|new york|america|american|british|french|english|german|japanese|mr|mrs|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)$/i;
/** With these a headline asks or says where; few titles begin so. */
const asks = /^(?:how|why|what|when|where|who|in|on|with|for|from)$/i;
const mostWords = 10;
/** Less is a guess that is as often wrong as right. */
const leastPoints = 5;
/** Of a long article the beginning tells what it is about; also bounds the time. */
const mostCharacters = 12_000;
const mostCandidates = 60;

/**
 * The title that a page speaks of most as its film: what it sets apart or puts into quotes, what of its headline comes
 * up again in its text, what came out in a year. Each sign gives points; the most points win.
 * @returns null where none has enough of them, or no more than another.
 */
export function filmSpokenOf(speaking: Speaking): string | null {
  const { headline } = speaking;
  const body = speaking.body.slice(0, mostCharacters);
  if (!speaking.isOfFilm && !/\b(?:film|movie|cinema|picture)/i.test(body + speaking.standfirst)) return null;
  const people = speaking.people.map((name) => name.toLowerCase());
  const surnames = people.map((name) => name.split(' ').at(-1)!);
  const isTitle = (text: string) =>
    isTitleCase(text) &&
    !noTitle.test(text) &&
    !people.includes(text.toLowerCase()) &&
    !surnames.includes(text.toLowerCase().replace(/['’]s$/, ''));
  const marked = speaking.marked.map(bare).filter(isTitle);
  const apart = [...marked, ...quotedIn(body).filter(isTitle)];
  const told = [...speaking.tags.slice(0, mostCandidates), ...phrasesOf(headline)]
    .filter((text) => isTitle(text) && !isSurname(text, headline))
    .filter(
      (text) =>
        spoken(text, body) > 0 ||
        isLine(text, body) ||
        ((speaking.isOfFilm || text.includes(' ')) && isSubject(text, headline)),
    );
  const candidates = [...new Set([...apart, ...told])].slice(0, mostCandidates);
  const ranked = candidates
    .map((title) => ({ title, points: pointsOf(title, { ...speaking, body }, apart) }))
    // Of "Lighthouse" and "The Lighthouse" it is the longer.
    .sort((a, b) => b.points - a.points || b.title.length - a.title.length);
  const [best] = ranked;
  if (!best || best.points < leastPoints) return null;
  const rival = ranked.find(({ title }) => !best.title.includes(title));
  return rival && rival.points >= best.points ? null : best.title;
}

function pointsOf(title: string, speaking: Speaking, apart: readonly string[]): number {
  const { headline, standfirst, body, tags, address, directors } = speaking;
  const isInCapitals = isTitleCase(headline) || headline === headline.toUpperCase();
  const isMadeBy = directors.some((name) => whose(name, title).test(body));
  const times = apart.filter((text) => text === title).length;
  const isInHeadline = wholeWords(title, isInCapitals ? 'iu' : 'u').test(headline);
  const isInStandfirst = !isInHeadline && wholeWords(title, 'u').test(standfirst);
  return (
    (isInHeadline ? (times > 0 ? 5 : 3) : 0) +
    (isInStandfirst ? (times > 0 ? 3 : 2) : 0) +
    (isSubject(title, headline) ? 3 : 0) +
    (isPlace(title, headline) ? 6 : 0) +
    (isLine(title, body) ? 4 : 0) +
    Math.min(3, times) +
    (apart[0] === title ? 1 : 0) +
    Math.min(2, Math.max(0, spoken(title, body) - 1)) +
    (tags.some((tag) => tag.toLowerCase() === title.toLowerCase()) ? 2 : 0) +
    (isAddressOf(address, title) ? 3 : 0) +
    (isReleased(title, body) ? 3 : 0) +
    (isMadeBy ? 2 : 0) -
    // Whom an article speaks of is a person more often than a film that is called so.
    (times === 0 && isName(title) && title.includes(' ') ? (isPerson(title, body) ? 5 : 2) : 0)
  );
}

/** The "Sandler" of "Adam Sandler". */
function isSurname(word: string, headline: string): boolean {
  const [full] = new RegExp(String.raw`\p{Lu}\p{L}+ ${formOf(word)}(?!\p{L})`, 'u').exec(headline) ?? [];
  return full !== undefined && !word.includes(' ') && isName(full);
}

/** Whom an article names in full and then by the surname; titles are not cut so. */
function isPerson(name: string, text: string): boolean {
  return spoken(name.slice(name.lastIndexOf(' ') + 1), text.replaceAll(name, '')) > 0;
}

/** "In Michael Clayton, a fixer runs out of fixes": nobody says so of a person. */
function isPlace(title: string, headline: string): boolean {
  return new RegExp(`^in ${formOf(title)},`, 'iu').test(withoutReview(headline));
}

/** "Film review: Locke is a thriller about concrete", "Why Locke is …", "Locke: A thriller about concrete" */
function isSubject(title: string, headline: string): boolean {
  const verb = String.raw`(?:[Ii]s|[Aa]re|[Ww]as|[Hh]as|[Gg]ets|\p{Ll}{3,}(?<!s)s)`;
  const form = String.raw`^(?:(?:Why|How|When|Where) )?${formOf(title)}(?:\s${verb}\s|:\s)`;
  return new RegExp(form, 'u').test(withoutReview(headline));
}

/** Above what a paper tells of it: "SWEET COUNTRY", and "(MA15+) 113 minutes" below. */
function isLine(title: string, text: string): boolean {
  return new RegExp(`^["“‘«]?${formOf(title)}["”’»]?$`, 'imu').test(text);
}

/** Runs of words of a headline that begin and end with a capital. */
function phrasesOf(headline: string): string[] {
  const words = [...headline.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’&.-]*(?<!['’]s|[.'’-])/gu)];
  const capitals = words.filter(([word]) => /^[\p{Lu}\d]/u.test(word));
  return capitals.flatMap((first, at) =>
    capitals
      .slice(at, asks.test(first[0]) ? at : at + mostWords)
      .map((last) => headline.slice(first.index, last.index + last[0].length)),
  );
}

/** How often a text says it, if it says it within a sentence at all: a sentence begins with a capital anyhow. */
function spoken(title: string, text: string): number {
  if (!text.includes(title)) return 0;
  const isWithin = new RegExp(
    String.raw`(?<=[\p{L},;:—–-]\s)["“‘«']?${formOf(title)}(?![\p{L}\p{N}])`,
    'u',
  ).test(text);
  return isWithin ? (text.match(wholeWords(title, 'gu')) ?? []).length : 0;
}

function wholeWords(title: string, flags: string): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${formOf(title)}(?![\p{L}\p{N}])`, flags);
}

/** "Heat came out in 1995"; a year in brackets is given to other films as well. */
function isReleased(title: string, text: string): boolean {
  const form = String.raw`(?<!\p{Lu}\p{L}* )${formOf(title)}["”’»]? (?:came out|opened|premiered|was (?:made|released|shot)) (?:\p{L}+ ){0,3}?in (?:19|20)\d\d\b`;
  return new RegExp(form, 'u').test(text);
}

/** "Reichardt's “Certain Women”" */
function whose(name: string, title: string): RegExp {
  return new RegExp(
    String.raw`${formOf(name.split(' ').at(-1)!)}['’]s? ["“‘«']?${formOf(title)}(?![\p{L}\p{N}])`,
    'u',
  );
}

/** ".../reviews/uncut-gems-review-2019" */
function isAddressOf(address: string, title: string): boolean {
  const [last = ''] = address.split(/[?#]/)[0]!.replace(/\/+$/, '').split('/').slice(-1);
  const slug = toSlug(title);
  if (slug === '' || !last.startsWith(slug)) return false;
  return /^(?:-(?:film|movie|review|kritik|critique|critica|\d+))*(?:\.\w+)?$/.test(last.slice(slug.length));
}

function quotedIn(text: string): string[] {
  const form = /["“«‘](\p{Lu}[^"“”«»‘]{0,60}?|\d[^"“”«»‘]{0,30}?)[,.]?["”»’](?![\p{L}])/gu;
  return [...text.matchAll(form)].map((match) => bare(match[1]!));
}

function bare(text: string): string {
  return text.replace(/^[\s"“‘«']+|[\s"”’»',.:;!?]+$/gu, '');
}
