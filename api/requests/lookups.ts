import type { LookupKind } from '#contract/requests/codes';
import { AppError } from '#contract/shared/errors';
import { sha256 } from '#platform/crypto';
import type { DatabaseReader } from '#prisma/client';
import type { FoundLookup, RequestFilter } from './rows.ts';

/**
 * What the token of a filter stands for; null without one. A token serves the person who asked for it and nobody else.
 * Throws `LOOKUP_EXPIRED`, also for one that never was: what a person does then is the same.
 */
export async function readLookup(
  db: DatabaseReader,
  actor: { readonly id: string },
  filter: Pick<RequestFilter, 'lookup'>,
  now: Date,
): Promise<FoundLookup | null> {
  if (filter.lookup === undefined) return null;
  const row = await db.lookup.findUnique({ where: { tokenHash: sha256(filter.lookup) } });
  if (!row || row.userId !== actor.id || row.expiresAt <= now) throw new AppError('LOOKUP_EXPIRED');
  return { kind: row.kind as LookupKind, index: row.index };
}
