import { heartbeat } from '@temporalio/activity';
import type { MatchingAction, MatchingActor, MatchingHold } from '#contract/metering/matching/lifecycle';
import type { Logger } from '#platform/logger';
import type { Vault } from '#platform/vault';
import type { SiakPort } from '#ports/siak/siak-port';
import type { StoragePort } from '#ports/storage/storage-port';
import type { Database } from '#prisma/client';
import { systemPerson } from '#records/audit';
import { openChunks } from '#records/metering/matching/chunks';
import { moveMatching, readMatching } from '#records/metering/matching/job';
import { destroyExpiredMatching } from '#records/metering/matching/retention';
import { guarded } from '../shared/failures.ts';
import { matchChunk } from './match-chunk.ts';

export interface MatchingDeps {
  readonly db: Database;
  readonly vault: Vault;
  readonly storage: StoragePort;
  /** Null where SIAK is not set up: jobs wait. */
  readonly siak: SiakPort | null;
  readonly resultDays: number;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Jobs of one page of the retention. */
const page = 20;

/** Every act that a matching job's workflow and the retention call, by its name in Temporal. */
export function createMatchingActivities(deps: MatchingDeps) {
  const { db, now, resultDays: keepDays } = deps;
  return guarded(deps, {
    readMatching: ({ jobId }: { jobId: string }) => readMatching(db, jobId),
    openChunks: ({ jobId, take }: { jobId: string; take: number }) => openChunks(db, jobId, take),
    matchChunk: matchChunk(deps),
    moveMatching: async (move: {
      jobId: string;
      action: MatchingAction;
      expectedVersion: number;
      actor: MatchingActor;
      hold?: MatchingHold;
    }) => moveMatching(db, { ...move, actor: await named(db, move.actor), at: now(), keepDays }),
    destroyMatching: async () => {
      const destroy = (key: string) => deps.storage.delete(key);
      const jobs = await destroyExpiredMatching(db, { now: now(), take: page, destroy, alive: heartbeat });
      return { jobs, more: jobs === page };
    },
  });
}

export type MatchingActivities = ReturnType<typeof createMatchingActivities>;

/** Names stay out of Temporal: they are read where they are written down. */
async function named(db: Database, actor: MatchingActor) {
  if (actor.roles.includes('system')) return systemPerson('system');
  const user = await db.user.findUniqueOrThrow({
    where: { id: actor.id },
    include: { institution: { select: { name: true } } },
  });
  return {
    id: user.id,
    name: user.name,
    unit: user.institution?.name ?? user.unit ?? '',
    roles: actor.roles,
  };
}
