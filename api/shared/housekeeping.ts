import { forgetEndedSessions } from '#records/accounts/sessions';
import { forgetOldKeys } from '#records/idempotency';
import type { ApiDeps } from './deps.ts';
import { forgetOldWindows } from './rate-limit.ts';

const everyMs = 10 * 60_000;

/** Now and then drops kept answers, rate windows and sessions that are over, some at a time. Several processes may do it. */
export function keepHouse({ db, logger, now }: Pick<ApiDeps, 'db' | 'logger' | 'now'>): { stop(): void } {
  const timer = setInterval(() => {
    Promise.all([
      forgetOldKeys(db, now()),
      forgetOldWindows(db, now()),
      forgetEndedSessions(db, now()),
    ]).catch((error: unknown) => logger.warn({ err: error }, 'old keys were not dropped'));
  }, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
