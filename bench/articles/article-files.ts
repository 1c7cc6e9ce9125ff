import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { paragraph } from '../store/prose';
import { Random } from '../store/random';
import { filmTitle, personName } from '../store/words';

interface DrawnArticle {
  title: string;
  year: number;
  director: string;
  actors: string[];
  author: string;
  stars: number;
  body: string[];
}

const authors = 20;
const actors = 3;
const paragraphs = 8;

/** The same articles in each form. @returns the paths, by the name of the form. */
export async function writeArticles(
  folder: string,
  { articles, seed }: { articles: number; seed: string },
): Promise<Record<string, string>> {
  const all = () => drawArticles({ articles, seed });
  const pages = async (name: string, toPage: (article: DrawnArticle) => string) => {
    const path = join(folder, name);
    await mkdir(path);
    let number = 0;
    for (const article of all()) await writeFile(join(path, `${number++}.${name}`), toPage(article));
    return path;
  };
  const one = async (name: string, lines: Iterable<string>) => {
    const path = join(folder, name);
    await pipeline(Readable.from(lines), createWriteStream(path));
    return path;
  };
  return {
    'pages as text': await pages('txt', toText),
    HTML: await pages('html', toHtml),
    Markdown: await pages('md', toMarkdown),
    RSS: await one('feed.rss', rss(all(), toFeedItem)),
    WordPress: await one('wordpress.xml', rss(all(), toPost)),
    'JSON lines': await one('lines.jsonl', lines(all())),
  };
}

/** An export of so many bytes, of which one post in so many is published: the others are drafts. */
export async function writeLargeExport(
  folder: string,
  { bytes, published, seed }: { bytes: number; published: number; seed: string },
): Promise<string> {
  const path = join(folder, 'large.xml');
  function* posts() {
    let written = 0;
    let number = 0;
    for (const article of drawArticles({ articles: Number.POSITIVE_INFINITY, seed })) {
      if (written >= bytes) return;
      const post = toPost(article).replace('>publish<', number++ % published === 0 ? '>publish<' : '>draft<');
      written += Buffer.byteLength(post);
      yield post;
    }
  }
  await pipeline(Readable.from(rss(posts(), (post) => post)), createWriteStream(path));
  return path;
}

function* drawArticles({ articles, seed }: { articles: number; seed: string }): Generator<DrawnArticle> {
  const random = new Random(`${seed}/articles`);
  const names = Array.from({ length: authors }, () => personName(random));
  for (let i = 0; i < articles; i++) {
    yield {
      title: filmTitle(random),
      year: 1950 + random.below(75),
      director: personName(random),
      actors: Array.from({ length: actors }, () => personName(random)),
      author: random.pick(names),
      stars: 1 + random.below(5),
      body: Array.from({ length: paragraphs }, () => paragraph(random)),
    };
  }
}

const credits = ({ director, actors: cast }: DrawnArticle) =>
  `Directed by ${director}. Starring ${cast.join(', ')}.`;
const headline = ({ title, year }: DrawnArticle) => `${title} (${year}) – Review`;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function toText(article: DrawnArticle): string {
  const { title, year, director, actors: cast, author, stars, body } = article;
  return [
    `'${title}' (${year}) - Movie Review`,
    ...body,
    'Movie Details',
    `Title: ${title}`,
    `Release Year: ${year}`,
    `Director(s): ${director}`,
    `Actors: ${cast.join(', ')}`,
    `Rating: ${stars}/5`,
    `© 2020 ${author}`,
  ].join('\n\n');
}

function toHtml(article: DrawnArticle): string {
  const { title, year, director, actors: cast, author, stars, body } = article;
  const person = (name: string) => ({ '@type': 'Person', name });
  const told = {
    '@type': 'Review',
    author: person(author),
    reviewRating: { '@type': 'Rating', ratingValue: stars, bestRating: 5 },
    itemReviewed: {
      '@type': 'Movie',
      name: title,
      dateCreated: String(year),
      director: person(director),
      actor: cast.map(person),
    },
  };
  const text = body.map((words) => `<p>${escaped(words)}</p>`).join('\n');
  const menu = Array.from({ length: 40 }, (_, i) => `<li><a href="/${i}">Section ${i}</a></li>`).join('');
  return `<!doctype html><html><head><title>${escaped(headline(article))}</title><script type="application/ld+json">${JSON.stringify(told)}</script></head>
<body><nav><ul>${menu}</ul></nav><article><h1>${escaped(headline(article))}</h1>${text}</article></body></html>`;
}

function toMarkdown(article: DrawnArticle): string {
  const { title, year, director, actors: cast, author, stars, body } = article;
  const matter = {
    title: headline(article),
    author,
    film: { title, year, director, cast },
    rating: `${stars}/5`,
  };
  return `---\n${JSON.stringify(matter)}\n---\n\n${body.join('\n\n')}\n`;
}

function* rss<Item>(items: Iterable<Item>, toItem: (item: Item) => string): Generator<string> {
  yield `<?xml version="1.0"?><rss version="2.0"><channel><title>The Late Show</title>\n`;
  for (const item of items) yield toItem(item);
  yield '</channel></rss>\n';
}

function itemOf(article: DrawnArticle, more: string): string {
  const { author, stars, body } = article;
  const text = [credits(article), ...body, `Rating: ${stars}/5`].map((words) => `<p>${escaped(words)}</p>`);
  return `<item><title>${escaped(headline(article))}</title><dc:creator>${author}</dc:creator>${more}<content:encoded><![CDATA[${text.join('')}]]></content:encoded></item>\n`;
}

function toFeedItem(article: DrawnArticle): string {
  return itemOf(article, '<pubDate>Mon, 03 May 2021 10:00:00 +0000</pubDate>');
}

function toPost(article: DrawnArticle): string {
  return itemOf(
    article,
    '<wp:post_type xmlns:wp="http://wordpress.org/export/1.2/">post</wp:post_type><wp:status>publish</wp:status>',
  );
}

function* lines(articles: Iterable<DrawnArticle>): Generator<string> {
  for (const article of articles) {
    const { title, year, director, actors: cast, author, stars, body } = article;
    yield `${JSON.stringify({
      headline: headline(article),
      film: { title, releaseYear: year, directors: [director], cast },
      author,
      rating: { value: stars, best: 5 },
      body,
    })}\n`;
  }
}
