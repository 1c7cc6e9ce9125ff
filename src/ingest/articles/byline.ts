import { readDay, wordedDay } from './day';
import { isName } from './name-lists';
import { looksLikeName } from './names';

export interface Byline {
  author?: string;
  datePublished?: string;
}

const by =
  /^(?:(?:(?:written|reviewed?|words|text|notes|posted|published|story|an?|capsule)\s+)?(?:(?:film|movie|capsule)?\s?review\s+)?by\s*:?|(?:review(?:er)?|words|text|author|critic|written by)\s*:)\s+/i;
/** The same in other tongues, whose words for "by" are in many a sentence. */
const byElsewhere =
  /^(?:(?:eine? |une |una )?(?:(?:film)?kritik|rezension|critique|chronique|crítica|reseña|recensione|texte|text|texto|testo|escrito|écrit|publié|publicado)\s+)?(?:par|von|por|di|de|door)\s+(?=\p{Lu})/iu;
const dated =
  /^(?:(?:first )?(?:published|posted|updated|last updated|last modified|reviewed|date|publié|mis en ligne|veröffentlicht|erschienen|stand|publicado|pubblicato)(?:\s+(?:on|at|le|am|el|il))?\s*:?\s*)?(?:(?:on|le|am|el|il)\s+)?(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur?|sun)(?:day)?\.?,?\s+)?/i;
const day = new RegExp(
  String.raw`^(?:${wordedDay}|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})(?=$|[\sT,|·•–—-])`,
  'iu',
);
/** "Published on 12/02/2018": of February or of December, nobody says. */
const numbered = /^(?:(?:published|posted|updated|date)\s+)?(?:on\s+)?\d{1,2}[ ./-]\d{1,2}[ ./-]\d{2,4}$/i;
const watched = /^(?:watched|seen|rewatched|viewed)\s+(?:on\s+)?/i;
/** What stands beside a name and a date and says nothing of the article. */
const aside =
  /^(?:\d{1,2}[:.]\d\d.{0,60}|at \d.{0,20}|\d+\s?-?min(?:ute)?s?(?: read)?|(?:senior |chief |staff |lead |contributing )?(?:film|movie|tv|culture|staff|arts|entertainment|features)?\s?(?:critic|editor|writer|reviewer|contributor)|@\w+|(?:film|movie|movies|films|reviews?|film reviews?|movie reviews?|\d+ comments?|comments?|leave a comment|share|in)|(?:updated|edited|modified)\b.{0,40})$/i;

/**
 * A line above an article that says who wrote it, when, or both: "By Ada Okonkwo | May 3, 2021 | 4 min read",
 * "Posted on 3 May 2021 by Ada Okonkwo".
 * @returns null for a line that says anything else.
 */
export function readByline(line: string): Byline | null {
  if (line.length > 160) return null;
  const found: Byline = {};
  let hasBareName = false;
  let hasPaper = false;
  let hasRole = false;
  for (const piece of pieces(line)) {
    hasRole ||= role.test(piece);
    if (aside.test(piece) || numbered.test(piece)) continue;
    const [prefix = ''] = dated.exec(piece) ?? [];
    const [date] = day.exec(piece.slice(prefix.length)) ?? [];
    const published = date ? readDay(date) : null;
    if (published) {
      found.datePublished ??= published;
      const rest = piece.slice(prefix.length + date!.length).replace(/^[\s,T]+/, '');
      if (rest !== '' && !aside.test(rest)) return null;
      continue;
    }
    const [elsewhere = ''] = byElsewhere.exec(piece) ?? [];
    const [label = elsewhere] = by.exec(piece) ?? [];
    // "12/04/2012" may be of April or of December, but is no part of a name.
    const name = piece
      .slice(label.length)
      .replace(/[\s,]+(?:on )?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/, '')
      .replace(/[.,:]$/, '')
      .replace(agency, '')
      .replace(label !== '' && !/[.!?]$/.test(piece) ? behindName : /$^/, '');
    const isHandle =
      /by/i.test(label) && /^@?[a-z][\w.]{2,30}$/.test(name) && !/^(?:the|my|his|her)$/.test(name);
    const isNamed =
      label === '' || label === elsewhere
        ? isName(name) && (label === '' || name.includes(' '))
        : isHandle || (looksLikeName(name) && /^\P{Ll}/u.test(name) && name.length <= 60);
    if (label === '' && !isNamed && mayBePaper.test(piece) && !hasPaper) {
      hasPaper = true;
      continue;
    }
    if (!isNamed || /[!?:]/.test(name) || found.author) return null;
    found.author = withSmallLetters(name);
    hasBareName = label === '';
  }
  // A name alone may be a heading.
  if ((hasPaper || (hasBareName && !hasRole)) && !found.datePublished) return null;
  return found.author || found.datePublished ? found : null;
}

/** "Devika Ranade, TNN" */
const agency = /(?<=\p{Ll}),\s\p{Lu}{2,4}$/u;

/** "The Prairie Examiner" beside a date. */
const mayBePaper = /^The(?: \p{Lu}\p{L}+){1,4}$/u;

/** "Ada Okonkwo, Film Critic" */
const role = /\b(?:critic|editor|writer|reviewer|contributor)$/i;

/** "BY CORDELL MAPES" is how a page sets it, not how he writes himself. */
function withSmallLetters(name: string): string {
  const isSetInCapitals = name.includes(' ') && /^[^\p{Ll}]{6,}$/u.test(name) && /\p{Lu}{4}/u.test(name);
  return isSetInCapitals ? name.replace(/(?<=\p{L})\p{L}+/gu, (letters) => letters.toLowerCase()) : name;
}

/** "Film Critic", "4 min read", "@ada": what stands about a byline on lines of its own. */
export function isAside(line: string): boolean {
  return aside.test(line) || watched.test(line);
}

const weekday = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)\p{L}*\.?,?\s+)?`;
/** "By Polly Threlfall, Wharfedale Messenger" */
const behindName = /(?<=^\p{Lu}\S+ [^,]{2,50}),\s(?!jr|sr|i{2,3}\b).{3,60}$/iu;
const between = new RegExp(
  [
    String.raw`\s*[|·•»]\s*|\s+[–—/-]\s+`,
    String.raw`,\s+(?=(?:film|movie|staff|chief|senior|arts|culture|entertainment|features|contributing)\s)`,
    String.raw`\s+(?=(?:by|par|por|door):?\s+\p{Lu})`,
    String.raw`(?<=[\p{L}.]),?\s+(?=(?:(?:on|le|am|el|il)\s+)?${weekday}${wordedDay})`,
    String.raw`\s+(?=@\w+|at \d)`,
  ].join('|'),
  'iu',
);

const filler =
  /^(?:on|le|am|el|il|publié|veröffentlicht|erschienen|publicado|pubblicato|published|posted|updated|(?:an?\s+)?(?:(?:film|movie|capsule)\s+)?review(?:ed)?|written|words|text|(?:mon|tue|wed|thu|fri|sat|sun)\p{L}*\.?,?)$/iu;

function pieces(line: string): string[] {
  return line
    .split(between)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '' && !filler.test(piece));
}
