import { type Command, InvalidArgumentError } from 'commander';
import { colours as pc } from '../../colours';
import { migrate } from '../../database/data-source';
import type { Store } from '../../database/open-store';
import { poolExecutor, type SqlExecutor, transactionsOver } from '../../database/sql';
import { OperatorError } from '../../errors';
import { figureRanges, type Profile, profileLabel, withFigure } from '../core/profile';
import { printProfile, readProfileFile, toProfile } from '../profile-file';
import { activateProfile, rollBackProfile } from './activation.store';
import { profileNamed } from './find-profile';
import { type PreviewOptions, previewFilmFile, previewStore } from './preview-sources';
import { activeProfile, activeVersion, createProfile, listProfiles, type ProfileRow } from './profile.store';
import { addProposeCommand } from './propose.command';

type WithStore = (action: (store: Store, interruption: Promise<never>) => Promise<void>) => Promise<void>;

/** `reelgraph profile …`: what relatedness weighs, in versions, one of them active. */
export function addProfileCommands(program: Command, withStore: WithStore): void {
  const withProfiles = (
    action: (sql: SqlExecutor, store: Store, interruption: Promise<never>) => Promise<void>,
  ) =>
    withStore(async (store, interruption) => {
      await migrate(store.dataSource);
      await action(poolExecutor(store.dataSource), store, interruption);
    });

  const profile = program
    .command('profile')
    .description('what relatedness weighs, and how much: in versions, one of them active');

  profile
    .command('list')
    .description('all versions of all profiles')
    .option('--json', 'print a JSON array')
    .addHelpText('after', '\nExample:\n  npm run reelgraph -- profile list')
    .action(({ json }: { json?: boolean }) =>
      withProfiles(async (sql) => {
        const profiles = await listProfiles(sql);
        console.log(json ? JSON.stringify(profiles, null, 2) : describeList(profiles));
      }),
    );

  profile
    .command('show')
    .description('the figures of a profile, as JSON that "create" takes again')
    .argument(
      '[profile]',
      'NAME or NAME@VERSION; the latest version of a name, the active profile without one',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  npm run reelgraph -- profile show\n  npm run reelgraph -- profile show default@2',
    )
    .action((label: string | undefined) =>
      withProfiles(async (sql) => {
        const { profile } = label ? await profileNamed(sql, label) : await activeProfile(sql);
        process.stdout.write(printProfile(profile));
      }),
    );

  profile
    .command('create')
    .description('keep a new version of a profile; nothing changes for readers until it is activated')
    .argument('[file]', 'JSON, as "show" prints and "fit" writes it; - for standard input')
    .option('--name <name>', 'what to call it, instead of the name in the file')
    .option('--from <profile>', 'start from this one instead of a file: NAME or NAME@VERSION')
    .option(
      '--set <figure=number>',
      'change a figure of it, as in weights.ERA=0.1; may be repeated',
      addSetting,
      [],
    )
    .option('--note <text>', 'why it is made')
    .addHelpText(
      'after',
      `
Examples:
  npm run reelgraph -- profile create candidate.json --note "fitted in November"
  npm run reelgraph -- profile create --from default --set weights.DIRECTOR=0.8 --name auteurs`,
    )
    .action((file: string | undefined, { name, from, set, note }: CreateOptions) =>
      withProfiles(async (sql, { dataSource }) => {
        if (file !== undefined && from !== undefined)
          throw new OperatorError('give a file or --from, not both');
        const base = file !== undefined ? await readProfileFile(file) : await baseProfile(sql, from);
        const figures = withSettings(base, set);
        const named = toProfile({ ...figures, name: name ?? figures.name, version: 1 });
        const { isNew, profile } = await transactionsOver(dataSource)((sql) =>
          createProfile(sql, named, { note: note ?? null }),
        );
        const label = profileLabel(profile);
        if (!isNew) console.log(`${label} has these figures already: nothing was created`);
        else console.log(`${pc.green('created')} ${label}; look at it with "profile preview ${label}"`);
      }),
    );

  profile
    .command('preview')
    .description('what readers would see change, over the whole store, if a profile were activated')
    .argument('<profile>', 'NAME, NAME@VERSION or a JSON file')
    .option(
      '--against <profile>',
      'compare with this one instead of the active one (with --films: the default one)',
    )
    .option(
      '--films <file>',
      'over the films of a file (JSON lines), each as if reviewed; no store is needed, and profiles are files',
    )
    .option(
      '--sample <count>',
      'show so many of the lists that articles enter or leave, and of those that only change their order',
      toCount,
      5,
    )
    .option('--json', 'print a JSON object')
    .addHelpText(
      'after',
      `
Examples:
  npm run reelgraph -- profile preview auteurs
  npm run reelgraph -- profile preview candidate.json --films films.jsonl --sample 20`,
    )
    .action((candidate: string, options: PreviewOptions) => {
      if (options.films !== undefined)
        return previewFilmFile(candidate, { ...options, films: options.films });
      return withProfiles((sql, store, interruption) =>
        Promise.race([interruption, previewStore(candidate, { ...options, sql, url: store.url })]),
      );
    });

  addProposeCommand(profile, withProfiles);

  profile
    .command('activate')
    .description('have every list made by this profile, on every instance, within a second or so')
    .argument('<profile>', 'NAME or NAME@VERSION; the latest version of a name')
    .addHelpText('after', '\nExample:\n  npm run reelgraph -- profile activate auteurs@1')
    .action((label: string) =>
      withProfiles(async (sql, { dataSource }) => {
        const wanted = await profileNamed(sql, label);
        const seen = await activeVersion(sql);
        if (wanted.id === seen?.id) {
          console.log(`${profileLabel(wanted.profile)} is active already`);
          return;
        }
        await transactionsOver(dataSource)((sql) => activateProfile(sql, { id: wanted.id, seen }));
        console.log(
          `${pc.green('activated')} ${profileLabel(wanted.profile)}, in the place of ${seen ? profileLabel(seen) : 'none'}; ` +
            '"profile rollback" takes it back',
        );
      }),
    );

  profile
    .command('rollback')
    .description('take the latest activation back: what was active before is active again')
    .addHelpText('after', '\nExample:\n  npm run reelgraph -- profile rollback')
    .action(() =>
      withProfiles(async (sql, { dataSource }) => {
        const seen = await activeVersion(sql);
        if (!seen) throw new OperatorError('no profile is active: there is nothing to take back');
        await transactionsOver(dataSource)((sql) => rollBackProfile(sql, { seen }));
        const now = await activeVersion(sql);
        console.log(
          `${pc.green('rolled back')} ${profileLabel(seen)}: ${profileLabel(now!)} is active again`,
        );
      }),
    );
}

