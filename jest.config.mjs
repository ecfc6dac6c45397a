// Jest in ESM mode: the code under test is the same TypeScript that swc compiles for production.
const swc = ['@swc/jest', { sourceMaps: 'inline' }];

const base = {
  testEnvironment: 'node',
  rootDir: import.meta.dirname,
  // `npm test` gives each run a temporary folder of its own, where Jest's default would never be found again
  cacheDirectory: '<rootDir>/.cache/jest',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: {
    '^#libs/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  setupFiles: ['reflect-metadata'],
};

export default {
  // modules in ESM are never let go of: a worker that is near its heap's limit collects garbage and does little else
  workerIdleMemoryLimit: '1GB',
  // ms: real databases and processes on a busy machine; a hang is still told from slowness
  testTimeout: 30_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/**/*.spec.ts', '<rootDir>/tests/unit/**/*.spec.ts'],
    },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/tests/e2e/**/*.e2e-spec.ts'] },
  ],
};
