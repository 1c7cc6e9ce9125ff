/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  globalSetup: '<rootDir>/tests/support/start-postgres.ts',
  globalTeardown: '<rootDir>/tests/support/stop-postgres.ts',
  setupFiles: ['reflect-metadata', '<rootDir>/tests/support/plain-output.ts'],
  transformIgnorePatterns: ['/node_modules/(?!any-ascii/)'],
  testTimeout: 60_000,
  // A test that fails half-way may leave a service running: the run must end all the same.
  forceExit: true,
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true },
          target: 'es2023',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
    // An ES module, which Node can require and jest cannot.
    '/any-ascii/.+\\.js$': ['@swc/jest', { module: { type: 'commonjs' } }],
  },
};
