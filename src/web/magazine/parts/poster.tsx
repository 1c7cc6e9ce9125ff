import type { PosterFragment } from '../operations.generated';
import { drawFilm } from './poster-art';
import { widthOf } from './type-width';

/** A film as a title card. Beside a heading that names the film it is mere ornament, and hidden from screen readers. */
export function Poster({ film }: { film: PosterFragment }) {
  const { palette, drawing } = drawFilm(film);
  return (
    <div class={`poster ${palette}`} aria-hidden="true">
      <svg aria-hidden="true" class="art" viewBox="0 0 300 300" preserveAspectRatio="xMidYMid slice">
        {drawing}
      </svg>
      <div class="words">
        <span class={`title ${titleSize(film.title)}`} dir="auto">
          {film.title}
        </span>
        <span class="year">{film.releaseYear}</span>
      </div>
    </div>
  );
}

/** Sizes of type in hundredths of the card's width, by class, and on how many lines there is room for them. */
const sizes = [
  { name: 'giant', size: 28, lines: 1 },
  { name: 'huge', size: 21, lines: 1 },
  { name: 'large', size: 16.5, lines: 2 },
  { name: 'middling', size: 11.5, lines: 3 },
];
/** How long a line is, in the same hundredths. */
const lineWidth = 88;

/** The largest in which the title fits: no word broken, no line too many. */
function titleSize(title: string): string {
  const fits = sizes.find(({ size, lines }) => countLines(title, lineWidth / size) <= lines);
  return fits?.name ?? 'small';
}

/** @returns on how many lines of such a width the words stand; Infinity if one is longer than a line. */
function countLines(title: string, width: number): number {
  const words = title.trim().split(/\s+/);
  if (words.some((word) => widthOf(word) > width)) return Number.POSITIVE_INFINITY;
  const lines = words.reduce<string[]>((before, word) => {
    const longer = `${before.at(-1)} ${word}`;
    const fits = before.length > 0 && widthOf(longer) <= width;
    return fits ? before.with(-1, longer) : before.concat(word);
  }, []);
  return lines.length;
}
