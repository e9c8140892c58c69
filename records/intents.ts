import type { ErrorCode, ErrorParams } from '#contract/shared/errors';

/** A person's act as it is kept. `result` is the new state, or the refusal. */
export interface StoredIntent<R> {
  readonly id: string;
  readonly bodyHash: string;
  readonly status: 'PENDING' | 'APPLIED' | 'REFUSED';
  readonly result: R | IntentRefusal | null;
}

export interface IntentRefusal {
  readonly code: ErrorCode;
  readonly params?: ErrorParams;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The columns of an intent's row that its sender is answered by. */
export const toStoredIntent = <R>(row: {
  id: string;
  bodyHash: string;
  status: string;
  result: unknown;
}): StoredIntent<R> => ({
  id: row.id,
  bodyHash: row.bodyHash,
  status: row.status as StoredIntent<R>['status'],
  result: row.result as StoredIntent<R>['result'],
});
