import type { Actor } from '../access/roles.ts';
import {
  allowedRows,
  defineLifecycle,
  type LifecycleActor,
  type LifecycleRow,
  next,
} from '../shared/lifecycle.ts';
import type { RequestStatus } from './lifecycle.ts';

/** Proses Pengerjaan: the steps of the work, in their order. A step more is a row here and its texts. */
export const requestSteps = ['KONSOLIDASI_MANUAL', 'SINKRONISASI_DWH'] as const;
export type RequestStep = (typeof requestSteps)[number];

export const stepStatuses = ['MENUNGGU', 'DIKERJAKAN', 'KLARIFIKASI', 'SELESAI', 'GAGAL'] as const;
export type StepStatus = (typeof stepStatuses)[number];

export const stepActions = [
  'take',
  'send',
  'release',
  'ask',
  'answer',
  'complete',
  'fail',
  'retry',
  'redo',
  'reopen',
] as const;
export type StepAction = (typeof stepActions)[number];

/** What the step's conditions look at. */
export interface StepFacts {
  readonly step: RequestStep;
  readonly requestStatus: RequestStatus;
  /** Status of the step before this one; null for the first. */
  readonly previous: StepStatus | null;
  /** The member of staff who has taken this step, or null. */
  readonly assigneeId: string | null;
  /** The DWH interface is switched on: its step is sent and answered there, not worked by hand. */
  readonly dwhOn: boolean;
}

/** Named conditions of the table. */
export const stepPredicates = {
  /** Approved or in work; a step of a request that was cancelled or is done moves no more. */
  isRequestInWork: ({ requestStatus }: StepFacts) =>
    requestStatus === 'DISETUJUI' || requestStatus === 'DIPROSES',
  isRequestInProcess: ({ requestStatus }: StepFacts) => requestStatus === 'DIPROSES',
  isPreviousDone: ({ previous }: StepFacts) => previous === null || previous === 'SELESAI',
  isMine: ({ assigneeId }: StepFacts, actor: LifecycleActor<Actor>) => assigneeId === actor.id,
  isConsolidation: ({ step }: StepFacts) => step === 'KONSOLIDASI_MANUAL',
  isSynchronisation: ({ step }: StepFacts) => step === 'SINKRONISASI_DWH',
  /** A person works this step: always the consolidation, the synchronisation only while its interface is off. */
  isByHand: ({ step, dwhOn }: StepFacts) => step !== 'SINKRONISASI_DWH' || !dwhOn,
  isDwhOn: ({ dwhOn }: StepFacts) => dwhOn,
} as const;
export type StepPredicate = keyof typeof stepPredicates;

/**
 * THE table of a step. The synchronisation is sent to the DWH by the system and answered by the DWH where its interface
 * is switched on; else staff work it by hand like the consolidation. `redo` sends a failed synchronisation back: it
 * reopens the consolidation in the same transaction.
 */
export const stepLifecycle = defineLifecycle<StepStatus, StepAction, Actor, StepPredicate, StepFacts>({
  name: 'step',
  states: stepStatuses,
  initial: 'MENUNGGU',
  final: [],
  predicates: stepPredicates,
  // biome-ignore format: one edge a line, so that a difference of the table reads as one line
  rows: [
    { action: 'take', from: ['MENUNGGU'], to: 'DIKERJAKAN', by: ['staf-konsolidasi'], when: ['isRequestInWork', 'isPreviousDone', 'isByHand'], event: 'STEP_TAKEN' },
    { action: 'send', from: ['MENUNGGU'], to: 'DIKERJAKAN', by: ['system'], when: ['isRequestInProcess', 'isPreviousDone', 'isSynchronisation', 'isDwhOn'], event: 'STEP_SENT' },
    { action: 'release', from: ['DIKERJAKAN'], to: 'MENUNGGU', by: ['staf-konsolidasi'], when: ['isRequestInProcess', 'isByHand'], note: 'optional', event: 'STEP_RELEASED' },
    { action: 'ask', from: ['DIKERJAKAN'], to: 'KLARIFIKASI', by: ['staf-konsolidasi'], when: ['isRequestInProcess', 'isByHand', 'isMine'], note: 'required', event: 'STEP_QUESTION_ASKED' },
    { action: 'answer', from: ['KLARIFIKASI'], to: 'DIKERJAKAN', by: ['operator-dinas', 'supervisor-dinas'], when: ['isRequestInProcess'], note: 'required', event: 'STEP_QUESTION_ANSWERED' },
    { action: 'complete', from: ['DIKERJAKAN'], to: 'SELESAI', by: ['staf-konsolidasi'], when: ['isRequestInProcess', 'isByHand', 'isMine', 'isConsolidation'], note: 'optional', event: 'STEP_COMPLETED' },
    { action: 'complete', from: ['DIKERJAKAN'], to: 'SELESAI', by: ['staf-konsolidasi'], when: ['isRequestInProcess', 'isByHand', 'isMine', 'isSynchronisation'], note: 'required', event: 'STEP_COMPLETED' },
    { action: 'complete', from: ['DIKERJAKAN'], to: 'SELESAI', by: ['DWH'], when: ['isRequestInProcess', 'isSynchronisation'], event: 'STEP_COMPLETED' },
    { action: 'fail', from: ['DIKERJAKAN'], to: 'GAGAL', by: ['staf-konsolidasi'], when: ['isRequestInProcess', 'isByHand', 'isMine'], note: 'required', event: 'STEP_FAILED' },
    { action: 'fail', from: ['DIKERJAKAN'], to: 'GAGAL', by: ['DWH'], when: ['isRequestInProcess', 'isSynchronisation'], event: 'STEP_FAILED' },
    { action: 'retry', from: ['GAGAL'], to: 'DIKERJAKAN', by: ['staf-konsolidasi'], when: ['isRequestInProcess'], note: 'optional', event: 'STEP_RETRIED' },
    { action: 'redo', from: ['GAGAL'], to: 'MENUNGGU', by: ['staf-konsolidasi'], when: ['isRequestInProcess', 'isSynchronisation'], note: 'required', event: 'STEP_SENT_BACK' },
    { action: 'reopen', from: ['SELESAI'], to: 'MENUNGGU', by: ['system'], when: ['isRequestInProcess', 'isConsolidation'], event: 'STEP_REOPENED' },
  ],
});

