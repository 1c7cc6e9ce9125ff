import type { DashboardProfileFragment, ProfileFiguresInput } from '../../operations.generated';

export type Profile = DashboardProfileFragment;
export type Figures = NonNullable<Profile['figures']>;

/** What an editor can turn: the weights first, which say most. */
export interface Knob {
  /** As in "weights.director". */
  path: string;
  name: string;
  about: string;
  least: number;
  most: number;
  /** As far as a slider goes: beyond it hardly anything changes. */
  usual: number;
}

const knob = (
  path: string,
  name: string,
  about: string,
  [least, usual, most]: [number, number, number],
): Knob => ({
  ...{ path, name, about, least, usual, most },
});

export const weightKnobs: Knob[] = [
  knob('weights.director', 'Director', 'What a shared director is worth', [0, 0.5, 100]),
  knob('weights.actor', 'Actor', 'What a shared actor is worth', [0, 0.5, 100]),
  knob('weights.genre', 'Genre', 'What a shared genre is worth', [0, 0.5, 100]),
  knob('weights.era', 'Years', 'What it is worth to be from the same years', [0, 0.5, 100]),
];

export const otherKnobs: Knob[] = [
  knob('billingSlope', 'Billing', 'How fast a place in the cast loses its worth', [0, 2, 100]),
  knob('castDepth', 'Cast depth', 'How many places of a cast count', [1, 50, 255]),
  knob('sharedPeopleBonus', 'Several people', 'By how much each further shared person adds', [0, 3, 10]),
  knob('genreLikeness', 'Genre likeness', 'How much different genres take away', [0, 1, 1]),
  knob('normalisation', 'Length', 'How much it takes away that a film lists much', [0, 1, 1]),
  knob('eraYears', 'Span of years', 'How far apart years still are near, in years', [1, 60, 1000]),
  knob('eraLikeness', 'Years and genres', 'How much different genres take from near years', [0, 1, 1]),
  knob('fameBonus', 'Fame', 'How much better known films gain', [0, 2, 10]),
  knob('receptionContrast', 'Reception', 'How much it takes away that audiences differed', [0, 1, 1]),
  knob('receptionSpan', 'Span of reception', 'How far audiences may differ', [0.1, 10, 100]),
  knob('midpoint', 'Midpoint', 'The sum that makes a score of 0.5', [0.001, 10, 1000]),
];

export const knobs = [...weightKnobs, ...otherKnobs];

export function figureOf(figures: Figures, path: string): number {
  const [outer, inner] = path.split('.') as [keyof Figures, keyof Figures['weights'] | undefined];
  return inner ? figures.weights[inner] : (figures[outer] as number);
}

/** By path, as they are being turned. */
export type Turned = Record<string, number>;

export function turnedOf(figures: Figures): Turned {
  return Object.fromEntries(knobs.map(({ path }) => [path, figureOf(figures, path)]));
}

/** What differs, as the API takes it. */
export function toInput(turned: Turned, from: Figures): ProfileFiguresInput {
  const changed = knobs.filter(({ path }) => turned[path] !== figureOf(from, path));
  const entries = changed.map(({ path }) => [path, turned[path]!] as const);
  const weights = entries.flatMap(([path, value]) =>
    path.startsWith('weights.') ? [[path.slice('weights.'.length), value] as const] : [],
  );
  return {
    ...Object.fromEntries(entries.filter(([path]) => !path.startsWith('weights.'))),
    ...(weights.length > 0 && { weights: Object.fromEntries(weights) }),
  };
}

/** "Director 0.083 → 0.091" for each that differs. */
export function changesInWords(before: Figures, after: Turned): string[] {
  return knobs.flatMap(({ path, name }) => {
    const [was, is] = [figureOf(before, path), after[path]!];
    return was === is ? [] : [`${name} ${figureInWords(was)} → ${figureInWords(is)}`];
  });
}

export function figureInWords(value: number): string {
  return Number.isNaN(value) ? 'nothing' : String(Number(value.toPrecision(4)));
}
