import { mixBits } from './seeded';

export const parts = ['fit', 'rest', 'all'] as const;

/** Queries that profiles are fitted on, those that judge them, or both. */
export type Part = (typeof parts)[number];

export interface TruthQuery {
  filmId: number;
  /** What each film that should be found is worth, above 0 and up to 1; at least one. */
  gains: ReadonlyMap<number, number>;
  half: Exclude<Part, 'all'>;
}

/** What should be found for some films, in ids of the films that quality is measured on. */
export interface Truth {
  /** The file that it comes from. */
  source: string;
  /** How films of it are meant to be related. */
  form: 'who liked both' | 'same series' | 'who liked both, from ratings';
  /** Films that may be ranked; every complete one where it is null. */
  universe: ReadonlySet<number> | null;
  queries: TruthQuery[];
  /** What is to be known of it beside its figures. */
  notes: string[];
}

/** Always the same half for the same key, in whichever truth and order it comes. */
export function halfOf(key: number): TruthQuery['half'] {
  return mixBits(key) % 2 === 0 ? 'fit' : 'rest';
}

export function queriesOf({ queries }: Truth, part: Part): TruthQuery[] {
  return part === 'all' ? queries : queries.filter(({ half }) => half === part);
}

/** Gains of a list of n films, best first: (n − place) / n. Those that are not known keep the others' gains as they are. */
export function gainsByPlace(filmIds: readonly (number | undefined)[]): Map<number, number> {
  const gains = new Map<number, number>();
  filmIds.forEach((id, place) => {
    if (id !== undefined) gains.set(id, (filmIds.length - place) / filmIds.length);
  });
  return gains;
}
