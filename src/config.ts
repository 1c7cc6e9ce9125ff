import { resolve } from 'node:path';
import { cleanEnv, str } from 'envalid';
import { distance } from 'fastest-levenshtein';
import { OperatorError } from './errors';
import { isInProduction } from './production';
import { addresses, oneOf, origin, origins, postgresUrl, wholeNumber, yesOrNo } from './setting-kinds';

/** Every setting, read from the environment; `desc` and `default` are what the README's tables show. */
export const settings = {
  PORT: wholeNumber({ min: 0, max: 65_535 })({
    default: 4000,
    desc: 'TCP port to listen on; 0 takes any free one',
  }),
  HOST: str({ default: 'localhost', desc: 'address to listen on; 0.0.0.0 for every IPv4 interface' }),
  PUBLIC_URL: origin({
    default: undefined,
    desc: 'where readers find the service, such as https://reviews.example.com; where it is not set, where their requests came to',
  }),
  DATABASE_URL: postgresUrl({
    default: undefined,
    desc: 'a PostgreSQL 14 or later to use instead of the embedded one',
  }),
  DATABASE_POOL_SIZE: wholeNumber({ min: 1, max: 500 })({
    default: 10,
    desc: 'most connections to PostgreSQL at once',
  }),
  DATA_DIR: str({ default: '.data', desc: 'folder of the embedded PostgreSQL' }),
  LOAD_SAMPLES: yesOrNo({ default: true, desc: 'load the sample publication into an empty store at start' }),
  ENGAGEMENT_RETENTION_DAYS: wholeNumber({ min: 8, max: 36_500 })({
    default: 400,
    desc: 'how long each impression and click is kept; their counts stay',
  }),
  LOG_LEVEL: oneOf(['silent', 'fatal', 'error', 'warn', 'info', 'debug'])({
    default: 'warn',
    desc: 'what is logged, as JSON lines on standard error; info has a line for each operation or refusal',
  }),
};

/** What the service bears from whoever asks: the defaults are for a public site. */
export const limits = {
  MAX_COST: wholeNumber({ min: 1, max: 1_000_000 })({
    default: 10_000,
    desc: 'most points that an operation may cost, by what it asks for; `extensions.cost` tells them',
  }),
  MAX_COST_AT_ONCE: wholeNumber({ min: 1, max: 100_000_000 })({
    default: 10_000,
    desc: 'most points of operations that run at once; more of them wait, for half of `REQUEST_TIMEOUT_MS` at most',
  }),
  MAX_DEPTH: wholeNumber({ min: 1, max: 100 })({
    default: 15,
    desc: 'most fields within one another',
  }),
  MAX_ALIASES: wholeNumber({ min: 0, max: 10_000 })({
    default: 30,
    desc: 'most aliases in a document',
  }),
  MAX_DIRECTIVES: wholeNumber({ min: 0, max: 10_000 })({
    default: 30,
    desc: 'most directives in a document',
  }),
  MAX_TOKENS: wholeNumber({ min: 1, max: 1_000_000 })({
    default: 2_000,
    desc: 'most words and signs in a document',
  }),
  MAX_PAGE_SIZE: wholeNumber({ min: 1, max: 100 })({
    default: 100,
    desc: 'most entries on a page of a list, by `first` or `last`',
  }),
  MAX_BATCH: wholeNumber({ min: 1, max: 100 })({
    default: 1,
    desc: 'most operations in one request, as a JSON array; 1 takes no arrays',
  }),
  MAX_BODY_BYTES: wholeNumber({ min: 1_000, max: 100_000_000 })({
    default: 1_000_000,
    desc: 'most bytes of a request body',
  }),
  INTROSPECTION: yesOrNo({
    default: !isInProduction,
    desc: 'whether the schema may be asked for; off by default where `NODE_ENV` is `production`, as in Docker',
  }),
  RATE_LIMIT: wholeNumber({ min: 0, max: 1_000_000_000 })({
    default: 60_000,
    desc: 'points that a client may spend in a minute: 1 a request, and the cost of its operations; 0 for no limit',
  }),
  RATE_LIMIT_EXEMPT: addresses({
    default: 'loopback',
    desc: 'clients without such a limit: addresses and networks such as 10.0.0.0/8, loopback, linklocal, uniquelocal, or none',
  }),
  TRUST_PROXY: addresses({
    default: 'loopback',
    desc: 'proxies whose `X-Forwarded-For` is believed, written like the clients above',
  }),
  METRICS_ACCESS: addresses({
    default: 'loopback,linklocal,uniquelocal',
    desc: 'who may read `/metrics`, written like the clients above',
  }),
  CORS_ORIGINS: origins({
    default: 'none',
    desc: 'sites whose pages may ask from a browser, such as https://www.example.com; `*` for all, none for this one only',
  }),
  CACHE_MAX_AGE: wholeNumber({ min: 0, max: 31_536_000 })({
    default: 0,
    desc: 'for how many seconds browsers and CDNs may keep what is asked for by its hash, as the widget does; at 0 they ask each time whether it has changed',
  }),
  ENGAGEMENT_ORIGINS: origins({
    default: '*',
    desc: 'sites whose pages may say what readers see and click, written like the sites above; this one always may',
  }),
  DASHBOARD_PUBLIC: yesOrNo({
    default: false,
    desc: 'whether everybody may read the figures of `/dashboard`, as an analyst may; to act takes a token all the same',
  }),
  CSRF_PREVENTION: yesOrNo({
    default: true,
    desc: 'refuse operations that a page elsewhere could have a browser send unasked',
  }),
  REQUEST_TIMEOUT_MS: wholeNumber({ min: 10, max: 600_000 })({
    default: 5_000,
    desc: 'how long an answer may take; what PostgreSQL does for it then ends too',
  }),
  STATEMENT_TIMEOUT_MS: wholeNumber({ min: 10, max: 600_000 })({
    default: 5_000,
    desc: 'how long one SQL statement may take: the `statement_timeout` of PostgreSQL',
  }),
  RECEIVE_TIMEOUT_MS: wholeNumber({ min: 10, max: 600_000 })({
    default: 900,
    desc: 'how long the head of a request may take to arrive, and then its body, unless it comes at 10 kB/s or more',
  }),
  STOP_DELAY_MS: wholeNumber({ min: 0, max: 600_000 })({
    default: 0,
    desc: 'how long the service still listens when it is stopped, for load balancers to see in `/readyz` that it will end',
  }),
  STOP_TIMEOUT_MS: wholeNumber({ min: 0, max: 600_000 })({
    default: 8_000,
    desc: 'how long the requests in flight may then take; what is left is cut off',
  }),
};

