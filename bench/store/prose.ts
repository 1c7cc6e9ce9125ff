import { Random } from './random';

/** The commonest first, as they are in English prose about films; every later one is made up. */
const commonWords = `
  the a of and to in is it that as with his he for on but an by who her not from are film this be at has one its she
  movie have or they what all was when so more out than him about which up like if into there can their them story no
  even time would way scene some does life character only man most make plot never two good well much first get year
  actor young director play woman end world family seem play light work performance little old screen dialogue love
  camera final night war house town music picture friend father mother death city comedy silence cut shot moment thriller
  drama hero mystery crime script horror wit face voice room tension ending romance humor frame grief honest lovely
  clumsy tender brutal sharp quiet strange hollow patience rhythm memory truth danger secret journey revenge justice`
  .trim()
  .split(/\s+/);
const vocabularySize = 30_000;
const syllables =
  `ba be bor ca cen cor da del dro el en er fa fer fi ga gen gra hal hem in is ja kel la len lo ma men mi
  mor na ne nor o pa per pli qua ra ren ri sa sel sha sto ta ten tra u va ver vi wal yo za`.split(/\s+/);
const endings = ['', '', '', 's', 'ed', 'ing', 'ly', 'ness', 'tion', 'ment', 'er'];

const vocabulary = makeVocabulary();

function makeVocabulary(): string[] {
  const random = new Random('vocabulary');
  const words = new Set(commonWords);
  while (words.size < vocabularySize) {
    const stem = Array.from({ length: 2 + random.below(3) }, () => random.pick(syllables)).join('');
    words.add(stem + random.pick(endings));
  }
  return [...words];
}

/** The word of each rank is drawn about 1/rank as often as the first. Source: Zipf's law. */
function drawWord(random: Random): string {
  return vocabulary[Math.floor(vocabulary.length ** random.next()) - 1]!;
}

/** A paragraph of 20 to 80 words, as skewed as English. */
export function paragraph(random: Random): string {
  const words = Array.from({ length: 20 + random.below(61) }, () => drawWord(random));
  let text = '';
  for (let from = 0; from < words.length; ) {
    const length = 8 + random.below(16);
    const sentence = words.slice(from, from + length).join(' ');
    text += `${from > 0 ? ' ' : ''}${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`;
    from += length;
  }
  return text;
}

const stopWords = 60;

/** One that a fortieth to three quarters of all reviews hold, as "film" or "romance". */
export function commonWord(random: Random): string {
  return commonWords[stopWords + random.below(commonWords.length - stopWords)]!;
}

/** One that some hundred to some ten thousand of a million reviews hold. */
export function rareWord(random: Random): string {
  const first = 1_000;
  return vocabulary[Math.floor(first * (vocabulary.length / first) ** random.next())]!;
}
