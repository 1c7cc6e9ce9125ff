import { paragraph } from './prose';
import type { Random } from './random';

// All made up; names that exist are no one's in particular.
const words = (text: string) => text.trim().split(/\s+/);

const givenNames = words(`
  Ada Adil Agnes Aiko Alba Alma Amara Amin Ana Anders Anouk Ansel Arlo Asta Astrid Aurel Bao Bea Benno Birgit Bjarne
  Bo Bruno Caio Calla Carmen Casper Celia Chidi Clara Cleo Conall Cora Dagny Dalia Dario Della Demir Dina Dorian Edda
  Edgar Eero Eino Elif Elio Ellen Elsa Emeka Emil Enzo Esme Etta Ewa Ezra Farid Fatou Faye Felix Fenna Finn Fiona
  Flora Freya Gaia Georg Gilda Goran Greta Gus Hana Hanne Hector Hedda Helio Henrik Hugo Ida Idris Ilse Imke Ines
  Ingrid Ione Ira Iris Isaac Ivo Jada Jalil Jana Jarek Jens Joana Jonas Jorun Jude Juno Kai Kaja Karim Kasimir Keiko
  Kenji Kira Klara Kofi Lale Lars Leila Lena Leon Levi Linnea Livia Lotte Luca Lucia Luz Mabel Malik Malin Marek Mara
  Marta Mateo Mathis Maud Mei Mila Milan Mina Mirko Moira Nadia Nadim Nell Nico Nils Nina Noor Nora Nuno Odile Olaf
  Olga Omar Opal Orla Oskar Otis Otto Paavo Pablo Paola Pavel Petra Pia Piet Quinn Radek Rafa Rania Rasmus Rhea Rina
  Rolf Rosa Ruben Rune Ruth Saba Sami Sanna Selma Silas Simone Sina Sofie Soren Stella Sven Tadeo Talia Tamar Tariq
  Theo Thora Tilda Timur Tova Uma Uri Vera Vesna Viggo Viola Wanda Wim Xenia Yael Yann Yara Yusuf Zara Zeno Zora`);
const surnameStarts = words(`
  Ab Ald Alm An Ar Ash Bal Bar Bel Ber Bjor Bor Bran Brun Cal Car Cas Cor Dal Dan Del Dor Dun Ed El Em Er Fal Fen
  Fin For Gal Gar Gren Hal Ham Har Has Hel Hol Im In Is Jan Jor Kal Kar Kel Kor Lan Lar Lem Lin Lor Mal Mar Mel Mor
  Nar Nel Nor Ol Or Os Pal Par Pel Quin Ral Ram Ros Ryd Sal Sar Sel Sor Stan Sun Tal Tar Tor Ul Var Vel Vol Wal Wes`);
const surnameEnds = words(`
  abi aco ade adi ado aldi ander ani ano ard aro asco ault avan beck berg bo bury by croft dal dano dau den der dez
  din don dorf eau edo ek elli ello en enko ero esco ett eva field ford gaard garten go gren ham hart hoff holm i
  ida ier ika in ingen ino ire ius iz kamp kin ko koff kov land ley lin lo lund man mann mark mond mont more nes
  ney nik no oba ock ola oni os ova owe quist ra rand rano ret rey ri rick rup sa sen shaw skog son stad stein ster
  strand ström sund ta ter thal to ton tov ura us vale vall vik ville wald well wick wood worth yan zaki zen`);

const adjectives = words(`
  Amber Ancient Bitter Black Blue Bright Broken Burning Cold Crimson Crooked Dark Dear Distant Empty Endless Fallen
  False Far First Forgotten Gentle Gilded Golden Gray Green Hidden Hollow Hungry Iron Last Little Lonely Long Lost
  Midnight Naked Narrow New Northern Old Open Other Pale Quiet Red Restless Sacred Scarlet Second Secret Silent Silver
  Slow Small Southern Stolen Strange Sudden Summer Sunken Tender Third Velvet Wandering White Wide Wild Winter Young`);
