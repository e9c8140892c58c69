import type { system as id } from '../id/system.ts';
import type { Translated } from '../translated.ts';

export const system = {
  pagesNotBuilt:
    'The pages of Loket Dukcapil are not built yet. Run "npm start", or "npx vite build admin-ui" and reload this page. The API works all the same: see /api/docs.',
} as const satisfies Translated<typeof id>;
