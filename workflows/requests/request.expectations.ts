import type { Actor } from '../../contract/access/roles.ts';
import type { RequestFacts, RequestStatus } from '../../contract/requests/lifecycle.ts';
import type { StepFacts, StepStatus } from '../../contract/requests/steps.ts';

/**
 * What both tables of a request are expected to allow, written by hand from the design and NOT from the tables: a person
 * changes both, and the test holds one against the other. Whoever changes only one of them sees it turn red.
 */

const fresh: RequestFacts = { assigneeId: null, stepsDone: false, photosKept: true };

/** Situations in which a request can be, by name. */
export const requestSituations = {
  'taken by nobody': fresh,
  'taken by the asker': { ...fresh, assigneeId: 'asker' },
  'taken by another': { ...fresh, assigneeId: 'another' },
  'photos destroyed': { ...fresh, photosKept: false },
  'every step done': { ...fresh, stepsDone: true },
} as const satisfies Record<string, RequestFacts>;
export type RequestSituation = keyof typeof requestSituations;

const hands: StepFacts = {
  step: 'KONSOLIDASI_MANUAL',
  requestStatus: 'DIPROSES',
  previous: null,
  assigneeId: null,
  dwhOn: true,
};
const sync: StepFacts = { ...hands, step: 'SINKRONISASI_DWH', previous: 'SELESAI' };

/** Likewise of a step: the consolidation, and the synchronisation with the interface on or off. */
export const stepSituations = {
  consolidation: hands,
  'consolidation, mine': { ...hands, assigneeId: 'asker' },
  'consolidation of an approved request': { ...hands, requestStatus: 'DISETUJUI' },
  'consolidation of a new request': { ...hands, requestStatus: 'BARU' },
  'consolidation of a cancelled request, mine': {
    ...hands,
    requestStatus: 'DIBATALKAN',
    assigneeId: 'asker',
  },
  'synchronisation at the DWH': sync,
  'synchronisation at the DWH, too early': { ...sync, previous: 'DIKERJAKAN' },
  'synchronisation at the DWH, request cancelled': { ...sync, requestStatus: 'DIBATALKAN' },
  /** The interface was switched on while somebody worked by hand. */
  'synchronisation at the DWH, mine': { ...sync, assigneeId: 'asker' },
  'synchronisation by hand': { ...sync, dwhOn: false },
  'synchronisation by hand, mine': { ...sync, dwhOn: false, assigneeId: 'asker' },
  'synchronisation by hand of a cancelled request, mine': {
    ...sync,
    dwhOn: false,
    requestStatus: 'DIBATALKAN',
    assigneeId: 'asker',
  },
  'synchronisation by hand, too early': { ...sync, dwhOn: false, previous: 'MENUNGGU' },
} as const satisfies Record<string, StepFacts>;
export type StepSituation = keyof typeof stepSituations;

export interface Expectation<S, I> {
  readonly state: S;
  readonly in: readonly I[] | 'every situation';
  readonly who: readonly Actor[];
  /** `approve>DISETUJUI`: done, and where it leads. `cancel*>…`: only with a note. */
  readonly may: readonly string[];
}

const every = 'every situation';
const office: readonly Actor[] = ['operator-dinas', 'supervisor-dinas'];
const staff: readonly Actor[] = ['staf-konsolidasi'];
const notAnothers: readonly RequestSituation[] = [
  'taken by nobody',
  'taken by the asker',
  'photos destroyed',
  'every step done',
];
const decidable: readonly RequestSituation[] = ['taken by nobody', 'taken by the asker', 'every step done'];

