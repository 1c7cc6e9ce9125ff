import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { OperatorError } from '../../errors';
import { figureRanges, type Profile, profileLabel } from '../core/profile';
import { isProfileName, printProfile } from '../profile-file';
import { climb } from './climb';
import { evaluate, queriesToAsk } from './evaluate';
import { addInputOptions, inputHelp } from './evaluate.command';
import { FitProgress } from './fit-progress';
import { describeFit } from './fit-report';
import { type InputOptions, type Inputs, type ReadStore, readInputs } from './inputs';
import { Progress } from './progress';
import { worthOnFit } from './worth';
import { writeWhole } from './write-whole';

interface FitOptions extends InputOptions {
  seed: number;
  rounds: number;
  name: string;
  mark?: number[];
  keep: string[];
  out?: string;
  json?: boolean;
}

/** Lets the program search a profile that finds better what belongs together. */
export function addFitCommand(program: Command, { readStore }: { readStore: ReadStore }): void {
  addInputOptions(program.command('fit'))
    .description('search a profile that finds better what belongs together, on half of the queries')
    .option('--seed <number>', 'the same seed gives the same profile', wholeNumber, 1)
    .option('--rounds <number>', 'how many profiles to try', wholeNumber, 200)
    .option(
      '--mark <numbers>',
      'for each truth: the multiple of the soup that is wished for, with commas between',
      positiveNumbers,
    )
    .option(
      '--keep <figures>',
      'figures that stay as they are in --profile, with commas between',
      knownFigures,
      [],
    )
    .option('--name <name>', 'what to call the profile that is found', profileName, 'fitted')
    .option('--out <file>', 'write the profile there as JSON')
    .option('--json', 'print the profile as JSON, and nothing else')
    .addHelpText(
      'after',
      `${inputHelp}
The search goes up from --profile. Of several truths the one that is served worst counts most.
Exit code: 0 if a profile was searched, 1 if a file cannot be taken, 2 if the command was misspelt.

Examples:
  npm run reelgraph -- fit series.jsonl --out candidate.json
  npm run reelgraph -- fit liked.jsonl series.jsonl --films films.jsonl --rounds 500 --mark 1.6,1.03`,
    )
    .action(async (truthPaths: string[], options: FitOptions) => {
      const marks = options.mark ?? truthPaths.map(() => 1);
      if (marks.length !== truthPaths.length) {
        throw new OperatorError(
          `--mark needs a number for each truth: ${truthPaths.length}, not ${marks.length}`,
        );
      }
      if (options.out) await expectWritable(options.out);
      const progress = new Progress();
      try {
        const inputs = await readInputs(truthPaths, options, { readStore, progress });
        for (const truth of inputs.truths) queriesToAsk(truth, 'rest');
        const candidate = await search(inputs, { ...options, marks }, progress);
        if (options.out) await writeWhole(options.out, printProfile(candidate));
        if (options.json) process.stdout.write(printProfile(candidate));
        else console.log(await compare(inputs, candidate, progress));
      } finally {
        progress.end();
      }
    });
}

async function search(
  { profile: start, ...inputs }: Inputs,
  { marks, name, seed, rounds, keep }: FitOptions & { marks: number[] },
  progress: Progress,
): Promise<Profile> {
  const worthOf = await worthOnFit(inputs, marks, progress);
  const fitProgress = new FitProgress(progress, rounds);
  const found = await climb(start, { seed, rounds, keep }, worthOf, (round) => fitProgress.report(round));
  progress.end();
  return { ...found, name, version: name === start.name ? start.version + 1 : 1 };
}

async function compare(
  { profile: start, ...inputs }: Inputs,
  candidate: Profile,
  progress: Progress,
): Promise<string> {
  const profiles = [start, candidate].map((profile) => ({ name: profileLabel(profile), profile }));
  const fit = await evaluate({ ...inputs, part: 'fit' }, profiles, progress);
  const rest = await evaluate({ ...inputs, part: 'rest' }, profiles, progress);
  return describeFit({ fit, rest }, profiles);
}

/** Better now than after minutes of searching. */
async function expectWritable(path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
  if (isFolder) throw new OperatorError(`${path} cannot be written: it is a folder`);
  await access(dirname(path), constants.W_OK).catch(() => {
    throw new OperatorError(`${path} cannot be written: its folder is not there, or not yours to write to`);
  });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 2 ** 31 - 1)
    throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

function profileName(text: string): string {
  if (!isProfileName(text))
    throw new InvalidArgumentError('Small letters, digits and dashes, a letter first.');
  return text;
}

function knownFigures(text: string): string[] {
  const known = Object.keys(figureRanges);
  const figures = text.split(',');
  if (!figures.every((figure) => known.includes(figure))) {
    throw new InvalidArgumentError(`Known are ${known.join(', ')}.`);
  }
  return figures;
}

function positiveNumbers(text: string): number[] {
  const numbers = text.split(',').map(Number);
  if (!numbers.every((number) => number > 0 && number <= 1000)) {
    throw new InvalidArgumentError('Each must be a number above 0, to 1000.');
  }
  return numbers;
}
