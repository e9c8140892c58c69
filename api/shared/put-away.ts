import { destroyPendingFiles } from '#records/requests/pending-files';
import type { ApiDeps } from './deps.ts';

/**
 * Destroys files that no transaction came to name. What one has taken stays, whatever its caller heard of it: a commit
 * whose answer was lost has kept its files. Best effort: what cannot be destroyed now is left to the sweep, and never
 * hides why nothing was kept.
 */
export async function putAway(
  { db, ports, logger }: Pick<ApiDeps, 'db' | 'ports' | 'logger'>,
  storageKeys: readonly string[],
): Promise<void> {
  if (storageKeys.length === 0) return;
  try {
    await destroyPendingFiles(db, { storageKeys }, (key) => ports.storage.delete(key));
  } catch (error) {
    logger.warn({ err: error, files: storageKeys.length }, 'unused files are left to the sweep');
  }
}
