import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPageText } from '../../src/ingest/articles/page-text';
import { readFilmLines } from '../../src/ingest/catalogues/film-lines';
import { samplesFolder } from '../../src/ingest/sample-publication';

const films = readFilmLines(readFileSync(join(samplesFolder, 'films.jsonl'), 'utf8'));
const pages = readdirSync(join(samplesFolder, 'reviews')).map((name) => ({
  name,
  ...readPageText(readFileSync(join(samplesFolder, 'reviews', name))),
}));
const filmOf = (title: string, year: number | null) =>
  films.find((film) => film.title === title && film.releaseYear === year);

describe('the sample publication', () => {
  it('has at least 60 reviews by at least 5 bylines, over 12 genres and every decade since the 1920s', () => {
    expect(pages.length).toBeGreaterThanOrEqual(60);
    const bylines = new Set(pages.map(({ article }) => article.author!.name));
    expect(bylines.size).toBeGreaterThanOrEqual(5);
    expect(new Set(films.flatMap((film) => film.genres)).size).toBeGreaterThanOrEqual(12);
    const decades = new Set(pages.map(({ article }) => Math.floor(article.film.releaseYear! / 10)));
    expect([...decades].sort()).toEqual([192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202]);
  });

  it.each(pages)('$name is read whole, of 120 to 250 words, and fits the facts', ({ article, doubts }) => {
    const isWithoutCast = article.film.title === 'Man with a Movie Camera';
    expect(doubts).toEqual(isWithoutCast ? ['no actor is named'] : []);
    const words = article.body.join(' ').split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(120);
    expect(words).toBeLessThanOrEqual(250);
    expect(article).toMatchObject({
      headline: expect.stringContaining(`'${article.film.title}' (${article.film.releaseYear}) - `),
      author: { bio: expect.any(String) },
      publication: 'The Late Matinee',
      datePublished: expect.stringContaining(`${article.copyrightYear}-`),
      rating: { best: 5 },
      castIsComplete: false,
    });
    expect(article.copyrightYear).toBeGreaterThanOrEqual(article.film.releaseYear!);
    const facts = filmOf(article.film.title, article.film.releaseYear)!;
    expect(article.directors).toEqual(facts.directors.map(({ name }) => name));
    expect(article.actors.map(({ name }) => name)).toEqual(
      facts.cast.slice(0, article.actors.length).map(({ name }) => name),
    );
  });

  it('is a graph worth walking', () => {
    const titlesTwice = films.filter((film) =>
      films.some((other) => other.title === film.title && other !== film),
    );
    expect(new Set(titlesTwice.map((film) => film.title)).size).toBeGreaterThanOrEqual(2); // remakes
    const reviewed = pages.map(({ article }) => `${article.film.title} ${article.film.releaseYear}`);
    expect(new Set(reviewed).size).toBeLessThan(reviewed.length); // a film with two reviews
    const actors = new Set(films.flatMap((film) => film.cast.map(({ name }) => name)));
    expect(
      films.flatMap((film) => film.directors).filter(({ name }) => actors.has(name)).length,
    ).toBeGreaterThan(2);
    const mcQueens = films
      .flatMap((film) => [...film.directors, ...film.cast])
      .filter(({ name }) => name === 'Steve McQueen');
    expect(new Set(mcQueens.map(({ birthYear }) => birthYear))).toEqual(new Set([1930, 1969])); // two of one name
  });

  it('has neighbours of Leaving Las Vegas by director, by actor and by genre, and not the film itself', () => {
    const [director, actor] = ['Mike Figgis', 'Nicolas Cage'];
    const vegas = filmOf('Leaving Las Vegas', 1995)!;
    const others = films.filter((film) => film !== vegas);
    expect(
      others.filter((film) => film.directors.some(({ name }) => name === director)).length,
    ).toBeGreaterThan(1);
    expect(others.filter((film) => film.cast.some(({ name }) => name === actor)).length).toBeGreaterThan(3);
    expect(others.filter((film) => film.genres.includes('Romance')).length).toBeGreaterThan(3);
    expect(pages.some(({ article }) => article.film.title === 'Leaving Las Vegas')).toBe(false);
  });
});