const nouns = words(`
  Affair Angel Anthem Archive Autumn Balcony Bargain Bell Bird Boat Border Bridge Brother Captain Carnival Castle
  Cathedral Chapter Child Choir Circus City Cloud Coast Compass Country Crossing Crown Dancer Daughter Day Desert
  Dream Echo Empire Engine Evening Exile Family Ferry Field Fire Forest Fortune Friend Garden Ghost Gift Guest Harbor
  Heart Heir Hill Honor Horse Hotel Hour House Hunter Island Journey Judge Key King Kingdom Kitchen Ladder Lake
  Letter Light Lion Lover Machine Map Meadow Memory Mercy Mirror Moon Morning Mother Mountain Night Ocean Orchard
  Orphan Palace Paradise Passage Patient Pilot Place Planet Portrait Prayer Prince Promise Queen Quarry Rain Return
  Ring River Road Room Rose Saint Salt School Sea Season Shadow Shore Sister Sky Sleep Smoke Snow Soldier Son Song
  Spring Stair Station Storm Story Stranger Street Student Sun Tailor Teacher Thief Thunder Tide Tower Town Train
  Traveler Treasure Tree Trial Valley Voyage Wall War Water Wedding Widow Wind Window Witness Wolf Woman Word World`);

export function personName(random: Random): string {
  return `${random.pick(givenNames)} ${random.pick(surnameStarts)}${random.pick(surnameEnds)}`;
}

export function filmTitle(random: Random): string {
  const [noun, other] = [random.pick(nouns), random.pick(nouns)];
  switch (random.below(7)) {
    case 0:
      return `The ${noun}`;
    case 1:
      return `${random.pick(adjectives)} ${noun}`;
    case 2:
      return `The ${noun} of the ${other}`;
    case 3:
      return `${noun} and ${other}`;
    case 4:
      return `${random.pick(givenNames)} and the ${random.pick(adjectives)} ${noun}`;
    default:
      return `The ${random.pick(adjectives)} ${noun}`;
  }
}

export function characterName(random: Random): string {
  return random.chance(0.5) ? random.pick(givenNames) : personName(random);
}

const manners = words(`
  absorbing admirable ambitious angular assured austere bold brisk careful charming clumsy comic curious daring dazed
  deft droll dry earnest eerie elegant feverish frank gentle grim hushed intimate lavish lucid modest patient`);
const wholes = words(`
  comedy confession debut detour elegy experiment fable farce gamble lament letdown meditation melodrama memoir
  nightmare parable portrait puzzle return reverie riddle satire surprise`);
export const verdicts = manners.length * wholes.length;

/** @param place 0 or more, below `verdicts`; each gives another: "a droll farce". */
export function verdict(place: number): string {
  const manner = manners[place % manners.length]!;
  return `${/^[aeiou]/.test(manner) ? 'an' : 'a'} ${manner} ${wholes[Math.floor(place / manners.length)]!}`;
}

const parts = words(`
  camera casting climax costumes cutting dialogue direction editing ending light music opening pacing photography
  plot prologue score script sets silence sound staging structure tone`);
const effects = words(`
  breathes collapses convinces dazzles deepens disappoints drifts endures falters glows haunts lingers moves persuades
  pleases resonates shines soars startles stumbles surprises unsettles wavers works`);

/** Six or seven paragraphs, about 240 words. */
export function reviewBody(
  random: Random,
  { title, verdict: said }: { title: string; verdict: string },
): string[] {
  const part = () => `the ${random.pick(parts)} ${random.pick(effects)}`;
  const noun = () => random.pick(nouns).toLowerCase();
  return [
    `Few films dare what ${title} dares: it begins as ${said} about a ${noun()} and a ${noun()}, and ${part()}.`,
    `In its middle ${part()} while ${part()}, and one asks what the ${noun()} is to mean beside the ${noun()}.`,
    `Still ${part()}. Whoever has lost a ${noun()} will know that ${random.pick(adjectives).toLowerCase()} ${noun()}.`,
    ...Array.from({ length: 3 + random.below(2) }, () => paragraph(random)),
  ];
}

/** As slugs are written here: words in small ASCII letters and figures, a hyphen between. */
export function toSlug(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\W+/g, '-');
}
