import { defineConfig } from 'vitest/config';
export default defineConfig({
  test: { projects: [{ test: { name: 'unit', include: ['{contract,platform,ports,simulators}/**/*.test.ts'] } }] },
});