/** A cell that no line names allows nothing. */
// biome-ignore format: one cell a line
export const requestExpectations: readonly Expectation<RequestStatus, RequestSituation>[] = [
  { state: 'BARU', in: notAnothers, who: office, may: ['correct*>BARU', 'forward*>BARU', 'cancel*>DIBATALKAN'] },
  { state: 'BARU', in: decidable, who: office, may: ['approve>DISETUJUI'] },
  // The head of section steps in where an operator has taken it.
  { state: 'BARU', in: ['taken by another'], who: ['supervisor-dinas'], may: ['correct*>BARU', 'forward*>BARU', 'cancel*>DIBATALKAN', 'approve>DISETUJUI'] },
  { state: 'BARU', in: every, who: ['pemohon'], may: ['withdraw>DIBATALKAN'] },
  { state: 'BARU', in: every, who: ['system'], may: ['moveDeadline>BARU'] },

  { state: 'DISETUJUI', in: notAnothers, who: office, may: ['forward*>BARU', 'cancel*>DIBATALKAN'] },
  { state: 'DISETUJUI', in: ['taken by another'], who: ['supervisor-dinas'], may: ['forward*>BARU', 'cancel*>DIBATALKAN'] },
  { state: 'DISETUJUI', in: every, who: ['pemohon'], may: ['withdraw>DIBATALKAN'] },
  { state: 'DISETUJUI', in: every, who: staff, may: ['startProcessing>DIPROSES'] },
  { state: 'DISETUJUI', in: every, who: ['system'], may: ['moveDeadline>DISETUJUI'] },

  { state: 'DIPROSES', in: every, who: staff, may: ['cancel*>DIBATALKAN'] },
  { state: 'DIPROSES', in: every, who: ['pemohon'], may: ['wishToStop>DIPROSES'] },
  { state: 'DIPROSES', in: every, who: ['system'], may: ['moveDeadline>DIPROSES'] },
  { state: 'DIPROSES', in: ['every step done'], who: ['system'], may: ['complete>SELESAI'] },
];

const inProcess: readonly StepSituation[] = [
  'consolidation',
  'consolidation, mine',
  'synchronisation at the DWH',
  'synchronisation at the DWH, mine',
  'synchronisation at the DWH, too early',
  'synchronisation by hand',
  'synchronisation by hand, mine',
  'synchronisation by hand, too early',
];
const byHand = inProcess.filter((each) => !each.startsWith('synchronisation at'));
const mine: readonly StepSituation[] = ['consolidation, mine', 'synchronisation by hand, mine'];
const synchronisation = inProcess.filter((each) => each.startsWith('synchronisation'));
const consolidation: readonly StepSituation[] = ['consolidation', 'consolidation, mine'];

// biome-ignore format: one cell a line
export const stepExpectations: readonly Expectation<StepStatus, StepSituation>[] = [
  { state: 'MENUNGGU', in: [...consolidation, 'consolidation of an approved request', 'synchronisation by hand', 'synchronisation by hand, mine'], who: staff, may: ['take>DIKERJAKAN'] },
  { state: 'MENUNGGU', in: ['synchronisation at the DWH', 'synchronisation at the DWH, mine'], who: ['system'], may: ['send>DIKERJAKAN'] },

  { state: 'DIKERJAKAN', in: byHand, who: staff, may: ['release>MENUNGGU'] },
  { state: 'DIKERJAKAN', in: mine, who: staff, may: ['ask*>KLARIFIKASI', 'fail*>GAGAL'] },
  { state: 'DIKERJAKAN', in: ['consolidation, mine'], who: staff, may: ['complete>SELESAI'] },
  // By hand there is no reading of ours as evidence: the note is.
  { state: 'DIKERJAKAN', in: ['synchronisation by hand, mine'], who: staff, may: ['complete*>SELESAI'] },
  { state: 'DIKERJAKAN', in: synchronisation, who: ['DWH'], may: ['complete>SELESAI', 'fail>GAGAL'] },

  { state: 'KLARIFIKASI', in: inProcess, who: office, may: ['answer*>DIKERJAKAN'] },

  { state: 'GAGAL', in: inProcess, who: staff, may: ['retry>DIKERJAKAN'] },
  { state: 'GAGAL', in: synchronisation, who: staff, may: ['redo*>MENUNGGU'] },

  { state: 'SELESAI', in: consolidation, who: ['system'], may: ['reopen>MENUNGGU'] },
];
