import { type Command, Option } from 'commander';
import { addAuditEntry, changesBetween } from '../audit/audit.store';
import { colours } from '../colours';
import { migrate } from '../database/data-source';
import type { Store } from '../database/open-store';
import { poolExecutor, type SqlExecutor } from '../database/sql';
import { OperatorError } from '../errors';
import { table } from '../relatedness/quality/table';
import { type AccessToken, addToken, listTokens, revokeToken } from './access-token.store';
import { whenExpires } from './expiry';
import { Role } from './role';
import { hashOf, makeToken } from './token';

type WithStore = (action: (store: Store) => Promise<void>) => Promise<void>;

/** `reelgraph token …`: who may do more than read what is published. */
export function addTokenCommands(program: Command, withStore: WithStore): void {
  const withTokens = (action: (sql: SqlExecutor) => Promise<void>) =>
    withStore(async ({ dataSource }) => {
      await migrate(dataSource);
      await action(poolExecutor(dataSource));
    });

  const token = program
    .command('token')
    .description('who may do more than read what is published: bearer tokens, each with a role');

  token
    .command('create')
    .description('make a token; it is shown once, and only its hash is kept')
    .addOption(
      new Option('--role <role>', 'what it is for: editor writes, analyst reads figures, admin may do both')
        .choices(Object.values(Role).map((role) => role.toLowerCase()))
        .makeOptionMandatory(),
    )
    .requiredOption('--name <name>', 'whose it is: the name that stands beside what is done with it')
    .option('--expires <when>', 'after a time (12h, 90d, 1y), on a day (2030-12-31) or never', '90d')
    .option('--json', 'print a JSON object')
    .addHelpText(
      'after',
      `
The token alone goes to standard output, so that a script can take it from there.

Examples:
  npm run reelgraph -- token create --role editor --name "Edith"
  TOKEN=$(npm run -s reelgraph -- token create --role editor --name "the CMS" --expires 1y)
  curl localhost:4000/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
    -d '{"query":"{ viewer { name role } }"}'`,
    )
    .action((options: { role: string; name: string; expires: string; json?: boolean }) => {
      const expiresAt = whenExpires(options.expires);
      const name = options.name.trim();
      if (!name || name.length > 200) throw new OperatorError('--name must be 1 to 200 characters');
      return withTokens(async (sql) => {
        const secret = makeToken();
        const role = options.role.toUpperCase() as Role;
        const made = await addToken(sql, { name, role, hash: hashOf(secret), expiresAt });
        await record(sql, 'createToken', { before: null, after: made });
        if (options.json) {
          console.log(JSON.stringify({ token: secret, ...made }, null, 2));
          return;
        }
        console.log(secret);
        const until = expiresAt ? `until ${day(expiresAt)}` : 'until it is revoked';
        console.error(
          `token ${made.id} of ${name}, ${options.role}, ${until}: keep it now, it is not shown again`,
        );
      });
    });

  token
    .command('list')
    .description('all tokens, without the secret that nobody has but their holders')
    .option('--json', 'print a JSON array')
    .addHelpText('after', '\nExample:\n  npm run reelgraph -- token list')
    .action(({ json }: { json?: boolean }) =>
      withTokens(async (sql) => {
        const tokens = await listTokens(sql);
        console.log(json ? JSON.stringify(tokens, null, 2) : describeTokens(tokens));
      }),
    );

  token
    .command('revoke')
    .description('make a token worthless, from the next request on')
    .argument('<id>', 'its number, as "token list" shows it')
    .addHelpText('after', '\nExample:\n  npm run reelgraph -- token revoke 3')
    .action((given: string) => {
      const id = /^\d{1,9}$/.test(given) ? Number(given) : 0;
      if (id === 0) throw new OperatorError('the number of a token is wanted: see "token list"');
      return withTokens(async (sql) => {
        const before = (await listTokens(sql)).find((token) => token.id === id);
        const revoked = await revokeToken(sql, id);
        if (!before || !revoked) throw new OperatorError(`there is no token ${id}: see "token list"`);
        await record(sql, 'revokeToken', { before, after: revoked });
        console.log(`${colours.green('revoked')} token ${id} of ${revoked.name}`);
      });
    });
}

async function record(
  sql: SqlExecutor,
  action: string,
  { before, after }: { before: AccessToken | null; after: AccessToken },
): Promise<void> {
  const changes = changesBetween(before, after);
  await addAuditEntry(sql, {
    viewer: null,
    action,
    subjectType: 'AccessToken',
    subjectId: after.id,
    changes,
  });
}

function describeTokens(tokens: readonly AccessToken[]): string {
  if (tokens.length === 0) return 'there is no token: make one with "token create"';
  return table([
    ['name', 'id', 'role', 'made', 'state'],
    ...tokens.map((token) => [
      token.name,
      String(token.id),
      token.role.toLowerCase(),
      day(token.createdAt),
      stateOf(token),
    ]),
  ]);
}

function stateOf({ revokedAt, expiresAt }: AccessToken): string {
  if (revokedAt) return `revoked ${day(revokedAt)}`;
  if (!expiresAt) return 'valid';
  return expiresAt.getTime() > Date.now() ? `valid until ${day(expiresAt)}` : `expired ${day(expiresAt)}`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
