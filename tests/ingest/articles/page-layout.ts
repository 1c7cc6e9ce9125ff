import fc from 'fast-check';

/** The parts of a page as it is copied from a browser; null and [] stand for parts that are missing. */
export interface Page {
  headline: string;
  title: string;
  /** Missing from the headline and the box alike. */
  year: number | null;
  bio: string | null;
  body: string[];
  publication: string | null;
  hasHeadingOfBox: boolean;
  labels: { directors: string; actors: string };
  directors: string[];
  actors: string[];
  /** How the list of actors says that it goes on: " a.o."; or "". */
  others: string;
  author: string | null;
  copyrightYear: number;
  /** Between the lines of the box. */
  betweenDetails: '\n' | '\n\n';
  hasSkipLink: boolean;
  hasRelated: boolean;
}

const titles = [
  '(500) Days of Summer',
  'Birdman or (The Unexpected Virtue of Ignorance)',
  "Ocean's Eleven",
  '2001: A Space Odyssey',
  'Mission: Impossible – Fallout',
  '1917',
  'Se7en',
  '8½',
  'M',
  'It',
  'Good Night, and Good Luck.',
  'Who’s Afraid of Virginia Woolf?',
  "Singin' in the Rain",
  'Amélie',
  'Сталкер',
  '七人の侍',
  '기생충',
  'المومياء',
  'Το βλέμμα του Οδυσσέα',
];
const people = [
  'Robert Downey Jr.',
  'J.J. Abrams',
  'Samuel L. Jackson',
  'Guillermo del Toro',
  'Max von Sydow',
  'Joseph Gordon-Levitt',
  "Peter O'Toole",
  'Zoë Kravitz',
  'Cher',
  '50 Cent',
  'Андрей Тарковский',
  'Наталья Бондарчук',
  '黒澤明',
  '三船敏郎',
  '梁朝伟',
  '송강호',
  'فاتن حمامة',
  'Θόδωρος Αγγελόπουλος',
  'Kenneth More',
  'Björk Guðmundsdóttir',
];
/** Those in the third person take the name of the author, and are known by it. */
const bios = [
  "Hi, I'm Ada, I love movies. My main interest is science fiction.",
  'Hello! I write about westerns and about the horses in them.',
  'My name is Ada and I live next door to a cinema.',
  'I am a teacher of chemistry with a weakness for melodrama.',
  'I mostly enjoy comedies, and sad ones best of all.',
  "I've been in love with black and white since I was six.",
  '[author] is a baker who watches everything.',
  '[first name] writes from a small island with a large screen.',
];
const paragraphs = [
  'The train is late, and so is everybody in this story.',
  'I first saw it in a tent, on a bedsheet, with the sound of the sea behind me.',
  'Cast: it is large, and nobody is wasted.',
  'Director: that is what they call the man who only shouts.',
  'There is a rule: never look at the lamp.',
  'The sign says © 1950, and one believes it.',
  'We would like to read more from the diary, but it burns.',
  'It rains. It rains for the whole second hour, and the roof of the inn becomes a drum; the innkeeper counts his guests, his spoons and his sins, and finds one too many of each before the night is over.',
  'Why does she stay?',
  'Снег идёт весь фильм.',
  '雨が降り続ける。',
  'The Long Night',
];
const markers = [
  '',
  ' a.o.',
  ', a.o.',
  ' et al.',
  ', et al',
  ' and others',
  ', and others.',
  ' & others',
  ' and many more',
  ' (and others)',
  ', …',
  ' etc.',
];
const quotes = ["''", '‘’', '""', '“”'];

const words = fc.stringMatching(/^\p{Lu}\p{Ll}{2,8}(?: \p{Lu}\p{Ll}{2,8}){1,3}$/u);
// A random title or name must not be one of the marks that the reader goes by.
const safe = (text: string) =>
  text === text.normalize('NFC') && !/review|more|others|with|and|unknown|various|none|\bas\b/i.test(text);
const title = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...titles) }, words.filter(safe));
const person = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...people) }, words.filter(safe));
const persons = (minLength: number, maxLength: number) =>
  fc.uniqueArray(person, { minLength, maxLength, selector: (name) => name.toLowerCase() });
const missingAtTimes = <T>(part: fc.Arbitrary<T>) => fc.option(part, { freq: 4 });

export const pages: fc.Arbitrary<Page> = fc
  .record({
    quote: fc.constantFrom(...quotes),
    dash: fc.constantFrom('-', '–', '—'),
    title,
    year: missingAtTimes(fc.integer({ min: 1888, max: 2030 })),
    bio: missingAtTimes(fc.constantFrom(...bios)),
    body: fc.uniqueArray(fc.constantFrom(...paragraphs), { minLength: 1, maxLength: 8 }),
    publication: missingAtTimes(
      fc.constantFrom('Reelrundown', 'Frame by Frame', 'rogerreads.example', '映画館', 'The 3rd Row'),
    ),
    hasHeadingOfBox: fc.boolean(),
    labels: fc.record({
      directors: fc.constantFrom('Director', 'Directors', 'Director(s)', 'Directed by'),
      actors: fc.constantFrom('Actors', 'Starring', 'Cast'),
    }),
    directors: fc.oneof({ weight: 5, arbitrary: persons(1, 3) }, fc.constant<string[]>([])),
    actors: fc.oneof({ weight: 5, arbitrary: persons(1, 6) }, fc.constant<string[]>([])),
    others: fc.constantFrom(...markers),
    author: missingAtTimes(fc.constantFrom('Ada Okonkwo', 'Ada van der Berg', 'Ада Мирная', '阿田')),
    copyrightYear: fc.integer({ min: 1995, max: 2030 }),
    betweenDetails: fc.constantFrom<Page['betweenDetails'][]>('\n', '\n\n'),
    hasSkipLink: fc.boolean(),
    hasRelated: fc.boolean(),
  })
  .filter(({ bio, author }) => author !== null || !bio?.startsWith('['))
  .map(({ quote, dash, bio, ...page }) => ({
    ...page,
    bio:
      bio?.replace('[author]', `${page.author}`).replace('[first name]', `${page.author?.split(' ')[0]}`) ??
      null,
    headline: `${quote[0]}${page.title}${quote[1]}${page.year === null ? '' : ` (${page.year})`} ${dash} Movie Review`,
  }));

/** Write a page with its furniture, as the publications' pages come out of a browser. */
export function layOut(page: Page): string {
  const parts: string[] = [];
  if (page.hasSkipLink) parts.push('Skip to main content');
  parts.push(page.headline);
  if (page.bio !== null) parts.push(`${page.bio}\n`);
  for (const [at, paragraph] of page.body.entries()) {
    parts.push(at % 3 === 1 ? `\n${paragraph}` : paragraph);
    if (page.publication !== null && at % 2 === 0) parts.push(`Read More From ${page.publication}`);
  }
  const box = [`Title: ${page.title}`];
  if (page.year !== null) box.push(`Release Year: ${page.year}`);
  if (page.directors.length > 0) box.push(`${page.labels.directors}: ${page.directors.join(', ')}`);
  if (page.actors.length > 0) box.push(`${page.labels.actors}: ${page.actors.join(', ')}${page.others}`);
  // One line alone is no box without a heading.
  if (page.hasHeadingOfBox || box.length === 1) box.unshift('Movie Details');
  parts.push(box.join(page.betweenDetails));
  if (page.author !== null) parts.push(`© ${page.copyrightYear} ${page.author}`);
  if (page.hasRelated) parts.push('Related Articles', "'Elsewhere' (1990) - Movie Review");
  return parts.join('\n\n');
}
