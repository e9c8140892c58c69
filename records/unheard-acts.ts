import type { OutboxKind } from '#contract/orders/codes';
import type { DatabaseReader, Transaction } from '#prisma/client';

export type ActedKind = Extract<OutboxKind, `${string}_ACTED`>;

/** How long a workflow may take to say that it knows of an act which it has recorded. */
const hearingSeconds = 15;

/**
 * An act of a person is recorded here before Temporal keeps that it was asked for: a worker or a server that dies in
 * between leaves a workflow that has never heard of it, and waits for what is done already. With the act a row of the
 * outbox is written that lets the workflow read again; `heard` takes it away, unless nobody was left to do so.
 *
 * `refId` is the intent's id, or the job's for matching. The same act once more sets the time anew.
 */
export async function tellUnlessHeard(tx: Transaction, kind: ActedKind, refId: string): Promise<void> {
  await tx.$executeRaw`
    insert into outbox (kind, ref_id, available_at)
    values (${kind}, ${refId}::uuid, now() + make_interval(secs => ${hearingSeconds}))
    on conflict (kind, ref_id) do update set done_at = null, attempts = 0, available_at = excluded.available_at`;
}

/** The workflow has answered: Temporal keeps the act, whatever dies now. */
export async function heard(db: DatabaseReader, kind: ActedKind, refId: string): Promise<void> {
  await db.outbox.deleteMany({ where: { kind, refId } });
}
