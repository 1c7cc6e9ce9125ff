import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { InitialSchema1763800000000 } from '../../migrations/1763800000000-initial-schema';
import { ChangeLog1763900000000 } from '../../migrations/1763900000000-change-log';
import { VoteAverage1763950000000 } from '../../migrations/1763950000000-vote-average';
import { Profiles1764000000000 } from '../../migrations/1764000000000-profiles';
import { Writing1764100000000 } from '../../migrations/1764100000000-writing';
import { EditorialRules1764110000000 } from '../../migrations/1764110000000-editorial-rules';
import { Merges1764120000000 } from '../../migrations/1764120000000-merges';
import { Lists1764190000000 } from '../../migrations/1764190000000-lists';
import { Search1764200000000 } from '../../migrations/1764200000000-search';
import { ReviewUrl1764300000000 } from '../../migrations/1764300000000-review-url';
import { Secrets1764310000000 } from '../../migrations/1764310000000-secrets';
import { Engagement1764320000000 } from '../../migrations/1764320000000-engagement';
import { EngagementRollUps1764330000000 } from '../../migrations/1764330000000-engagement-roll-ups';
import { AnalyticsViews1764340000000 } from '../../migrations/1764340000000-analytics-views';
import { ProfileProposals1764360000000 } from '../../migrations/1764360000000-profile-proposals';
import { FactsSource1764380000000 } from '../../migrations/1764380000000-facts-source';
import { Matching1764390000000 } from '../../migrations/1764390000000-matching';
import { ProposalsPutAside1764395000000 } from '../../migrations/1764395000000-proposals-put-aside';
import { TitleHeads1764396000000 } from '../../migrations/1764396000000-title-heads';
import { AccessTokenEntity } from '../access/access-token.entity';
import { SecretEntity } from '../access/secret.entity';
import { AuditEntryEntity } from '../audit/audit-entry.entity';
import { AuthorEntity } from '../authors/author.entity';
import { EditorialRuleEntity } from '../editorial/editorial-rule.entity';
import { IdempotencyKeyEntity } from '../editorial/idempotency-key.entity';
import { MatchEntity } from '../editorial/matches/match.entity';
import { MatchingActEntity } from '../editorial/matches/matching-act.entity';
import { EngagementCalendarEntity } from '../engagement/engagement-calendar.entity';
import { EngagementDayEntity } from '../engagement/engagement-day.entity';
import { EngagementEventEntity } from '../engagement/engagement-event.entity';
import { EngagementPlacementEntity } from '../engagement/engagement-placement.entity';
import { EngagementPlacementDayEntity } from '../engagement/engagement-placement-day.entity';
import { EngagementReviewDayEntity } from '../engagement/engagement-review-day.entity';
import { EngagementTargetDayEntity } from '../engagement/engagement-target-day.entity';
import { EngagementWeekEntity } from '../engagement/engagement-week.entity';
import { codeOf, OperatorError } from '../errors';
import { CreditEntity } from '../films/credit.entity';
import { FilmEntity } from '../films/film.entity';
import { FilmGenreEntity } from '../films/film-genre.entity';
import { FilmTallyEntity } from '../films/film-tally.entity';
import { FormerFilmEntity } from '../films/former-film.entity';
import { GenreEntity } from '../genres/genre.entity';
import { FormerPersonEntity } from '../people/former-person.entity';
import { PersonEntity } from '../people/person.entity';
import { PersonRoleEntity } from '../people/person-role.entity';
import { PublicationEntity } from '../publications/publication.entity';
import { ProfileEntity } from '../relatedness/profiles/profile.entity';
import { ProfileActivationEntity } from '../relatedness/profiles/profile-activation.entity';
import { ReviewEntity } from '../reviews/review.entity';

export const entities = [
  AccessTokenEntity,
  AuditEntryEntity,
  AuthorEntity,
  CreditEntity,
  EditorialRuleEntity,
  EngagementCalendarEntity,
  EngagementDayEntity,
  EngagementEventEntity,
  EngagementPlacementDayEntity,
  EngagementPlacementEntity,
  EngagementReviewDayEntity,
  EngagementTargetDayEntity,
  EngagementWeekEntity,
  FilmEntity,
  FilmGenreEntity,
  FilmTallyEntity,
  FormerFilmEntity,
  FormerPersonEntity,
  GenreEntity,
  IdempotencyKeyEntity,
  MatchEntity,
  MatchingActEntity,
  PersonEntity,
  PersonRoleEntity,
  ProfileActivationEntity,
  ProfileEntity,
  PublicationEntity,
  ReviewEntity,
  SecretEntity,
];

export const migrations = [
  InitialSchema1763800000000,
  ChangeLog1763900000000,
  VoteAverage1763950000000,
  Profiles1764000000000,
  Writing1764100000000,
  EditorialRules1764110000000,
  Merges1764120000000,
  Lists1764190000000,
  Search1764200000000,
  ReviewUrl1764300000000,
  Secrets1764310000000,
  Engagement1764320000000,
  EngagementRollUps1764330000000,
  AnalyticsViews1764340000000,
  ProfileProposals1764360000000,
  FactsSource1764380000000,
  Matching1764390000000,
  ProposalsPutAside1764395000000,
  TitleHeads1764396000000,
];

