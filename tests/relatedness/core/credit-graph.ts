import fc from 'fast-check';
import type { FilmOrPerson } from '../../../src/relatedness/core/path';
import { defaultProfile } from '../../../src/relatedness/core/profile';
import { Ranking } from '../../../src/relatedness/core/rank';
import { type FilmFacts, RelatednessIndex } from '../../../src/relatedness/core/relatedness-index';

/** Few enough that all pairs can be asked about, and so few credits a film that some are not connected. */
export const filmCount = 14;
export const peopleCount = 14;

const person = fc.integer({ min: 1, max: peopleCount });

/** A film with credits of every kind: top, deep, deeper than places go, unbilled, and of other roles. */
const films: fc.Arbitrary<FilmFacts> = fc
  .record({
    id: fc.integer({ min: 1, max: filmCount }),
    releaseYear: fc.option(fc.constantFrom(1950, 1990)),
    directorIds: fc.array(person, { maxLength: 1 }),
    cast: fc.array(fc.record({ person, billing: fc.constantFrom(0, 1, 1, 2, 7, 254, 255, 300) }), {
      maxLength: 2,
    }),
    otherIds: fc.array(person, { maxLength: 2 }),
    isReviewed: fc.boolean(),
  })
  .map(({ cast, isReviewed, ...film }) => ({
    ...film,
    voteCount: null,
    voteAverage: null,
    actorIds: cast.map((member) => member.person),
    billings: cast.map(({ billing }) => billing),
    genreIds: [],
    reviews: isReviewed ? [{ id: film.id, recency: 0 }] : [],
  }));

/** What happens to a store: films come, change and go, and come again. */
export const histories = fc.array(
  fc.record({ film: films, isRemoved: fc.boolean(), isSettled: fc.boolean() }),
  { minLength: 8, maxLength: 60, size: 'max' },
);
export type History = typeof histories extends fc.Arbitrary<infer Value> ? Value : never;

/** An index that has been through all of it, and what there is in the end. */
export function liveThrough(history: History): { ranking: Ranking; films: Map<number, FilmFacts> } {
  const index = new RelatednessIndex({ ...defaultProfile, castDepth: 2 });
  const left = new Map<number, FilmFacts>();
  for (const { film, isRemoved, isSettled } of history) {
    if (isRemoved && left.has(film.id)) {
      index.remove(film.id);
      left.delete(film.id);
    } else {
      index.put(film);
      left.set(film.id, film);
    }
    if (isSettled) index.settle();
  }
  index.settle();
  return { ranking: new Ranking(index), films: left };
}

/** Each person's lowest place on a film, by person. */
export function placesOn({ directorIds, actorIds, billings, otherIds }: FilmFacts): Map<number, number> {
  const credits = [
    ...Array.from(directorIds, (id) => ({ id, place: 0 })),
    ...Array.from(actorIds, (id, i) => ({ id, place: Math.min(255, billings[i]!) })),
    ...Array.from(otherIds, (id) => ({ id, place: 255 })),
  ].sort((a, b) => b.place - a.place);
  return new Map(credits.map(({ id, place }) => [id, place]));
}

export const everything: FilmOrPerson[] = [
  ...Array.from({ length: filmCount }, (_, i) => ({ type: 'Film' as const, id: i + 1 })),
  ...Array.from({ length: peopleCount }, (_, i) => ({ type: 'Person' as const, id: i + 1 })),
];
