import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { words } from './portal/words.plugin.ts';
import { ClosingLine } from './test/support/closing-line.ts';

const graphql = fileURLToPath(new URL('node_modules/graphql/index.js', import.meta.url));

/** `npm run test:soak` runs each race a thousand times, every other run a few times. */
const raceRounds = process.argv.includes('soak') ? 1000 : 4;

export default defineConfig({
  plugins: [words()],
  resolve: {
    // Libraries get graphql's CommonJS files from Node; ours must be the same copy, not the ES modules.
    alias: [{ find: /^graphql$/, replacement: graphql }],
  },
  test: {
    reporters: ['default', new ClosingLine()],
    setupFiles: ['reflect-metadata'],
    maxWorkers: Math.min(Math.max(availableParallelism(), 2), 6),
    provide: { raceRounds },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}', 'test/tidy.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['test/api/**/*.test.ts', 'test/contracts.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // After the others, one browser at a time: journeys are about what a person sees, not about load.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
