import { formOf } from './text';

const filmWord =
  '(?:film|movie|picture|thriller|drama|comedy|western|noir|debut|masterpiece|classic|feature|romance|horror|documentary|musical|epic|satire|adaptation|remake|sequel|hit|fable|melodrama|mystery|release)s?';
const year = '((?:18[89]|19\\d|20\\d)\\d)';
const attributes = String.raw`(?:[\p{L}-]+[,]?\s){0,3}?`;
/** "1986 thriller", "1974 paranoid thriller", but not "1986 thriller Manhunter", which may be of another film. */
const dated = String.raw`${year}\s${attributes}${filmWord}\b`;
const nothingNamedBehind = String.raw`(?!,?\s["“‘'«]?\p{Lu})`;

interface Subject {
  title: string;
  headline: string;
  body: string;
  /** Who is known to have made it. */
  directors: string[];
}

/**
 * The year that the running text gives to a film: "Pig (2021)", "2021's Pig", "Michael Mann's 1995 thriller Heat",
 * "Heat, Mann's 1995 thriller", "this 1995 thriller",
 * "Heat came out in 1995". Years of other films are left alone.
 */
export function yearInText({ title, headline, body, directors }: Subject): number | null {
  const name = `["'“‘«]?${formOf(title)}["'”’»]?`;
  const surnames = directors.map((director) => formOf(director.split(' ').at(-1)!));
  const maker = surnames.length > 0 ? `(?:${surnames.join('|')})['’]s?` : '(?!)';
  const beside = [
    String.raw`${name},?\s?[([](?:[^()[\]]{0,40}[\s,])?${year}[)\],]`,
    String.raw`[([]${name},\s${year}[)\]]`,
    String.raw`\b${year}['’]s\s${name}`,
  ];
  const anywhere = [
    String.raw`(?<![\p{L}\p{N}])${name}\s(?:came out|opened|premiered|was (?:made|released|shot))\s(?:\p{L}+\s){0,3}?in\s${year}\b`,
    String.raw`${dated},?\s${name}(?![\p{L}\p{N}])`,
    String.raw`(?<![\p{L}\p{N}])${name}(?:,|\sis|\swas|\sremains)\s(?:[\p{L}'’.-]+\s){0,4}?${dated}${nothingNamedBehind}`,
  ];
  const early = [
    String.raw`\bthis\s(?:\p{Ll}+\s)?${dated}${nothingNamedBehind}`,
    String.raw`(?<!\p{Lu}[\p{L}'’]*["”’»]?,\s(?:\p{Lu}\p{L}+\s)?)\b${maker}\s${dated}${nothingNamedBehind}`,
  ];
  const find = (forms: string[], text: string, flags = 'u') =>
    forms.map((form) => new RegExp(form, flags).exec(text)?.[1]).find((found) => found !== undefined);
  const found =
    find(beside, body, 'iu') ??
    find(anywhere, headline) ??
    find(anywhere, body) ??
    find([...early, `${dated}${nothingNamedBehind}`], headline) ??
    find(early, body.slice(0, mostBeginning));
  return found === undefined ? null : Number(found);
}

/** Later on an article speaks of what else somebody made. */
const mostBeginning = 800;
