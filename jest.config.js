/** As tsc compiles it. */
const typescript = (parser) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true, ...parser },
      transform: {
        legacyDecorator: true,
        react: { runtime: 'automatic', importSource: 'preact' },
      },
      target: 'es2023',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  },
];

/** ES modules, which Node can require and jest cannot. */
const esModules = [
  'any-ascii',
  'boolbase',
  'cssomnom',
  'css-select',
  'css-what',
  'dom-serializer',
  'domelementtype',
  'domhandler',
  'domutils',
  'entities',
  'nth-check',
].join('|');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  globalSetup: '<rootDir>/tests/support/start-postgres.ts',
  globalTeardown: '<rootDir>/tests/support/stop-postgres.ts',
  setupFiles: ['reflect-metadata', '<rootDir>/tests/support/plain-output.ts'],
  transformIgnorePatterns: [`/node_modules/(?!(?:${esModules})/)`],
  // Half of a test's time is PostgreSQL's or a browser's: one worker for all cores but one leaves too much idle.
  maxWorkers: '100%',
  testTimeout: 60_000,
  // A test that fails half-way may leave a service running: the run must end all the same.
  forceExit: true,
  transform: {
    '\\.ts$': typescript(),
    '\\.tsx$': typescript({ tsx: true }),
    [`/(?:${esModules})/.+\\.js$`]: ['@swc/jest', { module: { type: 'commonjs' } }],
  },
};
