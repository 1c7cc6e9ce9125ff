import { Readable } from 'node:stream';
import { readArticles } from '../../../src/ingest/articles/read-articles';

async function readOne(text: string) {
  for await (const reading of readArticles(Readable.from([Buffer.from(text)]))) {
    if ('article' in reading) return reading;
  }
  throw new Error('holds no article');
}

const prose = 'A cook loses what he loves, and goes back to the town that he left to ask for it.';
const long = `<p>${prose.repeat(3)}</p>`.repeat(3);

it('reads a posting by its head, and nothing of what it quotes', async () => {
  const { article } = await readOne(
    `From: Gus Pellerin <gus@example.org>\nDate: Tue, 12 Mar 2002 22:41:09 -0500\nSubject: Re: [films] Pig (2021)\n\nNadia wrote:\n\n> Is Thief (1981) better?\n\n${prose}\n\n-- \nGus\n`,
  );
  expect(article).toMatchObject({
    film: { title: 'Pig', releaseYear: 2021 },
    author: { name: 'Gus Pellerin' },
    datePublished: '2002-03-12',
    body: [prose],
  });
});

it('takes a page of several films for a review of the first, gives it nobody of the others, and says so', async () => {
  const { article, doubts } = await readOne(
    `What I watched this week\n\nPig (Michael Sarnoski, 2021)\n\n${prose} 8/10\n\nThief (Michael Mann, 1981)\n\nJames Caan plays the thief. 9/10\n`,
  );
  expect(article).toMatchObject({
    film: { title: 'Pig', releaseYear: 2021 },
    directors: ['Michael Sarnoski'],
    actors: [],
    rating: { value: 8, best: 10 },
  });
  expect(doubts).toContain('tells of Pig, Thief; it was taken for a review of the first');
});

describe('a rating that is a picture', () => {
  const page = (mark: string) =>
    `<!doctype html><title>Pig (2021)</title><article><h1>Pig (2021) review</h1>${mark}${long}</article>`;

  it.each<[string, number, number]>([
    ['<img alt="4 out of 5 stars">', 4, 5],
    ['<span aria-label="Rating: 3.5 out of 4"></span>', 3.5, 4],
    ['<span title="three stars">★★★★★</span>', 3, 5],
  ])('%s', async (mark, value, best) =>
    expect((await readOne(page(mark))).article.rating).toEqual({ value, best }),
  );

  it.each([
    '<a href="/thief"><img alt="4 out of 5 stars"></a>',
    '<div class="comments"><span title="2 out of 5"></span></div>',
    '<img alt="star">',
    '<span title="4 comments"></span>',
  ])('is not, or not of this film: %s', async (mark) =>
    expect((await readOne(page(mark))).article.rating).toBeNull(),
  );
});

it('believes no reader who comments', async () => {
  const { article } = await readOne(
    `<!doctype html><title>Pig (2021)</title><article><h1>Pig (2021) review</h1>${long}</article><div id="comments"><p>Director: Some Body</p><p>Cast: Any One, No Body</p></div>`,
  );
  expect(article).toMatchObject({ directors: [], actors: [] });
});

it('says where a headline may say more than a title', async () => {
  const { doubts } = await readOne(`Review: Pig keeps its coat on\n\n${prose}\n`);
  expect(doubts).toContain('the headline names no film for certain; "Pig keeps its coat on" was taken');
});

it('says which rating nobody says of how many', async () => {
  const { article, doubts } = await readOne(`Pig (2021) review\n\n★★★★\n\n${prose}\n`);
  expect(article.rating).toEqual({ value: 4, best: 5 });
  expect(doubts).toContain('a rating of 4 was read as of 5: nothing says of how many');
});

it.each<[string, object]>([
  [
    `Critique : Pig\n\nPar Ada Okonkwo, le 3 mars 2021\n\nRéalisé par : Michael Sarnoski\nAvec : Nicolas Cage, Alex Wolff\n\n${prose}`,
    { directors: ['Michael Sarnoski'], author: { name: 'Ada Okonkwo' }, datePublished: '2021-03-03' },
  ],
  [
    `Pig\n\nFilmkritik von Ada Okonkwo, 3. März 2021\n\nRegie: Michael Sarnoski\nDarsteller: Nicolas Cage, Alex Wolff\n\n${prose}`,
    { directors: ['Michael Sarnoski'], author: { name: 'Ada Okonkwo' }, datePublished: '2021-03-03' },
  ],
  [
    `Crítica: Pig\n\nPor Ada Okonkwo\n3 de marzo de 2021\n\nDirección: Michael Sarnoski\nReparto: Nicolas Cage, Alex Wolff\n\n${prose}`,
    { directors: ['Michael Sarnoski'], author: { name: 'Ada Okonkwo' }, datePublished: '2021-03-03' },
  ],
  [
    `PIG (15) 92 mins, Dir: Michael Sarnoski, Starring Nicolas Cage and Alex Wolff\n\n${prose}`,
    { film: { title: 'PIG' }, directors: ['Michael Sarnoski'] },
  ],
])('reads %s', async (text, found) => {
  const { article } = await readOne(text);
  expect(article).toMatchObject({ actors: [{ name: 'Nicolas Cage' }, { name: 'Alex Wolff' }], ...found });
  expect(article.film.title).toMatch(/^pig$/i);
});

