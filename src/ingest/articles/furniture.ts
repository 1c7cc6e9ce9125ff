import { looksLikeName, tidyName } from './names';

const furniture = new Set([
  ...'a a a|about|account|arts|arts & culture|books|contact|culture|events|entertainment|film|film credits|film review|film reviews|films|leave a comment|lifestyle|log in|menu|more to read|movie review|movie reviews|movies|music|news|newsletter|now playing|opinion|reviews|share this:|sign up|skip to navigation|sport|sports|topics|tv'.split(
    '|',
  ),
  'advertisement',
  'back to top',
  'home',
  'menu',
  'print',
  'scroll to continue',
  'search',
  'share',
  'sign in',
  'skip to content',
  'skip to main content',
  'subscribe',
  'table of contents',
  'tweet',
]);
const disclaimer =
  /^(?:this (?:article|content) (?:is accurate and true|reflects the personal opinions)\b|(?:thanks for reading\b|if you (?:can|would like|enjoy|like)\b|sign up (?:for|to)\b|subscribe (?:to|for)\b|stay (?:on top|up to date|in touch)\b|join (?:our|the)\b|get our\b|follow us\b).{0,120}\b(?:support|comment|subscri|newsletter|page|news|posts?|forum|updates?)|(?:poster (?:for|of)|this was published \d+ (?:years?|months?) ago)\b.{0,150}$|\[(?:image|photo|picture|video)\b.{0,200}$|(?:share|print|e-?mail|save|tweet|article history)\b[^|]{0,30}(?:\|[^|]{1,30}){0,8}$|(?:tags|labels|filed under|categories|posted in|topics|image|images|photos?(?: credit| by)?)\s*:.{0,150}$)/i;
const endHeading =
  /^(?:comments|related(?:\s+(?:articles|posts|reviews|stories))?|you (?:may|might) also like|(?:recommended|suggested)(?: for you)?|(?:more|latest|recent) (?:articles|posts|reviews|stories)|more like this|(?:read|up) next|more about|mehr zum thema|most (?:read|viewed|popular)|trending(?: now)?|discussion about this post)\s*:?$/i;
/** As a link it has capitals; written as in a sentence, a name must follow, and no sentence. */
const readMore =
  /^(?:(?:Read )?More (?:From|On|At)|(?:READ )?MORE (?:FROM|ON|AT)|Read more (?:from|on|at)(?= [^\p{Ll}][^.!?]*$)) (.{1,80}?)[\s.»›>→]*$/u;
const copyright =
  /^(?:copyright\s*)?(?:©|\(c\)|copyright(?=\s+\d{4}))\s*(?:(\d{4})(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?(.*?)[\s,]*(\d{4}\.?)?(?:[\s.,|]*all rights reserved\.?)?$/i;

/** "Home / Reviews / Film", "Home > Film" */
const breadcrumb =
  /^(?:(?:\p{Lu}[\p{L}-]{0,20}\s*[/>›»]\s*){1,5}\p{Lu}[\p{L} -]{0,30}|home(?:\s*[|·•]\s*[^|·•]{1,30}){1,12})$/iu;

/** The way from the front page to this one; the headline stands below it. */
export function isBreadcrumb(line: string): boolean {
  return breadcrumb.test(line);
}

export function isFurniture(line: string): boolean {
  return (
    furniture.has(line.toLowerCase()) ||
    breadcrumb.test(line) ||
    disclaimer.test(line) ||
    readPublication(line) !== null
  );
}

const opening =
  /\b(?:opens?|opened|(?:is|are|was) (?:out|released|available|streaming|screening|in)|released|in (?:uk |us |irish |select )?(?:cinemas|theat(?:ers|res))|now (?:playing|showing|streaming)|playing at)\b/i;
const whenOrWhere =
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|nationwide|cinemas|theat(?:ers|res)|digital|demand|dvd|blu-ray|streaming|netflix)\b/i;
const mostOfNote = 140;

/** "Heat opens on Friday", "Out now on DVD": where an article says so at its very end. */
export function isReleaseNote(line: string): boolean {
  return line.length <= mostOfNote && opening.test(line) && whenOrWhere.test(line);
}

/** X of "Read More From X". */
export function readPublication(line: string): string | null {
  return readMore.exec(line)?.[1] ?? null;
}

export function isEndHeading(line: string): boolean {
  return endHeading.test(line);
}

/** "© 2019 Sam Shepards", but not a sentence that begins with the sign. */
export function readCopyright(line: string): { year: number | null; owner: string | null } | null {
  if (line.length > 200) return null;
  const [, before, name, behind] =
    copyright.exec(line.replace(/\s[|·•].*$|(?<=\p{Ll}{2})\.\s+\p{Lu}.*$/u, '')) ?? [];
  if (name === undefined) return null;
  const year = toYear(before) ?? toYear(behind);
  const owner = tidyName(name);
  const isOwned = looksLikeName(owner) && (year !== null || /^\P{Ll}/u.test(owner));
  return isOwned || (owner === '' && year !== null) ? { year, owner: owner || null } : null;
}

function toYear(digits: string | undefined): number | null {
  const year = Number(digits);
  return year >= 1870 && year <= 2200 ? year : null;
}
