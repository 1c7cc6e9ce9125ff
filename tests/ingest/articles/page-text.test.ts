import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ArticleReading, UnreadableArticle } from '../../../src/ingest/articles/article';
import { readPageText } from '../../../src/ingest/articles/page-text';
import { layOut, pages } from './page-layout';

const read = (text: string) => readPageText(new TextEncoder().encode(text));
const fixture = (name: string) =>
  readFileSync(join(__dirname, '../../fixtures/articles', `${name}.txt`), 'utf8');

const furniture =
  /^(?:skip to main content|read more from .*|movie details|related articles|advertisement|scroll to continue)$/i;

describe('a page as it is copied from a browser', () => {
  it('is told apart into all its parts', () => {
    const text = fixture('complete');
    expect(read(text)).toEqual({
      article: {
        headline: "'The Lamplighter's Debt' (1974) - Movie Review",
        film: { title: "The Lamplighter's Debt", releaseYear: 1974 },
        directors: ['Ida Falk'],
        actors: [
          { name: 'Olle Brandt', character: null },
          { name: 'Greta Lund', character: null },
        ],
        castIsComplete: false,
        genres: [],
        author: { name: 'Priya Nair', bio: expect.stringMatching(/^Hi, I'm Priya,.* a lot\.$/) },
        publication: 'Lanternwatch',
        datePublished: null,
        copyrightYear: 2021,
        rating: null,
        body: text.split(/\n+/).filter((line) => /^(?:The harb|It takes|Nobody|Cast: it|I would)/.test(line)),
      },
      doubts: [],
    });
  });

  it.each<[string, object]>([
    [
      'Stalker (Сталкер, 1979)',
      { headline: 'Stalker (Сталкер, 1979)', film: { title: 'Stalker', releaseYear: 1979 } },
    ],
    [
      'Title: Blade Runner 2049\nYear: 2017',
      { headline: 'Blade Runner 2049', film: { title: 'Blade Runner 2049', releaseYear: 2017 } },
    ],
  ])('has its film from "%s" at its head', (head, found) => {
    expect(read(`${head}\n\nSnow falls on an open hand, and nobody is in a hurry.`).article).toMatchObject(
      found,
    );
  });

  it('is an article even with hardly anything around it', () => {
    const { article, doubts } = read(fixture('bare'));
    expect(article).toMatchObject({
      film: { title: 'Snow on the Wires', releaseYear: null },
      directors: [],
      actors: [],
      castIsComplete: false,
      author: null,
      publication: null,
      copyrightYear: null,
      body: [
        expect.stringMatching(/^I first saw it/),
        'The telegraph line runs from one edge of the picture to the other, and so does the story.',
      ],
    });
    // What pages of another layout never have is no doubt.
    expect(doubts).toEqual([
      'the year of the film is not given',
      'no director is named',
      'no actor is named',
      'no author is named, neither in a byline nor in a copyright line',
    ]);
  });

  it('keeps its whole text where links, captions and the names of others stand in between', () => {
    const { article, doubts } = read(fixture('interrupted'));
    expect(article).toMatchObject({
      film: { title: 'Nine Winters: A Ballad', releaseYear: 2003 },
      directors: ['Aud Sletten', 'Per Sletten'],
      actors: [
        { name: 'Nils Aune', character: 'Tor' },
        { name: 'Samuel L. Haug', character: null },
        { name: 'Robert Moe Jr.', character: null },
        { name: 'Kari Li', character: null },
      ],
      castIsComplete: false,
      author: { name: 'Jonas Weir', bio: expect.stringMatching(/^Jonas Weir writes/) },
      publication: 'Frame by Frame',
      copyrightYear: 2020,
      body: [
        expect.stringMatching(/^A man digs/),
        'Details',
        expect.stringMatching(/^The wool/),
        expect.stringMatching(/^Then the water/),
        'Dig, it says. Dig.',
      ],
    });
    expect(doubts).toEqual([expect.stringContaining("'Kettle Hill'"), expect.stringContaining('Ten Films')]);
  });

  it('may have its box above the article, and another script', () => {
    expect(read(fixture('box-first')).article).toMatchObject({
      film: { title: 'Порог', releaseYear: 1986 },
      directors: ['Анна Гринько'],
      actors: [{ name: 'Пётр Лось' }, { name: 'Вера Юн' }],
      castIsComplete: false,
      author: { name: 'Олег Мирный', bio: null },
      publication: 'Кинозал',
      body: [expect.stringMatching(/^Дом/), expect.stringMatching(/^Хозяин/)],
    });
  });

  it('may have no empty lines at all', () => {
    const { article } = read(fixture('complete').replace(/\n+/g, '\n'));
    expect(article.body).toEqual(read(fixture('complete')).article.body);
    expect(article.directors).toEqual(['Ida Falk']);
  });
});

describe('a paragraph stays in the article', () => {
  it.each([
    'Cast: it is small, and that is a blessing.',
    'Director: that is what the man calls himself.',
    'One thing first: the dog lives.',
    'The last card says © 1974 Harbour Films and nothing else.',
    '© is the first sign we see, burnt into a barrel.',
    'Copyright 1974 was a strange thing to steal.',
    'I wanted to read more from the letters she burns.',
    'Read more from the letters, and you will not sleep.',
    'More from her I could not ask.',
    'More on this later.',
    'Related by blood, they are strangers.',
    'By Friday the money is gone.',
    'Share of the harbour, share of the debt!',
    'Home is what they sell.',
    'Movie details are not what counts here.',
    'Why?',
    'Second Part',
  ])('%s', (paragraph) => {
    const text = fixture('complete');
    const [first, middle, last] = ['The harbour is', 'Nobody in', 'Movie Details\n'].map((start) =>
      read(text.replace(start, () => `${paragraph}\n\n${start}`)),
    );
    for (const reading of [first, middle, last]) {
      expect(reading!.article.body).toHaveLength(6);
      expect(reading!.article.body).toContain(paragraph);
      expect(reading!.article.author).toMatchObject({ name: 'Priya Nair', bio: expect.anything() });
      expect(reading!.doubts).toEqual([]);
    }
  });
});

describe('a part that is written otherwise', () => {
  it.each<[string, string, string, Partial<Record<keyof ArticleReading['article'], unknown>>]>([
    ['year of the copyright missing', '© 2021 Priya', '© Priya', { copyrightYear: null }],
    ['words for the sign', '© 2021 Priya', 'Copyright 2021 by Priya', { copyrightYear: 2021 }],
    ['years from and to', '© 2021 Priya', '© 2019-2021, Priya', { copyrightYear: 2019 }],
    ['year behind the name', '© 2021 Priya Nair', '© Priya Nair 2021', { copyrightYear: 2021 }],
    ['letters in brackets', '© 2021', '(c) 2021', { copyrightYear: 2021 }],
    [
      'suffix of the author',
      'Priya Nair',
      'Priya Nair, Jr.',
      { author: { name: 'Priya Nair, Jr.', bio: expect.anything() } },
    ],
    ['siblings', 'Ida Falk', 'Ida and Per Falk', { directors: ['Ida Falk', 'Per Falk'] }],
    [
      'a year in the title',
      'Debt\n\nRelease Year: 1974',
      'Debt (1974)',
      { film: { title: "The Lamplighter's Debt", releaseYear: 1974 } },
    ],
    [
      'another year in the details',
      'Year: 1974',
      'Year: 1975',
      { film: { title: "The Lamplighter's Debt", releaseYear: 1975 } },
    ],
    [
      'no value, and a sentence for it',
      'Actors: Olle Brandt, Greta Lund a.o.',
      'Actors:',
      { actors: [{ name: 'Olle Brandt', character: null }], castIsComplete: false },
    ],
    ['a byline', 'Hi, I', 'By Priya N.\n\nHi, I', { author: { name: 'Priya Nair', bio: expect.anything() } }],
    ['a dateline', 'Hi, I', 'Published on March 3, 2021\n\nHi, I', { datePublished: '2021-03-03' }],
    ['label and value apart', 'Director(s): Ida', 'Director(s):\n\nIda', { directors: ['Ida Falk'] }],
    ['no heading of the box', 'Movie Details\n\n', '', { directors: ['Ida Falk'] }],
    [
      'the link inside the box',
      'Release Year',
      'Read More From Lanternwatch\n\nRelease Year',
      { publication: 'Lanternwatch', directors: ['Ida Falk'] },
    ],
    ['the link at the foot', 'Related Articles', 'Read More From Elsewhere', { publication: 'Lanternwatch' }],
  ])('%s', (_, from, to, parts) => {
    const text = fixture('complete').replace(from, () => to);
    expect(read(text).article).toMatchObject(parts);
    expect(read(text).article.body).toHaveLength(5);
  });

  it('is taken from the headline where the box is missing', () => {
    const { article, doubts } = read(fixture('complete').replace(/Movie Details[\s\S]*a\.o\.\n\n/, ''));
    expect(article).toMatchObject({
      film: { title: "The Lamplighter's Debt", releaseYear: 1974 },
      castIsComplete: false,
      author: { name: 'Priya Nair' },
    });
    expect(article.body).toHaveLength(5);
    expect(doubts.join()).not.toContain('headline');
  });

  it('leaves nobody out in silence: words of an author without a name become a doubt', () => {
    const { article, doubts } = read(fixture('complete').replace('© 2021 Priya Nair', ''));
    expect(article.author).toBeNull();
    expect(article.body).toHaveLength(5);
    expect(doubts.join()).toContain("Hi, I'm Priya");
  });
});

describe('a file holds no article', () => {
  it.each([
    ['', 'is empty'],
    ['\ufeff \r\n', 'is empty'],
    ['\0\x01\x02', 'is not text'],
    ['Skip to main content\n\nRead More From Lanternwatch', 'has no headline'],
    [`${'A paragraph that is no headline. '.repeat(20)}\n\nAnother.`, 'has no headline'],
    ['Shopping list\n\nBread\n\nMilk', 'names no film'],
    [
      'Top 3 of 1995\n\n3. Heat (1995)\n\nGreat.\n\n2. Casino (1995)\n\nGood.\n\n1. Babe (1995)\n\nBest.',
      'is about several films',
    ],
    ["'Fargo' (1996) - Movie Review", 'has no article text'],
    [
      "'Fargo' (1996) - Movie Review\n\nTitle: Fargo\n\nDirector: Joel Coen\n\n© 2020 Sam",
      'has no article text',
    ],
    [
      `Movie Review\n\nText.\n\nMovie Details\n\nTitle: ${'x'.repeat(301)}`,
      'names a film by a title of more',
    ],
  ])('%j %s', (text, reason) => {
    expect(() => read(text)).toThrow(UnreadableArticle);
    expect(() => read(text)).toThrow(reason);
  });
});

describe('whatever the bytes', () => {
  const isReadOrRefused = (bytes: Uint8Array) => {
    try {
      const { article } = readPageText(bytes);
      expect(article.body.length).toBeGreaterThan(0);
      for (const paragraph of article.body) expect(paragraph).not.toMatch(furniture);
    } catch (error) {
      if (!(error instanceof UnreadableArticle)) throw error;
    }
  };

  it('nothing but UnreadableArticle is thrown for noise', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), isReadOrRefused));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) =>
        isReadOrRefused(new TextEncoder().encode(text)),
      ),
    );
  });

  it('nothing but UnreadableArticle is thrown for the lines of a page in any order, and none is taken for text', () => {
    const line = fc.constantFrom(
      ...fixture('interrupted').split('\n'),
      ...fixture('complete').split('\n'),
      'Director:',
      'Cast:',
      '©',
      'Title: ""',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const { body } = readOrNull(["'A' (1990) - Movie Review", 'Text.', ...lines].join('\n\n')) ?? {
          body: [],
        };
        for (const paragraph of body) {
          expect(paragraph).not.toMatch(furniture);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['links', 'Related\n\n'],
    ['copyright lines', '© 2019\n\n'],
    ['labels', 'Cast:\n\n'],
    ['dots', '.'],
    ['ands', ' and others x'],
    ['quotes', "'a' "],
    ['brackets', '(('],
    ['headings', 'Details\n'],
  ])(
    'four times as many %s take about four times as long: half a megabyte is read or refused',
    (_, piece) => {
      const laidOut = (bytes: number) =>
        `'A' (1990) - Movie Review\n\nText.\n\nCast:\n\n${piece.repeat(bytes / Buffer.byteLength(piece))}\n\nEnd.`;
      const [shorter, longer] = [130_000, 520_000].map((bytes) => {
        const text = laidOut(bytes);
        return Math.min(...Array.from({ length: 3 }, () => millisecondsOf(text)));
      });
      // It would be sixteen times where each line were held against each other; little is much of nothing.
      expect(longer!).toBeLessThan(10 * shorter! + 50);
    },
  );

  function millisecondsOf(text: string): number {
    const start = performance.now();
    readOrNull(text);
    readOrNull(text.slice(text.indexOf('Cast:')));
    return performance.now() - start;
  }

  function readOrNull(text: string): ArticleReading['article'] | null {
    try {
      return read(text).article;
    } catch (error) {
      if (!(error instanceof UnreadableArticle)) throw error;
      return null;
    }
  }
});

