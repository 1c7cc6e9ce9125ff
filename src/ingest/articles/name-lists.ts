import { type NameList, readNames, shareSurname } from './names';

const particle = `(?:de|del|della|di|da|dos|du|van|von|der|den|ter|la|le|al|el|bin|ibn|of|'t)`;
/** A full stop belongs to initials only: elsewhere it ends the sentence. */
const capital = String.raw`(?:(?:\p{Lu}\.-?){1,3}|\p{Lu}[\p{L}\p{M}'’-]{0,30})`;
/** "Mike Figgis", "Guillermo del Toro", "J.J. Abrams", "Peter O'Toole": at least two words. */
const beginsSentence =
  '(?!(?:In|The|But|And|As|When|While|With|By|For|From|If|It|At|On|This|That|Here|Like|Of|Director|Reviewed|Starring)\\s)';
/** "Mike Figgis", "Guillermo del Toro", "J.J. Abrams", "Peter O'Toole": at least two words. */
export const fullName = String.raw`${beginsSentence}${capital}(?: ?(?<=[ .])(?:${particle} ){0,2}${capital}){1,3}(?:,? Jr\.)?`;
const oneName = new RegExp(
  String.raw`^(?:${fullName}|\p{Lu}[\p{L}\p{M}'’.-]+|\d+ Cent|[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}・]{2,12})$`,
  'u',
);
/** Words with capitals that name no one. */
const noName =
  /^(?:by|gmt|bst|est|photo|photos|image|courtesy|the|a|an|this|that|it|its|his|her|he|she|they|we|you|but|and|when|while|there|what|why|how|if|in|on|at|read|more|best|movie|film|review|academy|oscar|netflix|new york|los angeles|united states)\b(?!\.)/i;

export function isName(text: string): boolean {
  return oneName.test(text) && !noName.test(text) && text.length <= 60;
}

/** @returns the names of a list, null where anything in it is no name. */
export function readNameList(text: string, { areSiblings = false } = {}): NameList | null {
  const tidy = text.trim().replace(/[.;]$/, (sign) => (/\b\p{L}\.$/u.test(text) ? sign : ''));
  const list = readNames(areSiblings ? shareSurname(tidy) : tidy);
  return list.names.length > 0 && list.names.every(({ name }) => isName(name)) ? list : null;
}