type CamelCase<Name extends string> = Name extends `${infer Word}_${infer More}`
  ? `${Lowercase<Word>}${Capitalize<CamelCase<More>>}`
  : Lowercase<Name>;

/** Every setting by its name in camel case: `databasePoolSize`, `maxCost`. `dataDir` is absolute. */
export type Config = {
  [Name in keyof (typeof settings & typeof limits) as CamelCase<Name>]: ReturnType<
    typeof cleanEnv<typeof settings & typeof limits>
  >[Name];
};

/**
 * Read and check every setting.
 * @param env usually `process.env`; an empty value counts as not set.
 * @throws OperatorError that names all faults at once, a misspelt name included, a line for each.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const faults = findMisspeltNames(Object.keys(given));
  const values = cleanEnv(
    given,
    { ...settings, ...limits },
    {
      reporter: ({ errors }) => {
        for (const [name, error] of Object.entries(errors))
          faults.push(`${name}: ${asOneLine(error.message)}`);
      },
    },
  );
  if (faults.length > 0) throw new OperatorError(faults.join('\n'));
  const config = Object.fromEntries(Object.entries(values).map(([name, value]) => [camelCase(name), value]));
  return { ...(config as Config), dataDir: resolve(values.DATA_DIR) };
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * The environment holds names of many programs, so only what can hardly be anything else is called a
 * misspelling: two edits away from a long name of ours, or a short one with two letters swapped.
 */
function findMisspeltNames(names: string[]): string[] {
  const known = Object.keys({ ...settings, ...limits });
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const meant = known.find((setting) =>
        setting.length >= 7 ? distance(setting, name.toUpperCase()) <= 2 : areLettersSwapped(setting, name),
      );
      return meant ? [`${name}: there is no such setting; did you mean ${meant}?`] : [];
    });
}

function areLettersSwapped(setting: string, name: string): boolean {
  if (name.length !== setting.length) return false;
  const [i, j, ...others] = [...name].flatMap((letter, at) => (letter === setting[at] ? [] : [at]));
  return (
    i !== undefined &&
    j !== undefined &&
    others.length === 0 &&
    name[i] === setting[j] &&
    name[j] === setting[i]
  );
}

function asOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