describe('any page in the layout', () => {
  it('gives back every part that was laid out', () => {
    fc.assert(
      fc.property(pages, (page) => {
        const { article, doubts } = read(layOut(page));
        expect(article).toEqual({
          headline: page.headline,
          film: { title: page.title, releaseYear: page.year },
          directors: page.directors,
          actors: page.actors.map((name) => ({ name, character: null })),
          castIsComplete: page.actors.length > 0 && page.others === '',
          genres: [],
          author: page.author === null ? null : { name: page.author, bio: page.bio },
          publication: page.publication,
          datePublished: null,
          copyrightYear: page.author === null ? null : page.copyrightYear,
          rating: null,
          body: page.body,
        });
        const isOfLayout = /^(?:movie details|read more from .*)$/im.test(layOut(page));
        const isMissing = (word: string) => doubts.some((doubt) => doubt.includes(word));
        expect(!isOfLayout || isMissing('copyright line')).toBe(!isOfLayout || page.author === null);
        expect(isMissing('publication')).toBe(isOfLayout && page.publication === null);
        expect(isMissing('no director')).toBe(page.directors.length === 0);
        expect(isMissing('no actor')).toBe(page.actors.length === 0);
        expect(isMissing('year of the film')).toBe(page.year === null);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the same with Windows line ends, a byte order mark, and blanks at the ends of lines', () => {
    fc.assert(
      fc.property(pages, (page) => {
        const text = layOut(page);
        const reading = read(text);
        expect(read(text.replaceAll('\n', '\r\n'))).toEqual(reading);
        expect(read(`\ufeff${text}`)).toEqual(reading);
        expect(read(text.replaceAll('\n', ' \t\u00a0\n'))).toEqual(reading);
        expect(read(`\n\n${text}\n\n`)).toEqual(reading);
      }),
    );
  });
});
