import { type Command, Option } from 'commander';
import { profileLabel } from '../core/profile';
import { withoutEachTerm } from './ablation';
import { evaluate } from './evaluate';
import { type InputOptions, type ReadStore, readInputs } from './inputs';
import { Progress } from './progress';
import { describeQuality, qualityAsJson } from './report';
import { type Part, parts } from './truth';

interface EvaluateOptions extends InputOptions {
  part: Part;
  ablation?: boolean;
  json?: boolean;
}

/** Lets the program measure how well films are found that belong together. */
export function addEvaluateCommand(program: Command, { readStore }: { readStore: ReadStore }): void {
  addInputOptions(program.command('evaluate'))
    .description('measure how well the profile finds films that belong together')
    .addOption(new Option('--part <part>', 'only these queries').choices(parts).default('all'))
    .option('--ablation', 'also measure the profile with each of its terms switched off')
    .option('--json', 'print the same as JSON')
    .addHelpText(
      'after',
      `${inputHelp}
Exit code: 0 if all was measured, 1 if a file cannot be taken, 2 if the command was misspelt.

Examples:
  npm run reelgraph -- evaluate series.jsonl
  npm run reelgraph -- evaluate ratings.csv --links links.csv --films films.jsonl --ablation`,
    )
    .action(async (truthPaths: string[], options: EvaluateOptions) => {
      const progress = new Progress();
      try {
        const { profile, ...inputs } = await readInputs(truthPaths, options, { readStore, progress });
        const profiles = [
          { name: profileLabel(profile), profile },
          ...(options.ablation ? withoutEachTerm(profile) : []),
        ];
        const results = await evaluate({ ...inputs, part: options.part }, profiles, progress);
        console.log(
          options.json ? JSON.stringify(qualityAsJson(results), null, 2) : describeQuality(results),
        );
      } finally {
        progress.end();
      }
    });
}

/** What `evaluate` and `fit` are both told. */
export function addInputOptions(command: Command): Command {
  return command
    .argument('<truth...>', 'files that say which films belong together')
    .option('--films <file>', 'films to measure on, JSON lines; no store is touched then')
    .option('--links <file>', "MovieLens' links.csv: which film a movieId is")
    .option(
      '--profile <file>',
      'a profile as JSON, instead of the active one of the store (with --films: the default one)',
    );
}

export const inputHelp = `
A truth is known by its first line:
  {"universe": [tmdbId …]}                  then {"tmdbId", "related": [tmdbId …]} a line, best first
  {"collectionId", "films": [tmdbId …]}     a series a line
  ratings.csv, ratings.dat or u.data        ratings as MovieLens publishes them; without --links a movieId is a tmdbId
Films are those of the store, or of --films: a film a line, as "import" reads them or as in an extract of TMDB's.
`;
