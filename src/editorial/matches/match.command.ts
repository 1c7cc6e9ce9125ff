import { type Command, Option } from 'commander';
import { colours } from '../../colours';
import { migrate } from '../../database/data-source';
import { noParent, readPages } from '../../database/keyset';
import type { Store } from '../../database/open-store';
import { poolExecutor, type SqlExecutor, transactionsOver } from '../../database/sql';
import { OperatorError } from '../../errors';
import { toGlobalId } from '../../graphql/node';
import { MatchStatus } from '../../ingest/matching/match-words';
import { refusalFor } from '../constraints';
import { mergeFilms, mergePeople } from '../merging';
import { type Editing, editingAs } from '../mutation';
import type { Kind } from '../upsert';
import { Refusal } from '../user-error';
import { undo } from './act';
import { acceptMatch, rejectMatch } from './deciding';
import { idsOfSlugs, type MatchRow, matchList } from './match.store';
import { describeMatches, type MatchLine, matchLines } from './match-lines';
import { splitFilm, splitPerson } from './splitting';

type WithStore = (action: (store: Store) => Promise<void>) => Promise<void>;

/** What an act made or kept, and by which number it is taken back. */
interface Done {
  id: number;
  act: number;
}

const mostListed = 1000;

/** `reelgraph match …`: who and what was guessed to be meant, and what becomes of it. */
export function addMatchCommands(program: Command, withStore: WithStore): void {
  const withSql = (action: (store: Store) => Promise<void>) =>
    withStore(async (store) => {
      await migrate(store.dataSource);
      await action(store);
    });
  /** Each in a transaction of its own. */
  const act = <Result>(
    { dataSource }: Store,
    action: string,
    change: (editing: Editing) => Promise<Result>,
    about = '',
  ) =>
    transactionsOver(dataSource)((sql) => change(editingAs(sql, { viewer: null, action }))).catch((error) => {
      const refusal = error instanceof Refusal ? error : refusalFor(error);
      throw refusal ? new OperatorError(about + inOneLine(refusal)) : error;
    });

  const match = program
    .command('match')
    .description(
      'films and people that were guessed to be meant: what waits for you to decide, and what you decide',
    );

  match
    .command('list')
    .description('what waits to be decided, the latest first')
    .addOption(
      new Option('--status <status>', 'list others instead')
        .choices(['waiting', 'accepted', 'rejected', 'all'])
        .default('waiting'),
    )
    .addOption(
      new Option('--first <count>', `at most so many, 1 to ${mostListed}`).default(50).argParser(countIn),
    )
    .option('--json', 'print a JSON array')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run reelgraph -- match list\n  npm run reelgraph -- match list --status accepted --first 10',
    )
    .action(({ status, first, json }: { status: string; first: number; json?: boolean }) =>
      withSql(async ({ dataSource }) => {
        const sql = poolExecutor(dataSource);
        const wanted = status === 'all' ? null : (status.toUpperCase() as MatchStatus);
        const [page] = await readPages<MatchRow>(sql, matchList(wanted), [noParent], { limit: first });
        const lines: MatchLine[] = await matchLines(
          sql,
          page!.rows.map(({ row }) => row),
        );
        console.log(
          json ? JSON.stringify(lines, null, 2) : describeMatches(lines, { hasMore: page!.hasMore }),
        );
      }),
    );

  for (const [name, decide, description] of [
    [
      'accept',
      acceptMatch,
      'the two are one: what was made of what is written becomes part of what was meant',
    ],
    ['reject', rejectMatch, 'the two are two, for good; what was made one is taken apart again'],
  ] as const) {
    match
      .command(name)
      .description(description)
      .argument('<id...>', 'numbers, as "match list" shows them')
      .option('--json', 'print a JSON array')
      .addHelpText('after', `\nExample:\n  npm run reelgraph -- match ${name} 3 4`)
      .action((ids: string[], { json }: { json?: boolean }) =>
        withSql(async (store) => {
          const numbers = ids.map((given) => numberIn(given, 'see "match list"'));
          const done: Done[] = [];
          try {
            for (const id of numbers) {
              done.push(await act(store, `${name}Match`, (editing) => decide(editing, id), `match ${id}: `));
              if (!json) tell(`${name}ed match ${id}`, done.at(-1)!);
            }
          } finally {
            // What is done is done, be the next one refused.
            if (json) console.log(JSON.stringify(done, null, 2));
          }
        }),
      );
  }

  const merge = match.command('merge').description('make one of two');
  const split = match.command('split').description('make two of one');
  const report = (text: string, done: Done, json: boolean | undefined) => {
    if (json) console.log(JSON.stringify(done, null, 2));
    else tell(text, done);
  };
  for (const [name, kind, mergeTwo] of [
    ['people', 'Person', mergePeople],
    ['films', 'Film', mergeFilms],
  ] as const) {
    merge
      .command(name)
      .description(`make one of two ${name}: the second becomes part of the first`)
      .argument('<keep>', 'what stays, by its slug or number')
      .argument('<merge>', 'what becomes part of it')
      .option('--json', 'print a JSON object')
      .addHelpText(
        'after',
        `\nExample:\n  npm run reelgraph -- match merge ${name} ${examples[kind].join(' ')}`,
      )
      .action((keep: string, other: string, { json }: { json?: boolean }) =>
        withSql(async (store) => {
          const done = await act(store, `merge${kind === 'Film' ? 'Films' : 'People'}`, async (editing) => {
            const [keepId, mergeId] = await idsIn(editing.sql, kind, [keep, other]);
            return mergeTwo(editing, { keep: keepId!, merge: mergeId! });
          });
          report(`${other} is part of ${keep} now`, done, json);
        }),
      );
  }
  split
    .command('person')
    .description('make somebody new of the credits that a person has on some films')
    .argument('<person>', 'who is two, by their slug or number')
    .argument('<film...>', 'the films of the other, by slug or number')
    .option('--json', 'print a JSON object')
    .addHelpText('after', '\nExample:\n  npm run reelgraph -- match split person steve-mcqueen hunger widows')
    .action((person: string, films: string[], { json }: { json?: boolean }) =>
      withSql(async (store) => {
        const done = await act(store, 'splitPerson', async (editing) => {
          const [personId] = await idsIn(editing.sql, 'Person', [person]);
          return splitPerson(editing, { person: personId!, films: await idsIn(editing.sql, 'Film', films) });
        });
        report(`somebody new of the name of ${person} was made, number ${done.id}`, done, json);
      }),
    );
  split
    .command('film')
    .description('make a film of its own of what some reviews are about')
    .argument('<film>', 'what is two, by its slug or number')
    .argument('<review...>', 'the reviews of the other, by slug or number')
    .option('--year <year>', 'when the other was first shown')
    .option('--json', 'print a JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  npm run reelgraph -- match split film the-fly the-fly-ada-test --year 1958',
    )
    .action((film: string, reviews: string[], { year, json }: { year?: string; json?: boolean }) =>
      withSql(async (store) => {
        const releaseYear = year === undefined ? null : yearIn(year);
        const done = await act(store, 'splitFilm', async (editing) => {
          const [filmId] = await idsIn(editing.sql, 'Film', [film]);
          return splitFilm(editing, {
            film: filmId!,
            reviews: await idsIn(editing.sql, 'Review', reviews),
            releaseYear,
          });
        });
        report(`a film of its own was made of ${film}, number ${done.id}`, done, json);
      }),
    );

  match
    .command('undo')
    .description(
      'take back what was accepted, rejected, merged or split; what others have changed since stays',
    )
    .argument('<act>', 'its number, as it was told when it was done')
    .addHelpText('after', '\nExample:\n  npm run reelgraph -- match undo 12')
    .action((given: string) =>
      withSql(async (store) => {
        const id = numberIn(given, 'whoever merges, splits or decides is told one');
        await act(store, 'undoMatching', (editing) => undo(editing, { id, field: ['act'] }));
        console.log(`${colours.green('took back')} act ${id}`);
      }),
    );
}

