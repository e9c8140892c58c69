/**
 * Name of the Query by which a workflow that carries a row tells how it last saw it; null while it has not read it yet.
 * One whose version is not the row's was restored from another moment than the row (`npm run reconcile`).
 */
export const seenQuery = 'seen';

export interface Seen {
  readonly status: string;
  readonly version: number;
}
