import { defineConfig } from 'vitest/config';

/**
 * Three kinds of tests, all beside the code:
 * - `unit`: needs no server. The folders named below, except files called `*.system.test.ts`.
 * - `workflow`: workflows under Temporal's time-skipping test server, and replays of recorded histories.
 * - `system`: everything else, against one real PostgreSQL and one real Temporal server per run (tests/support).
 * The browser's tests in tests/e2e have their own configuration.
 */
const pure = '{contract,platform,ports,documents,simulators,admin-ui,tests/architecture}/**/*.test.{ts,tsx}';
const systemOnly = '**/*.system.test.ts';
const never = ['**/node_modules/**', '**/dist/**', 'tests/e2e/**', '.data/**'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: [pure], exclude: [...never, systemOnly], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'workflow',
          include: ['workflows/**/*.test.ts'],
          exclude: [...never, systemOnly],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['{activities,api,bench,prisma,records,scripts,tests,worker}/**/*.test.ts', systemOnly],
          exclude: [...never, 'tests/architecture/**'],
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