const examples = {
  Person: ['elisabeth-shue', 'elizabeth-shue'],
  Film: ['leaving-las-vegas-1995', 'leaving-las-vegas'],
};

function tell(text: string, { act }: Done): void {
  console.log(`${text}; to take it back: match undo ${act}`);
}

function inOneLine({ userErrors }: Refusal): string {
  return userErrors.map(({ message }) => message.replace(/\.$/, '')).join('; ');
}

/** @param told where such numbers are told. */
function numberIn(given: string, told: string): number {
  if (!isNumber(given)) throw new OperatorError(`${given} is no number: ${told}`);
  return Number(given);
}

function isNumber(given: string): boolean {
  return /^[1-9]\d{0,8}$/.test(given);
}

function countIn(given: string): number {
  const count = isNumber(given) ? Number(given) : 0;
  if (count < 1 || count > mostListed) throw new OperatorError(`--first must be 1 to ${mostListed}`);
  return count;
}

function yearIn(given: string): number {
  const year = /^\d{4}$/.test(given) ? Number(given) : 0;
  if (year < 1870 || year > 2200) throw new OperatorError('--year must be 1870 to 2200');
  return year;
}

/** @returns ids as the API has them. @throws OperatorError for a slug that nothing has. */
async function idsIn(sql: SqlExecutor, kind: Kind | 'Review', given: readonly string[]): Promise<string[]> {
  const table = kind.toLowerCase() as Lowercase<typeof kind>;
  const known = await idsOfSlugs(sql, table, given);
  return given.map((name) => {
    const id = known.get(name) ?? (isNumber(name) ? Number(name) : undefined);
    if (id === undefined) throw new OperatorError(`there is no ${table} "${name}"`);
    return toGlobalId(kind, id);
  });
}