export type StepRow = LifecycleRow<StepStatus, StepAction, Actor, StepPredicate>;
export type StepActor = LifecycleActor<Actor>;

/** Step actions that may be taken on many requests at once; each row has its own result. */
export const bulkStepActions = [
  'take',
  'release',
  'complete',
  'fail',
  'retry',
  'redo',
] as const satisfies readonly StepAction[];

/**
 * Results of a step by the action that ends it. Each has two wordings (`contract/i18n`): one for staff, one for the
 * citizen that says what he has to do.
 */
export const stepResults = {
  KONSOLIDASI_MANUAL: {
    complete: ['SUDAH_DIKONSOLIDASI', 'DATA_DIPERBAIKI', 'SUDAH_SESUAI'],
    fail: [
      'PERLU_PEREKAMAN',
      'AJUKAN_HAPUS_DUPLIKAT',
      'BIOMETRIK_ANOMALI',
      'PERLU_PERBAIKAN_DI_DINAS',
      'NIK_TIDAK_DITEMUKAN',
      'LAINNYA',
    ],
  },
  SINKRONISASI_DWH: {
    complete: ['TERBACA_DI_DWH', 'DISINKRONKAN_MANUAL'],
    fail: ['DWH_MENOLAK', 'DWH_GAGAL', 'DWH_BELUM_TERBACA', 'DWH_TIDAK_MENJAWAB', 'LAINNYA'],
  },
} as const satisfies Record<RequestStep, { complete: readonly string[]; fail: readonly string[] }>;

/** Results that only the DWH interface gives; staff choose among the others. */
export const interfaceResults = [
  'TERBACA_DI_DWH',
  'DWH_MENOLAK',
  'DWH_GAGAL',
  'DWH_BELUM_TERBACA',
  'DWH_TIDAK_MENJAWAB',
] as const;

export type StepResult =
  (typeof stepResults)[RequestStep][keyof (typeof stepResults)[RequestStep]] extends readonly (infer R)[]
    ? R
    : never;

/** Every result code, once. */
export const stepResultCodes = [
  ...new Set(requestSteps.flatMap((step) => [...stepResults[step].complete, ...stepResults[step].fail])),
] as readonly StepResult[];

/** The results that a person may choose for this end of this step. */
export const resultsFor = (step: RequestStep, action: StepAction): readonly StepResult[] =>
  action === 'complete' || action === 'fail'
    ? (stepResults[step][action] as readonly StepResult[]).filter(
        (code) => !(interfaceResults as readonly string[]).includes(code),
      )
    : [];

/** The step before this one; null for the first. */
export const previousStep = (step: RequestStep): RequestStep | null =>
  requestSteps[requestSteps.indexOf(step) - 1] ?? null;

/** Buttons for this actor now, in the table's order. */
export const allowedStepRows = (state: StepStatus, facts: StepFacts, actor: StepActor): StepRow[] =>
  allowedRows(stepLifecycle, { state, facts, actor });

/** May this actor take this action on this step now? */
export const askStep = (action: StepAction, state: StepStatus, facts: StepFacts, actor: StepActor) =>
  next(stepLifecycle, action, { state, facts, actor });
