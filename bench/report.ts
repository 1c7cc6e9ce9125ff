import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { projectRoot } from '../src/project';
import { type FigureTable, toMarkdown } from './measure/figures';
import { describeMachine } from './measure/machine';
import { type BenchOptions, largeScale, partNames, smallScales } from './options';

/**
 * Write the tables to bench/figures, in a file named by the scales, and by the part where it was but one.
 * @returns the text, and where it stands.
 */
export async function writeReport(
  tables: FigureTable[],
  { options, postgresVersion }: { options: BenchOptions; postgresVersion: string },
): Promise<{ text: string; file: string }> {
  const scales = options.scales.map(shortScale);
  const text = [
    `# Figures at ${scales.join(', ')} reviews`,
    '',
    `Command: \`${commandFor(options)}\``,
    '',
    ...describeMachine(postgresVersion).map((line) => `- ${line}`),
    '',
    tables.map(toMarkdown).join('\n\n'),
    '',
  ].join('\n');
  const folder = join(projectRoot, 'bench', 'figures');
  const file = join(folder, `${[...scales, ...partsNamed(options)].join('-')}.md`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  return { text, file: relative(process.cwd(), file) };
}

/** What takes these figures again. */
function commandFor(options: BenchOptions): string {
  const { scales, parts, seconds, minutes, seed } = options;
  const isLarge = isDeepStrictEqual(scales, [...smallScales, largeScale]);
  const isUsual = isLarge || isDeepStrictEqual(scales, smallScales);
  const flags = [
    ...(isLarge ? ['--large'] : isUsual ? [] : scales.map((reviews) => `--reviews ${reviews}`)),
    ...partsNamed(options).map(() => `--only ${parts[0]}`),
    ...(seconds === 8 ? [] : [`--seconds ${seconds}`]),
    ...(minutes === 10 ? [] : [`--minutes ${minutes}`]),
    ...(seed === '1' ? [] : [`--seed ${seed}`]),
  ];
  return ['npm run bench', ...(flags.length > 0 ? ['--'] : []), ...flags].join(' ');
}

function partsNamed({ parts }: BenchOptions): readonly string[] {
  return parts.length === partNames.length ? [] : parts;
}

/** 10k, 1m, or the number where it is not round. */
function shortScale(reviews: number): string {
  if (reviews % 1_000_000 === 0) return `${reviews / 1_000_000}m`;
  return reviews % 1_000 === 0 ? `${reviews / 1_000}k` : String(reviews);
}
