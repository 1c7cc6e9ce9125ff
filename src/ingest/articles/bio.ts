import type { Block } from './blocks';
import { formOf } from './text';

/** What only somebody who introduces himself says. */
const introducesSelf = [
  /^(?:hi|hello|hey|greetings|welcome)\b.*\b(?:I|I['’]m|my|me)\b/iu,
  /^.{0,60}\bmy name is\b/i,
  /^.{0,60}\bI(?:['’]m| am) (?:an? |the |your )?(?:\p{L}+[\s-]){0,3}?(?:writer|critic|journalist|blogger|reviewer|cinephile)\b/iu,
];

/** What authors say of themselves, but many a review begins with too. */
const maySpeakOfSelf = [
  /\bI (?:(?:also|mostly|mainly|usually|really|still) )?(?:love|like|enjoy|adore|write|review|watch|study|teach|work|live|keep|cover|collect|run|grew)\b/,
  /\bI(?:['’]m| am) (?:an? |the |your )?\p{L}/u,
  /\bI(?:['’]ve| have) (?:been|written|reviewed|loved)\b/,
  /\bmy (?:main|favou?rites?|biggest|passions?|love|interests?|specialty|day job|spare time)\b/i,
  /^(?!the\b)(?:[\p{L}-]+ ){0,2}(?:cinephile|(?:film|movie|cinema) (?:critic|fan|buff|lover|nerd|enthusiast|student|journalist|writer))\b/iu,
  /^(?:freelance|staff) (?:writer|critic|journalist)\b/i,
  /^(?:an? )?(?:lover|fan|student|teacher|collector) of\b/i,
];

/** The same in other tongues; short, since each is set apart from the article anyway. */
const introducesSelfElsewhere = [
  /^(?:привет|здравствуйте|всем привет|меня зовут|я[ ,—])/iu,
  /^(?:こんにちは|はじめまして|私は|初めまして)|と申します|と言います/u,
  /^(?:你好|大家好|您好|我是|我叫)/u,
  /^(?:안녕|저는)/u,
  /^(?:مرحبا|أهلا|السلام|أنا|اسمي)/u,
  /^(?:γεια|με λένε|είμαι)/iu,
  /^(?:hola|bonjour|salut|hallo|ciao|olá|cześć|ahoj|hej|merhaba)\b/iu,
  /^(?:soy|me llamo|je suis|je m['’]appelle|ich bin|ich heiße|sono|mi chiamo|sou|meu nome|jestem|mam na imię)\b/iu,
];

/** He who tells how he met the film has begun his review. */
const speaksOfTheFilm =
  /\b(?:this|the) (?:film|movie|picture|story|plot|screening)\b|\bI (?:\p{L}+ )?(?:saw|watched|rewatched|went|remember)\b|\bI(?:['’]ve| have) (?:\p{L}+ )?(?:seen|watched)\b/iu;

interface Subject {
  author: string | null;
  film: { title: string };
  /** Who made it and who plays in it. */
  people: string[];
}

/**
 * How many of the first blocks below the headline are the author's words about himself. What speaks of the
 * film is the article, even where it says "I". In doubt a block is the article.
 * @returns 0, 1 or 2; never all blocks.
 */
export function bioLength(blocks: Block[], subject: Subject): number {
  // Pages set the bio apart from the article by more than one empty line.
  const gap = blocks.findIndex(({ gapBefore }, at) => at > 0 && gapBefore > 1);
  const isSetApart = gap === 1 || gap === 2;
  const most = Math.min(isSetApart ? gap : 2, blocks.length - 1);
  let length = 0;
  while (length < most && isBio(blocks[length]!.text, { ...subject, isSetApart })) length++;
  return length;
}

function isBio(
  text: string,
  { author, film, people, isSetApart }: Subject & { isSetApart: boolean },
): boolean {
  if (text.length > 1_500 || text.split(/\s+/).length > 120 || mentions(text, film.title)) return false;
  const ownWords = text.replace(/["“][^"”]*["”]/g, '');
  const ofAuthor = author === null ? 'no' : speaksOf(author, text);
  if (ofAuthor === 'by full name' || introducesSelf.some((form) => form.test(ownWords))) return true;
  if (!isSetApart || speaksOfTheFilm.test(ownWords)) return false;
  if (introducesSelfElsewhere.some((form) => form.test(ownWords))) return true;
  if (people.some((name) => mentions(text, name))) return false;
  return ofAuthor === 'by first name' || maySpeakOfSelf.some((form) => form.test(ownWords));
}

/** "Sam writes about …", "Sam Shepards is …". */
function speaksOf(author: string, text: string): 'by full name' | 'by first name' | 'no' {
  const first = author.split(' ')[0]!;
  const name = [author, first].find((form) => text.startsWith(form));
  const saysWhat =
    /^,? (?:\p{Lu}\S* )?(?:is|has|was|writes|loves|lives|works|covers|reviews|watches|teaches|studie[ds]|grew|runs|likes|enjoys)\b/u;
  if (name === undefined || !saysWhat.test(text.slice(name.length))) return 'no';
  return name === author && author !== first ? 'by full name' : 'by first name';
}

/** Whether a text names it as a word: "It" is not in "with". Scripts that put no spaces between words match anywhere. */
function mentions(text: string, name: string): boolean {
  return new RegExp(
    String.raw`(?<![\p{Script=Latin}\p{N}])${formOf(name)}(?![\p{Script=Latin}\p{N}])`,
    'u',
  ).test(text);
}
