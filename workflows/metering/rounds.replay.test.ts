import { describe } from 'vitest';
import { itReplays } from '../../tests/support/replays.ts';

/**
 * A round that runs while a new version is deployed goes on with it: every recorded history must replay. Never edit a
 * history; record new ones with the next release (`histories.system.test.ts`).
 */
describe('recorded histories', () => {
  itReplays({ beside: import.meta.url, ends: ['upkeep', 'alerts', 'validity', 'duties', 'return-data'] });
});
