import { BestFirst } from './best-first';
import { ordinalIn } from './people-features';
import type { RelatednessIndex } from './relatedness-index';

export interface FilmToReview {
  filmId: number;
  /** How many articles are about films that share a director or an actor with it. */
  articles: number;
  /** The people shared: who is of the most of these articles first, then the lower id; at most `mostPeople`. */
  personIds: number[];
}

/** Tells when others are to have their turn, and gives it to them. */
interface Pauses {
  isOver: boolean;
  next(): Promise<void>;
}

const mostPeople = 3;

/**
 * The films without a published review that would connect the most articles: most first, then the lower id. Actors
 * count as deep in a cast as the profile says.
 * @param articlesOf how many articles count of a film.
 * @param pauses between films; a film that changes meanwhile may be counted as it was.
 */
export async function rankFilmsToReview(
  index: RelatednessIndex,
  { first, articlesOf, pauses }: { first: number; articlesOf: (filmId: number) => number; pauses: Pauses },
): Promise<FilmToReview[]> {
  const { features, people, filmIds, ordinalCount } = index;
  const articles = new Int32Array(ordinalCount);
  /** By feature: how many articles are about its films. */
  const worths = new Int32Array(features.ordinalCount);
  for (let film = 0; film < ordinalCount; film++) {
    if (pauses.isOver) await pauses.next();
    articles[film] = index.isReviewed(film) ? articlesOf(filmIds[film]!) : 0;
    if (articles[film] === 0) continue;
    for (let i = people.start(film); i < people.end(film); i++) {
      worths[ordinalIn(people.values[i]!)]! += articles[film]!;
    }
  }

  const best = new BestFirst<{ film: number; articles: number }>(
    first,
    (a, b) => b.articles - a.articles || filmIds[a.film]! - filmIds[b.film]!,
  );
  for (let film = 0; film < ordinalCount; film++) {
    if (pauses.isOver) await pauses.next();
    if (index.ordinalOf(filmIds[film]!) !== film || index.isReviewed(film)) continue;
    // Of two people who share a film its articles are in both sums: it cannot be more than the sums together.
    let atMost = 0;
    for (let i = people.start(film); i < people.end(film); i++)
      atMost += worths[ordinalIn(people.values[i]!)] ?? 0;
    if (atMost === 0 || atMost < (best.last?.articles ?? 0)) continue;
    best.add({ film, articles: articlesThrough(index, featuresOf(index, film), articles) });
  }
  return best.entries.map((entry) => ({
    filmId: filmIds[entry.film]!,
    articles: entry.articles,
    personIds: peopleShared(index, entry.film, articles),
  }));
}

/** The directors and actors of a film. */
function featuresOf({ people }: RelatednessIndex, film: number): number[] {
  return Array.from(people.values.subarray(people.start(film), people.end(film)), ordinalIn);
}

/** How many articles are about the films that carry one of the features. */
function articlesThrough(
  { features: { films } }: RelatednessIndex,
  features: readonly number[],
  articles: Int32Array,
): number {
  const seen = new Set<number>();
  let sum = 0;
  for (const feature of features) {
    for (let i = films.start(feature); i < films.end(feature); i++) {
      const film = ordinalIn(films.values[i]!);
      if (!articles[film] || seen.has(film)) continue;
      seen.add(film);
      sum += articles[film];
    }
  }
  return sum;
}

function peopleShared(index: RelatednessIndex, film: number, articles: Int32Array): number[] {
  const { personIds } = index.features;
  const features = featuresOf(index, film);
  const worths = [...new Set(features.map((feature) => personIds[feature]!))].map((id) => ({
    id,
    worth: articlesThrough(
      index,
      features.filter((feature) => personIds[feature] === id),
      articles,
    ),
  }));
  return worths
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || a.id - b.id)
    .slice(0, mostPeople)
    .map(({ id }) => id);
}
