import { heartbeat } from '@temporalio/activity';
import { destroyPhotosOf, overduePhotos } from '#records/requests/photo-retention';
import type { RequestActivityDeps } from './deps.ts';

const pageSize = 50;

export interface RetentionPage {
  /** Where the next page begins; null when this was the last. */
  readonly next: string | null;
  /** Requests whose photos were destroyed. */
  readonly requests: number;
}

/** Destroys the photos of one page of requests whose retention is over and that nobody holds. May be repeated. */
export const destroyPhotos =
  (deps: RequestActivityDeps) =>
  async ({ after }: { after: string | null }): Promise<RetentionPage> => {
    const { db, storage, now, photoRetentionDays } = deps;
    const before = new Date(now().getTime() - photoRetentionDays * 86_400_000);
    const page = await overduePhotos(db, { before, after, take: pageSize });
    let requests = 0;
    for (const requestId of page) {
      const destroy = (key: string) => storage.delete(key);
      if (await destroyPhotosOf(db, { requestId, at: now(), destroy })) requests += 1;
      heartbeat(requestId);
    }
    return { next: page.length === pageSize ? (page.at(-1) ?? null) : null, requests };
  };
