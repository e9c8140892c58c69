import type { LookupKind } from '#contract/requests/codes';
import { Nik, NoKk } from '#contract/requests/schemas';
import { AppError } from '#contract/shared/errors';
import { sha256 } from '#platform/crypto';
import type { DatabaseReader } from '#prisma/client';
import { createLookup } from '#records/requests/lookups';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { parseInput } from '../shared/validation.ts';
import { limits } from './public/limits.ts';
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

/** A search by a full NIK or KK number: the number in a body, the list by a token. */
export const lookupHandlers = [
  implement('lookups.create', async (context) => {
    const { deps, actor, body } = context;
    await limits.lookup(context, actor.id);
    const number = parseInput(numberOf[body.kind], body.number, 'number');
    const { token, expiresAt } = await deps.db.$transaction((tx) =>
      createLookup(tx, deps.vault, {
        kind: body.kind,
        number,
        actor: actingPerson(context),
        now: deps.now(),
      }),
    );
    return { token, expiresAt: expiresAt.toISOString() };
  }),
];

const numberOf = { NIK: Nik, KK: NoKk } as const satisfies Record<LookupKind, unknown>;
