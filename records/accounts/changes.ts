import { randomUUID } from 'node:crypto';
import type { AccountChange } from '#contract/accounts/changes';
import type { Transaction } from '#prisma/client';
import { queueNotice } from '../notices.ts';

/** Tells somebody by mail that the way in which he signs in has changed. Call in the transaction that records it. */
export const tellOfChange = (
  tx: Transaction,
  owner: { readonly id: string; readonly name: string; readonly email: string },
  change: AccountChange,
  at: Date,
): Promise<void> =>
  queueNotice(tx, {
    template: 'ACCOUNT_CHANGED',
    channel: 'EMAIL',
    recipient: owner.email,
    params: { name: owner.name, change, at: at.toISOString() },
    // Each change is one of its own, also of the same kind in the same moment.
    dedupeKey: `account-changed:${randomUUID()}`,
  });
