import { describe } from 'vitest';
import { matchingLifecycle } from '../../contract/metering/matching/lifecycle.ts';
import { itReplays } from '../../tests/support/replays.ts';

/**
 * Jobs that run while a new version is deployed go on with it: every recorded history must replay. Never edit a
 * history; record new ones with the next release (`histories.system.test.ts`).
 */
describe('recorded histories', () => {
  itReplays({ beside: import.meta.url, ends: [...matchingLifecycle.final, 'RETENTION'] });
});
