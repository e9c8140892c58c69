import type { Actor } from '../access/roles.ts';
import { allowedRows, defineLifecycle, type LifecycleRow, next } from '../shared/lifecycle.ts';

/** States of a complaint about an access, from its ticket to its answer. */
export const complaintStatuses = ['BARU', 'DITANGANI', 'MENUNGGU_LEMBAGA', 'SELESAI'] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

export const complaintActions = ['take', 'release', 'forward', 'reply', 'recall', 'answer', 'close'] as const;
export type ComplaintAction = (typeof complaintActions)[number];

/** What was found; each closed complaint has one. */
export const complaintOutcomes = [
  'SESUAI_PERJANJIAN',
  'PELANGGARAN_DITINDAK',
  'TIDAK_TERBUKTI',
  'BUKAN_KEWENANGAN',
] as const;
export type ComplaintOutcome = (typeof complaintOutcomes)[number];

/**
 * THE table of a complaint. `submit`, which makes the ticket, happens before the first status. The institution learns
 * of it only by `forward`; `answer` tells the citizen something before the end.
 */
export const complaintLifecycle = defineLifecycle<
  ComplaintStatus,
  ComplaintAction,
  Actor,
  never,
  Record<never, never>
>({
  name: 'complaint',
  states: complaintStatuses,
  initial: 'BARU',
  final: ['SELESAI'],
  predicates: {},
  // biome-ignore format: one edge a line, so that a difference of the table reads as one line
  rows: [
    { action: 'take', from: ['BARU'], to: 'DITANGANI', by: ['staf-kerjasama'], event: 'COMPLAINT_TAKEN' },
    { action: 'release', from: ['DITANGANI'], to: 'BARU', by: ['staf-kerjasama'], event: 'COMPLAINT_RELEASED' },
    { action: 'forward', from: ['DITANGANI'], to: 'MENUNGGU_LEMBAGA', by: ['staf-kerjasama'], note: 'required', event: 'COMPLAINT_FORWARDED' },
    { action: 'reply', from: ['MENUNGGU_LEMBAGA'], to: 'DITANGANI', by: ['lembaga-admin'], note: 'required', event: 'COMPLAINT_REPLIED' },
    { action: 'recall', from: ['MENUNGGU_LEMBAGA'], to: 'DITANGANI', by: ['staf-kerjasama'], note: 'optional', event: 'COMPLAINT_RECALLED' },
    { action: 'answer', from: ['DITANGANI'], to: 'DITANGANI', by: ['staf-kerjasama'], note: 'required', event: 'COMPLAINT_ANSWERED' },
    { action: 'close', from: ['DITANGANI'], to: 'SELESAI', by: ['staf-kerjasama'], note: 'required', event: 'COMPLAINT_CLOSED' },
  ],
});

export type ComplaintRow = LifecycleRow<ComplaintStatus, ComplaintAction, Actor, never>;

/** Actions whose note the citizen reads. What staff and institution write to each other stays between them. */
export const saidToCitizen: readonly ComplaintAction[] = ['answer', 'close'];
/** Actions whose note the institution reads or wrote. */
export const betweenUsAndInstitution: readonly ComplaintAction[] = ['forward', 'reply', 'recall'];

interface Asking {
  readonly id: string;
  readonly roles: readonly Actor[];
}

/** Buttons for this actor now, in the table's order. */
export const allowedComplaintRows = (state: ComplaintStatus, actor: Asking): ComplaintRow[] =>
  allowedRows(complaintLifecycle, { state, facts: {}, actor });

/** May this actor take this action now? */
export const askComplaint = (action: ComplaintAction, state: ComplaintStatus, actor: Asking) =>
  next(complaintLifecycle, action, { state, facts: {}, actor });
