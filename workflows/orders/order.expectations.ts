import type { Actor, Role } from '../../contract/access/roles.ts';
import type { OrderFacts, OrderStatus } from '../../contract/orders/lifecycle.ts';

/**
 * What the order's table is expected to allow, written by hand from the design and NOT from the table: a person
 * changes both, and the test holds one against the other. Whoever changes only one of them sees it turn red.
 */

const unpaid: OrderFacts = {
  total: 100_000,
  decisionRequired: false,
  standingDecision: false,
  approved: false,
  agreementActive: true,
  payment: null,
  saidUnpaid: false,
  proposal: null,
  proposedBy: null,
};
const free: OrderFacts = { ...unpaid, total: 0, decisionRequired: true };
const ntpn = 'A1B2C3D4E5F6G7H8';
const late = { ...unpaid, payment: { ntpn, inTime: false, inFull: true } };

/** Situations in which an order can be, by name. */
export const situations = {
  priced: unpaid,
  'priced, PKS ended': { ...unpaid, agreementActive: false },
  'priced, a rule wants a decision': { ...unpaid, decisionRequired: true },
  'priced, standing decision': { ...unpaid, decisionRequired: true, standingDecision: true },
  'priced, approved': { ...unpaid, decisionRequired: true, approved: true },
  free,
  /** A row that nobody should write: it must lead nowhere, least of all to a bill of Rp0. */
  'free, no decision asked': { ...free, decisionRequired: false },
  'free, PKS ended': { ...free, agreementActive: false },
  'free, standing decision': { ...free, standingDecision: true },
  'free, approved': { ...free, approved: true },
  'said unpaid': { ...unpaid, saidUnpaid: true },
  'free, said unpaid': { ...free, saidUnpaid: true },
  paid: { ...unpaid, payment: { ntpn, inTime: true, inFull: true } },
  'paid late': late,
  'paid another amount': { ...unpaid, payment: { ntpn, inTime: true, inFull: false } },
  'paid late another amount': { ...unpaid, payment: { ntpn, inTime: false, inFull: false } },
  'honour proposed': { ...late, proposal: 'HONOUR', proposedBy: 'proposer' },
  'return proposed': { ...late, proposal: 'RETURN', proposedBy: 'proposer' },
} as const satisfies Record<string, OrderFacts>;
export type Situation = keyof typeof situations;

/** Who may ask: every role, every system actor, and a `pejabat` who made the proposal himself. */
export type Asker = Actor | 'pejabat who proposed';

export interface Expectation {
  readonly state: OrderStatus;
  readonly in: readonly Situation[] | 'every situation';
  readonly who: readonly Asker[];
  /** `cancel?`: offered, but SIMPONI must be asked first. `approve>DISETUJUI`: done, and where it leads. */
  readonly may: readonly string[];
}

const buyer: Role = 'lembaga-pemesan';
const treasurer: Role = 'staf-pnbp';
const officials: Asker[] = ['pejabat', 'pejabat who proposed'];
const unpaidNow: Situation[] = ['said unpaid', 'free, said unpaid'];
const every = 'every situation';

const needsDecision: Situation[] = [
  'priced, a rule wants a decision',
  'priced, approved',
  'free',
  'free, PKS ended',
  'free, approved',
  'free, said unpaid',
];
const needsNoDecision: Situation[] = [
  'priced',
  'priced, PKS ended',
  'said unpaid',
  'paid',
  'paid late',
  'paid another amount',
  'paid late another amount',
  'honour proposed',
  'return proposed',
];
const priced: Situation[] = [
  ...needsNoDecision,
  'priced, a rule wants a decision',
  'priced, standing decision',
  'priced, approved',
];
const agreementRuns: Situation[] = [
  ...priced.filter((each) => each !== 'priced, PKS ended'),
  'free',
  'free, no decision asked',
  'free, standing decision',
  'free, approved',
  'free, said unpaid',
];
const oddlyPaid: Situation[] = [
  'paid late',
  'paid another amount',
  'paid late another amount',
  'honour proposed',
  'return proposed',
];
const nothingProposed = (Object.keys(situations) as Situation[]).filter(
  (each) => each !== 'honour proposed' && each !== 'return proposed',
);
const confirmed: Situation[] = ['paid', ...oddlyPaid];
const paidInFull: Situation[] = ['paid', 'paid late', 'honour proposed', 'return proposed'];

