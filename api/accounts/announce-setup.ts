import { fill, texts } from '#contract/i18n/index';
import { issueSetupToken, setupHours } from '#records/accounts/setup';
import type { ApiDeps } from '../shared/deps.ts';

/**
 * At a start without any administrator: writes the code for the first one into the log, once. The log is read by
 * whoever runs the server, and by nobody else.
 */
export async function announceSetup({
  db,
  config,
  logger,
  now,
}: Pick<ApiDeps, 'db' | 'config' | 'logger' | 'now'>): Promise<void> {
  const token = await issueSetupToken(db, now());
  if (token === null) return;
  const { setup } = texts('id').accounts;
  logger.warn(`${setup.title} ${fill(setup.open, { link: config.publicUrl, token, hours: setupHours })}`);
}
