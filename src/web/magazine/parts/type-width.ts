/**
 * How wide a line is in the type of posters and of the masthead (Archivo at its heaviest and narrowest, capitals),
 * in sizes of the type. Measured, and rounded up: what is said to fit does.
 */
export function widthOf(line: string): number {
  return [...line.toUpperCase()].reduce((width, letter) => width + widthOfLetter(letter), 0);
}

function widthOfLetter(letter: string): number {
  if (letter === ' ') return 0.2;
  if (/[I1.,:;!'’-]/.test(letter)) return 0.27;
  if (/[MW&@]/.test(letter)) return 0.74;
  if (/[ADGHKNOQR]/.test(letter)) return 0.54;
  return /\p{Script=Latin}|\d/u.test(letter) ? 0.49 : 1;
}
