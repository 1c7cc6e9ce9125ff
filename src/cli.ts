import 'reflect-metadata';
import { Command } from 'commander';
import { addTokenCommands } from './access/token.command';
import { readConfig } from './config';
import { migrate, undoMigration } from './database/data-source';
import { openStore, type Store } from './database/open-store';
import { poolExecutor, transactionsOver } from './database/sql';
import { addMatchCommands } from './editorial/matches/match.command';
import { addDemoTrafficCommand } from './engagement/demo/demo-traffic.command';
import { addEngagementCommands } from './engagement/engagement.command';
import { codeOf, describeForTerminal, OperatorError } from './errors';
import { addSchemaCommand } from './graphql/schema.command';
import { addExportCommand } from './ingest/export.command';
import { addExtractionCommand } from './ingest/extraction/extraction.command';
import { addImportArticleCommand } from './ingest/import-article.command';
import { addImportCatalogueCommand } from './ingest/import-catalogue.command';
import { addProfileCommands } from './relatedness/profiles/profile.command';
import { activeProfile, createProfile } from './relatedness/profiles/profile.store';
import { readStoreFilms } from './relatedness/quality/complete-films.store';
import { addEvaluateCommand } from './relatedness/quality/evaluate.command';
import { addFitCommand } from './relatedness/quality/fit.command';

// Piped into `head`, say: nobody reads on, but what was begun is still to be finished.
process.stdout.on('error', (error) => {
  if (codeOf(error) !== 'EPIPE') throw error;
});

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const program = new Command('reelgraph')
  .description('Runs beside the service, on the store that the same settings name.')
  .showSuggestionAfterError()
  .showHelpAfterError('(--help shows what there is)')
  .configureHelp({ showGlobalOptions: true });

program
  .command('migrate')
  .description('bring the schema of the store up to date')
  .option('--undo', 'take the latest migration back instead')
  .addHelpText('after', '\nExample:\n  npm run reelgraph -- migrate')
  .action(({ undo }: { undo?: boolean }) =>
    withStore(async ({ dataSource }) => {
      if (undo) {
        await undoMigration(dataSource);
        console.log('the latest migration was taken back');
        return;
      }
      const names = await migrate(dataSource);
      console.log(names.length > 0 ? `ran ${names.join(', ')}` : 'the schema is up to date');
    }),
  );

addSchemaCommand(program);
addExtractionCommand(program);

const importCommand = program.command('import').description('take in what people have');
addImportCatalogueCommand(importCommand, withStore);
addImportArticleCommand(importCommand, withStore);
addExportCommand(program, withStore);

addMatchCommands(program, withStore);
addTokenCommands(program, withStore);
addProfileCommands(program, withStore);
addEngagementCommands(program, withStore);
addDemoTrafficCommand(program, withStore);
const toMeasure = {
  readStore: () =>
    withStore(({ dataSource }, interruption) => {
      const sql = poolExecutor(dataSource);
      const read = async () => ({
        films: await readStoreFilms(sql),
        profile: (await activeProfile(sql)).profile,
      });
      return Promise.race([interruption, read()]);
    }),
};
addEvaluateCommand(program, toMeasure);
addFitCommand(program, {
  ...toMeasure,
  keepInStore: (profile, note) =>
    withStore(
      async ({ dataSource }) =>
        (await transactionsOver(dataSource)((sql) => createProfile(sql, profile, { note }))).profile,
    ),
});

/**
 * A command that is interrupted still lets go of the store: an embedded PostgreSQL that it started would
 * outlive it. A second Ctrl-C ends at once.
 * @param action is given what rejects on the first Ctrl-C; what does not race it is finished first.
 */
async function withStore<Result>(
  action: (store: Store, interruption: Promise<never>) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(process.env);
  let interrupt: NodeJS.SignalsListener = () => undefined;
  const interruption = new Promise<never>((_, reject) => {
    interrupt = (signal) => reject(new Interruption(`interrupted (${signal})`));
  });
  for (const signal of signals) process.once(signal, interrupt);
  interruption.catch(() => undefined); // it may come before or after there is something to interrupt
  try {
    const store = await openStore(config);
    try {
      return await action(store, interruption);
    } finally {
      await store.close();
    }
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}

class Interruption extends OperatorError {}

for (const command of [
  program,
  ...program.commands,
  ...program.commands.flatMap((group) => [
    ...group.commands,
    ...group.commands.flatMap(({ commands }) => commands),
  ]),
]) {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
}

program.parseAsync().catch((error) => {
  console.error(describeForTerminal(error));
  // What was interrupted may still be reading from the terminal.
  if (error instanceof Interruption) process.exit(130);
  process.exitCode = 1;
});
