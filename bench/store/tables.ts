import type { Catalogue } from './catalogue';
import { genreNames } from './genres';
import { Random } from './random';
import { castSize } from './scale';
import { characterName, filmTitle, personName, reviewBody, toSlug, verdict, verdicts } from './words';

export type Value = string | number | null | string[];

/** A table as it is written to the store. Ids are places in the catalogue, from 1. */
export interface Table {
  name: string;
  columns: string[];
  length: number;
  rows: () => Iterable<Value[]>;
}

const day = 86_400_000;
const firstReview = Date.UTC(2005, 0, 1);
const lastReview = Date.UTC(2026, 10, 1);
const drafts = 0.03;
const retracted = 0.01;
/** So many pages tell no more than the year of their copyright line. */
const undated = 0.04;

/** In an order in which each refers to earlier ones only. */
export function tablesOf(catalogue: Catalogue): Table[] {
  const { scale, casting, genres } = catalogue;
  const titles = makeTitles(catalogue);
  return [
    {
      name: 'author',
      columns: ['id', 'slug', 'name', 'bio'],
      length: scale.authors,
      rows: () => authorRows(catalogue),
    },
    {
      name: 'publication',
      columns: ['id', 'slug', 'name'],
      length: scale.publications,
      rows: () => publicationRows(catalogue),
    },
    { name: 'genre', columns: ['id', 'slug', 'name'], length: genreNames.length, rows: genreRows },
    {
      name: 'person',
      columns: ['id', 'slug', 'name'],
      length: casting.people,
      rows: () => personRows(catalogue),
    },
    {
      name: 'film',
      columns: ['id', 'slug', 'title', 'release_year', 'runtime_minutes', 'imdb_id', 'tmdb_id', 'vote_count'],
      length: scale.films,
      rows: () => filmRows(catalogue, titles),
    },
    {
      name: 'film_genre',
      columns: ['film_id', 'genre_id'],
      length: genres.reduce((sum, ofFilm) => sum + ofFilm.length, 0),
      rows: () => filmGenreRows(catalogue),
    },
    {
      name: 'credit',
      columns: ['id', 'film_id', 'person_id', 'role', 'character', 'billing'],
      length: scale.films * (castSize + 1),
      rows: () => creditRows(catalogue),
    },
    {
      name: 'review',
      columns: [
        ...['id', 'slug', 'headline', 'body', 'film_id', 'author_id', 'publication_id', 'status'],
        ...['date_published', 'copyright_year', 'rating_value', 'rating_best', 'film_release_year'],
      ],
      length: scale.reviews,
      rows: () => reviewRows(catalogue, titles),
    },
  ];
}

function makeTitles({ seed, scale }: Catalogue): string[] {
  const random = new Random(`${seed}/titles`);
  return Array.from({ length: scale.films }, () => filmTitle(random));
}

function* authorRows({ seed, scale }: Catalogue): Iterable<Value[]> {
  const random = new Random(`${seed}/authors`);
  for (let id = 1; id <= scale.authors; id++) {
    const name = personName(random);
    yield [
      id,
      `${toSlug(name)}-${id}`,
      name,
      `${name} has written about films since ${1980 + random.below(45)}.`,
    ];
  }
}

function* publicationRows({ scale }: Catalogue): Iterable<Value[]> {
  const names = ['The Last Reel', 'Second Balcony', 'Sprocket', 'House Lights', 'Night Screening'];
  for (const [place, name] of names.slice(0, scale.publications).entries())
    yield [place + 1, toSlug(name), name];
}

function* genreRows(): Iterable<Value[]> {
  for (const [place, name] of genreNames.entries()) yield [place + 1, toSlug(name), name];
}

function* personRows({ seed, casting }: Catalogue): Iterable<Value[]> {
  const random = new Random(`${seed}/names`);
  for (let id = 1; id <= casting.people; id++) {
    const name = personName(random);
    yield [id, `${toSlug(name)}-${id}`, name];
  }
}

function* filmRows({ seed, releaseYears, voteCounts }: Catalogue, titles: string[]): Iterable<Value[]> {
  const random = new Random(`${seed}/films`);
  for (const [film, title] of titles.entries()) {
    const [id, year] = [film + 1, releaseYears[film]!];
    const runtime = Math.max(40, Math.round(100 + 20 * random.normal()));
    yield [
      id,
      `${toSlug(title)}-${year}-${id}`,
      title,
      year,
      runtime,
      `tt${1_000_000 + id}`,
      id,
      voteCounts[film]!,
    ];
  }
}

function* filmGenreRows({ genres }: Catalogue): Iterable<Value[]> {
  for (const [film, ofFilm] of genres.entries()) {
    for (const genre of ofFilm) yield [film + 1, genre + 1];
  }
}

function* creditRows({ seed, casting, scale }: Catalogue): Iterable<Value[]> {
  const random = new Random(`${seed}/characters`);
  let id = 0;
  for (let film = 0; film < scale.films; film++) {
    yield [++id, film + 1, casting.directors[film]! + 1, 'DIRECTOR', null, null];
    for (let billing = 0; billing < castSize; billing++) {
      const person = casting.actors[film * castSize + billing]! + 1;
      yield [++id, film + 1, person, 'ACTOR', characterName(random), billing];
    }
  }
}

function* reviewRows(
  { seed, scale, reviewedFilms, releaseYears }: Catalogue,
  titles: string[],
): Iterable<Value[]> {
  const random = new Random(`${seed}/reviews`);
  const earlierOfFilm = new Uint32Array(scale.films);
  for (const [review, film] of reviewedFilms.entries()) {
    const id = review + 1;
    const title = titles[film]!;
    // No author may say the same of the same film twice; with these two counts none does for 146,600 reviews of it.
    const earlier = earlierOfFilm[film]!++;
    const said = verdict((film * 31 + earlier) % verdicts);
    const author = ((film * 17 + earlier) % scale.authors) + 1;

    const released = Math.max(firstReview, Date.UTC(releaseYears[film]!, 0, 1));
    const date = new Date(released + random.next() * (lastReview - released));
    const isDated = !random.chance(undated);
    const isRated = random.chance(0.8);
    const fate = random.next();
    yield [
      id,
      `${toSlug(title)}-${id}`,
      `${title}: ${said}`,
      reviewBody(random, { title, verdict: said }),
      film + 1,
      author,
      random.below(scale.publications) + 1,
      fate < drafts ? 'DRAFT' : fate < drafts + retracted ? 'RETRACTED' : 'PUBLISHED',
      isDated ? new Date(Math.floor(date.getTime() / day) * day + random.below(day)).toISOString() : null,
      isDated ? null : date.getUTCFullYear(),
      isRated ? 1 + random.below(10) / 2 : null,
      isRated ? 5.5 : null,
      releaseYears[film]!,
    ];
  }
}
