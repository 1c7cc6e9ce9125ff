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
