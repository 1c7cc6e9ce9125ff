import { Readable } from 'node:stream';
import { readArticles } from '../../../src/ingest/articles/read-articles';

const prose = 'A cook loses what he loves, and goes back to the town that he left to ask for it. '.repeat(4);

/** Each form of article with a date in it. */
const forms: [form: string, withDate: (date: string) => string][] = [
  [
    'front matter in YAML',
    (date) => `---\ntitle: "Pig (2021)"\ndate: ${date}\ndirector: Michael Sarnoski\n---\n\n${prose}\n`,
  ],
  [
    'JSON-LD',
    (date) =>
      `<!doctype html><title>Pig (2021)</title><script type="application/ld+json">{"@type": "Review",
      "itemReviewed": {"@type": "Movie", "name": "Pig"}, "datePublished": "${date}"}</script>
      <article><h1>Pig (2021) review</h1><p>${prose}</p></article>`,
  ],
  [
    'meta elements',
    (date) =>
      `<!doctype html><title>Pig (2021)</title><meta property="article:published_time" content="${date}">
      <article><h1>Pig (2021) review</h1><p>${prose}</p></article>`,
  ],
  [
    'RSS',
    (date) =>
      `<rss version="2.0"><channel><title>The Late Show</title><item><title>Pig (2021)</title>
      <pubDate>${date}</pubDate><description>${prose}</description></item></channel></rss>`,
  ],
];

async function readOne(text: string) {
  for await (const reading of readArticles(Readable.from([Buffer.from(text)]))) {
    if ('article' in reading) return reading;
  }
  throw new Error('holds no article');
}

describe.each(forms)('a date in %s', (_, withDate) => {
  it('is taken', async () => {
    const { article, doubts } = await readOne(withDate('2021-07-16'));
    expect(article.datePublished).toBe('2021-07-16');
    expect(doubts.join()).not.toContain('no date');
  });

  it.each(['0000-00-00', '10000-01-01', '2021-02-30', 'last Tuesday'])(
    'that is none is left out and told of: %s',
    async (date) => {
      const { article, doubts } = await readOne(withDate(date));
      expect(article.datePublished).toBeNull();
      expect(doubts).toContain(`"${date}" is no date of a review`);
    },
  );
});
