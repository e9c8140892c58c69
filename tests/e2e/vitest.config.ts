import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * The browser's tests (`npm run e2e`): the whole product, started as a person starts it, walked through in Chromium.
 * `E2E_BASE_URL` walks through a demo that runs already, `E2E_DATA_DIR` is its folder for the files that arrange
 * something there; `UPDATE_SCREENSHOTS=1` renews docs/screenshots.
 */
export default defineConfig({
  test: {
    name: 'e2e',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['tests/e2e/**/*.e2e.test.ts'],
    globalSetup: ['tests/e2e/support/global-setup.ts'],
    // One product and two cores: one file after the other.
    fileParallelism: false,
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
