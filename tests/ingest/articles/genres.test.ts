import { Readable } from 'node:stream';
import { readArticles } from '../../../src/ingest/articles/read-articles';

const prose = 'A cook loses what he loves, and goes back to the town that he left to ask for it. '.repeat(4);

/** Front matter, and the genres that the article has by it. */
const cases: [matter: string, genres: string[]][] = [
  ['genres: [crime, DRAMA]', ['Crime', 'Drama']],
  ['genre: film noir', ['Film Noir']],
  ['tags: [review, crime, nicolas cage, Science fiction]', ['Crime', 'Science Fiction']],
  ['genres: [mumblecore]', ['mumblecore']],
  ['tags: [review]', []],
];

it.each(cases)('genres by %s', async (matter, genres) => {
  const text = `---\ntitle: "Pig (2021)"\n${matter}\n---\n\n${prose}\n`;
  for await (const reading of readArticles(Readable.from([Buffer.from(text)]))) {
    expect(reading).toMatchObject({ article: { genres } });
  }
  expect.assertions(1);
});
