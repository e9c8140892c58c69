import type { Actor } from '../access/roles.ts';
import { allowedRows, defineLifecycle, type LifecycleRow, next } from '../shared/lifecycle.ts';

/** States of a complaint about an access, from its ticket to its answer. */
export const complaintStatuses = ['BARU', 'DITANGANI', 'MENUNGGU_LEMBAGA', 'SELESAI'] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

export const complaintActions = [
  'take',
  'release',
  'forward',
  'reply',
  'recall',
  'answer',
  'close',
  'reopen',
] as const;
export type ComplaintAction = (typeof complaintActions)[number];

/** What was found; each closed complaint has one. */
export const complaintOutcomes = [
  'SESUAI_PERJANJIAN',
  'PELANGGARAN_DITINDAK',
  'TIDAK_TERBUKTI',
  'BUKAN_KEWENANGAN',
] as const;
export type ComplaintOutcome = (typeof complaintOutcomes)[number];

/** What is known of a complaint beside its state. */
export interface ComplaintFacts {
  /** It was closed, and the days in which it may be opened again are not over. */
  readonly reopenable: boolean;
}

/**
 * THE table of a complaint. `submit`, which makes the ticket, happens before the first status. The institution learns
 * of it only by `forward`; `answer` tells the citizen something before the end. SELESAI is not final: what comes to light
 * afterwards reopens it, for some days.
 */
export const complaintLifecycle = defineLifecycle<
  ComplaintStatus,
  ComplaintAction,
  Actor,
  'isReopenable',
  ComplaintFacts
>({
  name: 'complaint',
  states: complaintStatuses,
  initial: 'BARU',
  final: [],
  predicates: { isReopenable: ({ reopenable }) => reopenable },
  // biome-ignore format: one edge a line, so that a difference of the table reads as one line
  rows: [
    { action: 'take', from: ['BARU'], to: 'DITANGANI', by: ['staf-kerjasama'], event: 'COMPLAINT_TAKEN' },
    { action: 'release', from: ['DITANGANI'], to: 'BARU', by: ['staf-kerjasama'], event: 'COMPLAINT_RELEASED' },
    { action: 'forward', from: ['DITANGANI'], to: 'MENUNGGU_LEMBAGA', by: ['staf-kerjasama'], note: 'required', event: 'COMPLAINT_FORWARDED' },
    { action: 'reply', from: ['MENUNGGU_LEMBAGA'], to: 'DITANGANI', by: ['lembaga-admin'], note: 'required', event: 'COMPLAINT_REPLIED' },
    { action: 'recall', from: ['MENUNGGU_LEMBAGA'], to: 'DITANGANI', by: ['staf-kerjasama'], note: 'optional', event: 'COMPLAINT_RECALLED' },
    { action: 'answer', from: ['DITANGANI'], to: 'DITANGANI', by: ['staf-kerjasama'], note: 'required', event: 'COMPLAINT_ANSWERED' },
    { action: 'close', from: ['DITANGANI'], to: 'SELESAI', by: ['staf-kerjasama'], note: 'required', event: 'COMPLAINT_CLOSED' },
    { action: 'reopen', from: ['SELESAI'], to: 'DITANGANI', by: ['staf-kerjasama'], when: ['isReopenable'], note: 'required', event: 'COMPLAINT_REOPENED' },
  ],
});

export type ComplaintRow = LifecycleRow<ComplaintStatus, ComplaintAction, Actor, 'isReopenable'>;

/** Actions whose note the citizen reads. What staff and institution write to each other stays between them. */
export const saidToCitizen: readonly ComplaintAction[] = ['answer', 'close', 'reopen'];
/** Actions whose note the institution reads or wrote. */
export const betweenUsAndInstitution: readonly ComplaintAction[] = ['forward', 'reply', 'recall'];

interface Asking {
  readonly id: string;
  readonly roles: readonly Actor[];
}

/** Buttons for this actor now, in the table's order. */
export const allowedComplaintRows = (
  state: ComplaintStatus,
  facts: ComplaintFacts,
  actor: Asking,
): ComplaintRow[] => allowedRows(complaintLifecycle, { state, facts, actor });

/** May this actor take this action now? */
export const askComplaint = (
  action: ComplaintAction,
  state: ComplaintStatus,
  facts: ComplaintFacts,
  actor: Asking,
) => next(complaintLifecycle, action, { state, facts, actor });

const dayMs = 86_400_000;

/** Whether a complaint in this state since `statusSince` may still be opened again; `days` are whole days of 24 hours. */
export const isReopenable = (
  complaint: { readonly status: string; readonly statusSince: Date },
  days: number,
  now: Date,
): boolean =>
  complaint.status === 'SELESAI' && now.getTime() < complaint.statusSince.getTime() + days * dayMs;
