import { BestFirst } from '../core/best-first';
import type { CompleteFilm, CompleteFilms } from './complete-films';
import type { Ranker } from './ranker';
import { randomNumbers } from './seeded';

/** Makes a ranker of some of the films, given most popular first. */
type Baseline = (films: CompleteFilms, candidates: readonly CompleteFilm[]) => Ranker;

/** The same films for the same question, and nothing else to say for them. */
const random: Baseline = (_, candidates) => ({
  rank: (filmId, first) => {
    const next = randomNumbers(filmId);
    const others = candidates.length - Number(candidates.some(({ id }) => id === filmId));
    const picked = new Set<number>();
    while (picked.size < Math.min(first, others)) {
      const { id } = candidates[Math.floor(next() * candidates.length)]!;
      if (id !== filmId) picked.add(id);
    }
    return [...picked];
  },
});

const popularity: Baseline = (_, candidates) => ({
  rank: (filmId, first) =>
    candidates
      .slice(0, first + 1)
      .map(({ id }) => id)
      .filter((id) => id !== filmId)
      .slice(0, first),
});

/** What a film is made of, each word once. */
type Bag = (film: CompleteFilm) => Set<string>;

/**
 * Ranks by how many words two bags share, ties by popularity.
 * @param score rises with how alike two films are, given their shared words and how many words the candidate has.
 */
function byBag(bagOf: Bag, score: (shared: number, size: number) => number): Baseline {
  return (films, candidates) => {
    const placesOfWord = new Map<string, number[]>();
    const sizes = candidates.map((film, place) => {
      const bag = bagOf(film);
      for (const word of bag) {
        const places = placesOfWord.get(word);
        if (places) places.push(place);
        else placesOfWord.set(word, [place]);
      }
      return bag.size;
    });
    const shared = new Uint16Array(candidates.length);
    return {
      rank: (filmId, first) => {
        shared.fill(0);
        for (const word of bagOf(films.get(filmId))) {
          for (const place of placesOfWord.get(word) ?? []) shared[place]!++;
        }
        const best = new BestFirst<{ place: number; score: number }>(
          first,
          (a, b) => b.score - a.score || a.place - b.place,
        );
        for (let place = 0; place < candidates.length; place++) {
          const candidate = { place, score: score(shared[place]!, sizes[place]!) };
          if (candidates[place]!.id !== filmId) best.add(candidate);
        }
        return best.entries.map(({ place }) => candidates[place]!.id);
      },
    };
  };
}

const everythingShared: Bag = ({ directorIds, actorIds, genreIds }) =>
  new Set([...words('director', directorIds), ...words('actor', actorIds), ...words('genre', genreIds)]);

const soup: Bag = ({ directorIds, actorIds, genreIds }) =>
  new Set([
    ...words('director', directorIds),
    ...words('actor', Array.from(actorIds).slice(0, 3)),
    ...words('genre', genreIds),
  ]);

function words(kind: string, ids: ArrayLike<number>): string[] {
  return Array.from(ids, (id) => `${kind} ${id}`);
}

/** What a profile is to do better than. The soup is the usual first attempt: the cosine of two bags of words. */
export const baselines = {
  random,
  popularity,
  'raw count': byBag(everythingShared, (shared) => shared),
  // The square of the cosine of two bags, but for the size of the one that is the same for all candidates: it orders
  // them alike, and equal ones are equal to the last bit.
  soup: byBag(soup, (shared, size) => (shared * shared) / size),
} satisfies Record<string, Baseline>;
