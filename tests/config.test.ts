import { join } from 'node:path';
import { limits, readConfig, settings } from '../src/config';

/** The lines of what is wrong with these settings. */
function faultsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ name: 'OperatorError' });
    return (error as Error).message.split('\n');
  }
}

const defaults = {
  port: 4000,
  host: 'localhost',
  publicUrl: undefined,
  databaseUrl: undefined,
  databasePoolSize: 10,
  dataDir: join(process.cwd(), '.data'),
  loadSamples: true,
  engagementRetentionDays: 400,
  logLevel: 'warn',
  maxCost: 10_000,
  maxCostAtOnce: 10_000,
  maxDepth: 15,
  maxAliases: 30,
  maxDirectives: 30,
  maxTokens: 2_000,
  maxPageSize: 100,
  maxBatch: 1,
  maxBodyBytes: 1_000_000,
  introspection: true,
  rateLimit: 60_000,
  rateLimitExempt: 'loopback',
  trustProxy: 'loopback',
  metricsAccess: 'loopback,linklocal,uniquelocal',
  corsOrigins: 'none',
  cacheMaxAge: 0,
  engagementOrigins: '*',
  dashboardPublic: false,
  csrfPrevention: true,
  requestTimeoutMs: 5_000,
  statementTimeoutMs: 5_000,
  receiveTimeoutMs: 900,
  stopDelayMs: 0,
  stopTimeoutMs: 8_000,
};

it('has a default for everything', () => {
  expect(readConfig({})).toEqual(defaults);
});

it('takes an empty value for one that is not set', () => {
  const names = Object.keys({ ...settings, ...limits });
  expect(names).toHaveLength(Object.keys(defaults).length);
  expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(defaults);
});

it('reads every setting', () => {
  const env = {
    PORT: '0',
    HOST: '::',
    PUBLIC_URL: 'https://reviews.example.com:8443',
    DATABASE_URL: 'postgresql://me:p%40ss%25@db.example:6543/reviews?sslmode=disable',
    DATABASE_POOL_SIZE: '500',
    DATA_DIR: '/srv/film reviews',
    LOAD_SAMPLES: 'false',
    LOG_LEVEL: 'silent',
    MAX_COST: '700',
    INTROSPECTION: 'off',
    RATE_LIMIT_EXEMPT: '10.0.0.0/8, 2001:db8::/32, uniquelocal',
    TRUST_PROXY: 'none',
    CORS_ORIGINS: 'https://www.example.com, http://localhost:3000',
  };
  expect(readConfig(env)).toEqual({
    ...defaults,
    port: 0,
    host: '::',
    publicUrl: env.PUBLIC_URL,
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: 500,
    dataDir: '/srv/film reviews',
    loadSamples: false,
    logLevel: 'silent',
    maxCost: 700,
    introspection: false,
    rateLimitExempt: env.RATE_LIMIT_EXEMPT,
    trustProxy: 'none',
    corsOrigins: env.CORS_ORIGINS,
  });
});

it.each([
  ['RATE_LIMIT_EXEMPT', '10.0.0.0/33', /^RATE_LIMIT_EXEMPT: must be addresses such as/],
  ['TRUST_PROXY', 'true', /^TRUST_PROXY: must be addresses such as/],
  ['METRICS_ACCESS', 'localhost', /^METRICS_ACCESS: must be addresses such as/],
  [
    'PUBLIC_URL',
    'reviews.example.com',
    /^PUBLIC_URL: must be like https:\/\/reviews.example.com, without a path$/,
  ],
  ['PUBLIC_URL', 'https://reviews.example.com/', /^PUBLIC_URL: must be like/],
  ['PUBLIC_URL', 'https://reviews.example.com/film', /^PUBLIC_URL: must be like/],
  ['PUBLIC_URL', 'ftp://reviews.example.com', /^PUBLIC_URL: must be like/],
  ['PUBLIC_URL', 'javascript:alert(1)', /^PUBLIC_URL: must be like/],
  ['CORS_ORIGINS', 'www.example.com', /^CORS_ORIGINS: must be origins such as/],
  ['CORS_ORIGINS', 'https://www.example.com/', /^CORS_ORIGINS: must be origins such as/],
  ['MAX_PAGE_SIZE', '101', /^MAX_PAGE_SIZE: must be a whole number from 1 to 100$/],
])('refuses %s=%s', (name, value, fault) => {
  expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(fault)]);
});

it('names all faults at once, a line each', () => {
  const faults = faultsOf({
    PORT: 'abc',
    DATABASE_URL: 'mysql://root@localhost/films',
    DATABASE_POOL_SIZE: '0',
    LOAD_SAMPLES: 'perhaps',
    LOG_LEVEL: 'loud',
    DATA_DIRR: '/srv',
  });
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
    'DATABASE_POOL_SIZE',
    'DATABASE_URL',
    'DATA_DIRR',
    'LOAD_SAMPLES',
    'LOG_LEVEL',
    'PORT',
  ]);
});

it.each(['abc', '-1', '65536', '80.5', '1e3', '0x50', ' ', 'Infinity', '4000 4001'])(
  'refuses the port "%s"',
  (PORT) => {
    expect(faultsOf({ PORT })).toEqual(['PORT: must be a whole number from 0 to 65535']);
  },
);

it.each([
  ['localhost:5432/reviews', 'must look like'],
  ['https://db.example/reviews', 'must look like'],
  ['postgres://me:hunter2 @db.example/reviews', 'must look like'],
  ['postgres://me:hunter2@db.example:port/reviews', 'is no URL'],
  ['postgres://me:hunter2/3@db.example/reviews', 'is no URL'],
  ['postgres://me:hunter2#3@db.example/reviews', 'is no URL'],
  ['postgres://me:hunter2%@db.example/reviews', 'is no URL'],
])('refuses the address %s without repeating it', (DATABASE_URL, reason) => {
  const faults = faultsOf({ DATABASE_URL });
  expect(faults).toEqual([expect.stringMatching(`^DATABASE_URL: ${reason}`)]);
  expect(faults[0]).not.toContain('hunter2');
});

it.each([
  ['DATABSE_URL', 'DATABASE_URL'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['database_url', 'DATABASE_URL'],
  ['DATABASE_POOLSIZE', 'DATABASE_POOL_SIZE'],
  ['DATADIR', 'DATA_DIR'],
  ['LOAD_SAMPLE', 'LOAD_SAMPLES'],
  ['LOGLEVEL', 'LOG_LEVEL'],
  ['PROT', 'PORT'],
  ['HSOT', 'HOST'],
])('asks whether %s was meant to be %s', (name, meant) => {
  expect(faultsOf({ [name]: 'secret' })).toEqual([
    `${name}: there is no such setting; did you mean ${meant}?`,
  ]);
});

it.each([
  'POSTS',
  'POST',
  'SORT',
  'SHOT',
  'HOSTS',
  'PATH',
  'PWD',
  'PORTS',
  'HOSTNAME',
  'HOME',
  'DATABASE',
  'PGDATABASE',
  'XDG_DATA_DIRS',
  'NODE_ENV',
  'npm_config_loglevel',
])('leaves %s to the programs that it belongs to', (name) => {
  expect(faultsOf({ [name]: 'x' })).toEqual([]);
});

it('does not complain of the environment that it is tested in', () => {
  expect(faultsOf(process.env)).toEqual([]);
});