/** A cell that no line names allows nothing. */
// biome-ignore format: one cell a line
export const expectations: readonly Expectation[] = [
  { state: 'DIPROSES', in: needsNoDecision, who: ['system'], may: ['startBilling>PENERBITAN_TAGIHAN'] },
  { state: 'DIPROSES', in: needsDecision, who: ['system'], may: ['requestApproval>MENUNGGU_PERSETUJUAN'] },
  { state: 'DIPROSES', in: ['priced, standing decision', 'free, standing decision'], who: ['system'], may: ['applyStandingDecision>DISETUJUI'] },
  { state: 'DIPROSES', in: every, who: [buyer, treasurer], may: ['cancel?'] },
  { state: 'DIPROSES', in: unpaidNow, who: [buyer, treasurer], may: ['cancel>DIBATALKAN'] },

  { state: 'MENUNGGU_PERSETUJUAN', in: agreementRuns, who: officials, may: ['approve>DISETUJUI'] },
  { state: 'MENUNGGU_PERSETUJUAN', in: every, who: officials, may: ['reject>DITOLAK'] },
  { state: 'MENUNGGU_PERSETUJUAN', in: every, who: [buyer, treasurer], may: ['cancel?'] },
  { state: 'MENUNGGU_PERSETUJUAN', in: unpaidNow, who: [buyer, treasurer], may: ['cancel>DIBATALKAN'] },

  { state: 'DISETUJUI', in: priced, who: ['system'], may: ['startBilling>PENERBITAN_TAGIHAN'] },
  { state: 'DISETUJUI', in: ['free, approved'], who: ['system'], may: ['issueVoucher>SELESAI'] },

  { state: 'PENERBITAN_TAGIHAN', in: every, who: ['SIMPONI'], may: ['issueBilling>MENUNGGU_PEMBAYARAN'] },
  { state: 'PENERBITAN_TAGIHAN', in: every, who: ['system'], may: ['reportBillingTrouble>TAGIHAN_BERMASALAH'] },

  { state: 'TAGIHAN_BERMASALAH', in: every, who: [treasurer], may: ['retryBilling>PENERBITAN_TAGIHAN', 'enterBilling>MENUNGGU_PEMBAYARAN', 'cancel?'] },
  { state: 'TAGIHAN_BERMASALAH', in: every, who: [buyer], may: ['cancel?'] },
  { state: 'TAGIHAN_BERMASALAH', in: unpaidNow, who: [buyer, treasurer], may: ['cancel>DIBATALKAN'] },

  { state: 'MENUNGGU_PEMBAYARAN', in: every, who: [buyer, treasurer], may: ['cancel?'] },
  { state: 'MENUNGGU_PEMBAYARAN', in: unpaidNow, who: [buyer, treasurer], may: ['cancel>DIBATALKAN'] },
  { state: 'MENUNGGU_PEMBAYARAN', in: every, who: ['timer'], may: ['expire?'] },
  { state: 'MENUNGGU_PEMBAYARAN', in: unpaidNow, who: ['timer'], may: ['expire>KEDALUWARSA'] },
  { state: 'MENUNGGU_PEMBAYARAN', in: ['paid'], who: ['SIMPONI'], may: ['confirmPayment>DIBAYAR'] },
  { state: 'MENUNGGU_PEMBAYARAN', in: oddlyPaid, who: ['system'], may: ['flagPayment>PEMBAYARAN_BERMASALAH'] },

  { state: 'KEDALUWARSA', in: ['paid'], who: ['SIMPONI'], may: ['confirmPayment>DIBAYAR'] },
  { state: 'KEDALUWARSA', in: oddlyPaid, who: ['system'], may: ['flagPayment>PEMBAYARAN_BERMASALAH'] },
  { state: 'DIBATALKAN', in: ['paid'], who: ['SIMPONI'], may: ['confirmPayment>DIBAYAR'] },
  { state: 'DIBATALKAN', in: oddlyPaid, who: ['system'], may: ['flagPayment>PEMBAYARAN_BERMASALAH'] },

  { state: 'DIBAYAR', in: confirmed, who: ['system'], may: ['issueVoucher>SELESAI'] },

  { state: 'PEMBAYARAN_BERMASALAH', in: paidInFull, who: [treasurer], may: ['proposeHonour>MENUNGGU_KEPUTUSAN'] },
  { state: 'PEMBAYARAN_BERMASALAH', in: every, who: [treasurer], may: ['proposeReturn>MENUNGGU_KEPUTUSAN'] },

  { state: 'MENUNGGU_KEPUTUSAN', in: ['honour proposed'], who: ['pejabat'], may: ['decide>DIBAYAR'] },
  { state: 'MENUNGGU_KEPUTUSAN', in: ['return proposed'], who: ['pejabat'], may: ['decide>PENGEMBALIAN'] },
  { state: 'MENUNGGU_KEPUTUSAN', in: every, who: ['pejabat'], may: ['refuse>PEMBAYARAN_BERMASALAH'] },
  // Whoever proposed decides nothing; where nothing is proposed there is no proposer.
  { state: 'MENUNGGU_KEPUTUSAN', in: nothingProposed, who: ['pejabat who proposed'], may: ['refuse>PEMBAYARAN_BERMASALAH'] },

  { state: 'PENGEMBALIAN', in: every, who: [treasurer], may: ['completeReturn>DIKEMBALIKAN'] },
];
