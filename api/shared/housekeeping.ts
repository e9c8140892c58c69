import { forgetEndedSessions } from '#records/accounts/sessions';
import { forgetOldReplacements } from '#records/accounts/two-factor';
import { forgetOldKeys } from '#records/idempotency';
import { countAccessHours } from '#records/metering/access-hours';
import { forgetOldLookups } from '#records/requests/lookups';
import { sweepPendingFiles } from '#records/requests/pending-files';
import { forgetOldProofs } from '#records/trail/proofs';
import { forgetReachedNumbers } from '#records/whatsapp-notice';
import { accessServiceOf } from '../metering/service/service.ts';
import { forgetSpentChallenges } from '../requests/public/challenge.ts';
import { carryRecoveries } from '../requests/public/recover.ts';
import { carryPhoneCodes } from '../trail/proofs.ts';
import type { ApiDeps } from './deps.ts';
import { forgetOldWindows } from './rate-limit.ts';
import { sweepSpool } from './spool.ts';
import { spoolDirectoryOf } from './uploads.ts';

const everyMs = 10 * 60_000;
/** How long counts of calls are kept in memory before they are written. */
const writeCountsMs = 5_000;

/**
 * At the start and now and then drops what is over: kept answers, rate windows, sessions, apps that wait for their first
 * code, searches, challenges and numbers of sent messages. Destroys files that no row came to name or that a process left
 * half taken in, sends links and codes that a process died over, some at a time, and counts the hours of the access log
 * that are over. Several processes may do it. Every few seconds it writes what calls of programs were counted.
 */
export function keepHouse(deps: ApiDeps): { stop(): Promise<void> } {
  const clean = () => {
    cleanHouse(deps).catch((error: unknown) => deps.logger.warn({ err: error }, 'the house was not cleaned'));
  };
  clean();
  const timer = setInterval(clean, everyMs);
  const writeCounts = () =>
    accessServiceOf(deps)
      .flush()
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'counts of calls were not written'));
  const counts = setInterval(() => void writeCounts(), writeCountsMs);
  timer.unref();
  counts.unref();
  return {
    async stop() {
      clearInterval(timer);
      clearInterval(counts);
      await writeCounts();
    },
  };
}

/** One round. */
export async function cleanHouse(deps: ApiDeps): Promise<void> {
  const { db, ports, config, now } = deps;
  await Promise.all([
    forgetOldKeys(db, now()),
    forgetOldWindows(db, now()),
    forgetEndedSessions(db, now(), config.accounts.sessionIdleMinutes),
    forgetOldReplacements(db, now()),
    forgetOldLookups(db, now()),
    forgetSpentChallenges(db, now()),
    forgetReachedNumbers(db, now()),
    sweepPendingFiles(db, now(), (key) => ports.storage.delete(key)),
    sweepSpool(spoolDirectoryOf(config.dataDir), now()),
    carryRecoveries(deps),
    forgetOldProofs(db, now()),
    carryPhoneCodes(deps),
    countAccessHours(db, now()),
  ]);
}