interface CreateOptions {
  name?: string;
  from?: string;
  set: Setting[];
  note?: string;
}

interface Setting {
  figure: string;
  value: number;
}

async function baseProfile(sql: SqlExecutor, from: string | undefined): Promise<Profile> {
  return (from ? await profileNamed(sql, from) : await activeProfile(sql)).profile;
}

function addSetting(text: string, before: Setting[]): Setting[] {
  const [, path, value] = /^([A-Za-z.]+)=(\S+)$/.exec(text) ?? [];
  if (path && !Object.hasOwn(figureRanges, path)) {
    throw new InvalidArgumentError(`Known are ${Object.keys(figureRanges).join(', ')}.`);
  }
  if (!path || !value || Number.isNaN(Number(value))) {
    throw new InvalidArgumentError('Say FIGURE=NUMBER, as in weights.ERA=0.1.');
  }
  return [...before, { figure: path, value: Number(value) }];
}

function withSettings(profile: Profile, settings: Setting[]): Profile {
  return settings.reduce((changed, { figure, value }) => withFigure(changed, figure, value), profile);
}

function toCount(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Say a whole number from 0 to 9999.');
  return Number(text);
}

function describeList(profiles: ProfileRow[]): string {
  const width = Math.max(...profiles.map((profile) => profileLabel(profile).length));
  return profiles
    .map(({ name, version, note, createdAt, activeSince }) => {
      const label = profileLabel({ name, version }).padEnd(width);
      const since = activeSince
        ? pc.green(`active since ${minute(activeSince)}`)
        : `created ${minute(createdAt)}`;
      return `${activeSince ? '*' : ' '} ${label}  ${since}${note ? `  ${pc.dim(note)}` : ''}`;
    })
    .join('\n');
}

const minute = (date: Date) => date.toISOString().slice(0, 16).replace('T', ' ');