/** The first whose SQL functions can have a body that is parsed when they are made. */
const oldestPostgres = 14;

/** Taken while migrating, so that instances which start together on an empty database migrate it once. */
const migrationLock = 7_360_002;

/** What holds for what callers ask for; a migration, an import or a report may take its time. */
export interface StatementBounds {
  statementTimeoutMs: number;
  /** How long a transaction may be idle: no request goes on for longer than this. */
  requestTimeoutMs: number;
}

export interface DataSourceOptions {
  url: string;
  poolSize: number;
  bounds?: StatementBounds;
}

/**
 * Connect to PostgreSQL.
 * @throws OperatorError if it does not answer or does not let us in; the password is never repeated.
 */
export async function openDataSource({ url, poolSize, bounds }: DataSourceOptions): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    poolSize,
    applicationName: 'reelgraph',
    connectTimeoutMS: 5_000,
    // Every statement here is written for one plan. To plan again for the values of each call, as PostgreSQL would,
    // takes longer than to look some rows up by their ids: it is half of the time of most statements.
    // And what is asked here is short: workers would read far ahead of a page's last row, on the cores of others.
    extra: {
      options: sessionOptions({
        plan_cache_mode: 'force_generic_plan',
        max_parallel_workers_per_gather: 0,
        timezone: 'UTC',
        jit: 'off', // to compile a statement takes longer than the longest of them runs
        ...(bounds && boundedBy(bounds)),
      }),
      keepAlive: true, // a peer that is gone without a word is found out in the end
    },
    // A connection that fails while idle is the pool's to replace; a statement that fails says so itself.
    poolErrorHandler: () => undefined,
    installExtensions: false,
  });
  try {
    return await dataSource.initialize();
  } catch (error) {
    throw new OperatorError(`DATABASE_URL: ${whyNotConnected(error, url)}`);
  }
}

/** Settings of PostgreSQL for one connection, as its start has them. */
export function sessionOptions(settings: Record<string, string | number>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

function boundedBy({ statementTimeoutMs, requestTimeoutMs }: StatementBounds) {
  return {
    statement_timeout: statementTimeoutMs,
    // Whoever waits for others is told so, rather than that it took too long.
    lock_timeout: Math.ceil(statementTimeoutMs / 2),
    // An instance that hangs in the middle of a transaction would keep its locks.
    idle_in_transaction_session_timeout: requestTimeoutMs,
  };
}

/** Bring the schema up to date. @returns the names of the migrations that ran, in order. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return aloneWithSchema(dataSource, async () =>
    (await dataSource.runMigrations()).map((migration) => migration.name),
  );
}

/** Take the latest migration back. */
export function undoMigration(dataSource: DataSource): Promise<void> {
  return aloneWithSchema(dataSource, () => dataSource.undoLastMigration({ transaction: 'each' }));
}

/** @throws OperatorError if this PostgreSQL, or this user of it, cannot have the schema. */
async function aloneWithSchema<Result>(
  dataSource: DataSource,
  change: () => Promise<Result>,
): Promise<Result> {
  const { url } = dataSource.options as { url: string };
  // A connection beside the pool: a pool of one would wait for itself.
  const lockHolder = new Client({ connectionString: url });
  lockHolder.on('error', () => undefined); // the statement that it fails says so
  try {
    await lockHolder.connect();
    const { rows } = await lockHolder.query('SHOW server_version_num');
    const major = Math.floor(rows[0].server_version_num / 10_000);
    if (major < oldestPostgres) {
      throw new OperatorError(
        `DATABASE_URL: this is PostgreSQL ${major}, and PostgreSQL ${oldestPostgres} or later is needed`,
      );
    }
    await lockHolder.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    return await change();
  } catch (error) {
    switch (codeOf(error)) {
      case '42501':
        throw new OperatorError(
          `DATABASE_URL: the database user may not migrate (${(error as Error).message}); ` +
            'grant it CREATE on the database, or run "reelgraph migrate" as its owner',
        );
      case '0A000':
      case '58P01':
        throw new OperatorError(
          `DATABASE_URL: PostgreSQL lacks an extension (${(error as Error).message}); install its contrib package`,
        );
      case '53300':
        throw new OperatorError(`DATABASE_URL: ${whyNotConnected(error, url)}`);
      default:
        throw error;
    }
  } finally {
    await lockHolder.end();
  }
}

function whyNotConnected(error: unknown, url: string): string {
  const { host, pathname } = new URL(url);
  const database = pathname.slice(1);
  const code = codeOf(error) ?? codeOf((error as AggregateError).errors?.[0]);
  if (code === '28P01' || code === '28000') return `PostgreSQL at ${host} refuses this user or password`;
  if (code === '3D000') return `PostgreSQL at ${host} has no database "${database}"; create it with createdb`;
  if (code === '53300') return `PostgreSQL at ${host} has no connection left; lower DATABASE_POOL_SIZE`;
  const detail = code ?? (error as Error).message;
  return `no PostgreSQL answers at ${host} (${detail}); start it, or correct the address`;
}