it.each([
  'Nicolas Cage plays Robin Feld as a man who waits.',
  'Robin Feld (Nicolas Cage) walks home.',
  'Sarnoski has spoken of Chantal Akerman as an example. Nicolas Cage plays the cook.',
])('makes no actor of a character, nor of one who is only mentioned: %s', async (sentence) => {
  const { article } = await readOne(`Pig (2021) review\n\n${prose} ${sentence}\n`);
  expect(article.actors.map(({ name }) => name)).toEqual(['Nicolas Cage']);
});

it('takes what stands below the way from the front page for the headline', async () => {
  const { article } = await readOne(
    `The Harbour Post\nNews\nCulture > Film > Reviews\n\nIn Pig, a cook runs out of patience\nMichael Sarnoski has written his share of recipes, and this is the film he made of them\n\nImogen Faraday\nFriday 28 September 2021 00:00 BST\n\n${prose} So ends Pig.\n\nPig opens in cinemas on 1 October.\n`,
  );
  expect(article).toMatchObject({
    headline: 'In Pig, a cook runs out of patience',
    film: { title: 'Pig' },
    author: { name: 'Imogen Faraday' },
    datePublished: '2021-09-28',
  });
  expect(article.body.at(-1)).toBe(`${prose} So ends Pig.`);
});

it('takes a sentence above the byline for the headline, whatever sections stand above it', async () => {
  const { article } = await readOne(
    `The Southern Mail\nPolitics\nCulture\n\nNo justice and precious little shade in Sweet Country\n\nBy Kerrin Walshaw\nJanuary 24, 2018\n\nSWEET COUNTRY\n(MA15+) 113 minutes\n\n${prose} It is a western, and one of the films of the year.\n`,
  );
  expect(article).toMatchObject({ film: { title: 'Sweet Country' }, author: { name: 'Kerrin Walshaw' } });
});

it('reads labels in capitals, a byline with an agency, and the rating of the critic', async () => {
  const { article } = await readOne(
    `The Lunchbox Movie Review\nDevika Ranade, TNN, Sep 20, 2013, 12.00 AM IST\n\nCritic's Rating: 4.5/5\nAvg Readers' Rating: 4.1/5\n\nCAST\tIrrfan Khan, Nimrat Kaur\nDIRECTION\tRitesh Batra\n\n${prose}\n`,
  );
  expect(article).toMatchObject({
    film: { title: 'The Lunchbox' },
    directors: ['Ritesh Batra'],
    actors: [{ name: 'Irrfan Khan' }, { name: 'Nimrat Kaur' }],
    author: { name: 'Devika Ranade' },
    datePublished: '2013-09-20',
    rating: { value: 4.5, best: 5 },
  });
});

it('takes for the headline of a post what its theme marks as one, and not the name of the site', async () => {
  const { article } = await readOne(
    `<!doctype html><title>The Attic: Pig (2021)</title><div><h1 class="title"><a href="https://attic.example/">The Attic</a></h1></div><div class="post"><h3 class="post-title">Pig (2021)</h3><div class="post-body">${long}</div></div>`,
  );
  expect(article).toMatchObject({ headline: 'Pig (2021)', film: { title: 'Pig', releaseYear: 2021 } });
});

it('finds in its italics the film of a headline that names none', async () => {
  const { article, doubts } = await readOne(
    `<!doctype html><title>A quiet kitchen</title><meta name="description" content="On Pig, a film that asks where supper comes from"><article><h1>A quiet kitchen</h1><p>Seven years ago <em>Pig</em> opened, after <em>Joe</em>.</p>${long}</article>`,
  );
  expect(article.film.title).toBe('Pig');
  expect(doubts).toContain('the headline names no film for certain; "Pig" was taken');
});

it('knows who plays by what stands in brackets behind a character', async () => {
  const { article } = await readOne(
    `Pig (2021) review\n\n${prose} His friend (Alex Wolff, superb at being small) drives; a rival (Adam Arkin) waits (Ang Lee, 1995, did so too).\n`,
  );
  expect(article.actors.map(({ name }) => name)).toEqual(['Alex Wolff', 'Adam Arkin']);
});
