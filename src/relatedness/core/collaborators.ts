import { BestFirst } from './best-first';
import { filmField } from './film-table';
import { lastPlace, ordinalIn, placeIn } from './people-features';
import type { RelatednessIndex } from './relatedness-index';

export interface Collaborator {
  personId: number;
  /** What both worked on: newest release year first, films of no known year last; then the lower id. */
  filmIds: number[];
}

interface Shared {
  personId: number;
  /** Ordinals, in the order of `Collaborator.filmIds`. */
  films: number[];
  /** In millionths, whole, so that the sum is the same in any order. */
  prominence: number;
}

/**
 * Who has worked with a person most, in any role: most films first; then by prominence, the sum over these films of
 * 1 / (1 + place), with the place of the collaborator, 0 for a director and 0 and up for actors as they are billed,
 * and nothing for anyone else; then the lower id.
 * @param first how many to keep, 1 or more.
 * @returns with how many there are altogether.
 */
export function rankCollaborators(
  index: RelatednessIndex,
  { personId, first }: { personId: number; first: number },
): { entries: Collaborator[]; total: number } {
  const { features, filmIds } = index;
  const person = features.personWith(personId);
  const best = new BestFirst<Shared>(
    first,
    (a, b) => b.films.length - a.films.length || b.prominence - a.prominence || a.personId - b.personId,
  );
  const found = person < 0 ? new Map<number, Shared>() : sharedByPerson(index, person);
  for (const shared of found.values()) best.add(shared);
  return {
    entries: best.entries.map((shared) => ({
      personId: shared.personId,
      filmIds: shared.films.map((film) => filmIds[film]!),
    })),
    total: found.size,
  };
}

function sharedByPerson(index: RelatednessIndex, person: number): Map<number, Shared> {
  const { people, otherPeople, features } = index;
  const found = new Map<number, Shared>();
  for (const film of filmsOf(index, person)) {
    for (const lists of [people, otherPeople]) {
      for (let i = lists.start(film); i < lists.end(film); i++) {
        const other = features.personOf(ordinalIn(lists.values[i]!));
        if (other === person) continue;
        const shared = found.get(other) ?? { personId: features.personIds[other]!, films: [], prominence: 0 };
        found.set(other, shared);
        if (shared.films.at(-1) === film) continue; // who directs and acts comes first as the director
        const place = placeIn(lists.values[i]!);
        shared.films.push(film);
        shared.prominence += place === lastPlace ? 0 : Math.round(1_000_000 / (1 + place));
      }
    }
  }
  return found;
}

/** Ordinals; newest release year first, then lowest id. */
function filmsOf({ features, films, filmIds }: RelatednessIndex, person: number): number[] {
  const ofPerson = new Set<number>();
  for (const feature of features.featuresOf(person)) {
    for (let i = features.films.start(feature); i < features.films.end(feature); i++) {
      ofPerson.add(ordinalIn(features.films.values[i]!));
    }
  }
  const year = (film: number) => films.get(film, filmField.year) || 0;
  return [...ofPerson].sort((a, b) => year(b) - year(a) || filmIds[a]! - filmIds[b]!);
}
