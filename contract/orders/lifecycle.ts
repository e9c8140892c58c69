import type { Actor, Role } from '../access/roles.ts';
import { systemActors } from '../access/roles.ts';
import {
  allowedRows,
  defineLifecycle,
  type LifecycleActor,
  type LifecycleRow,
  next,
} from '../shared/lifecycle.ts';

/** STATUS PROSES of an order, in the order in which people meet them. Codes are the documents' own words. */
export const orderStatuses = [
  'DIPROSES',
  'MENUNGGU_PERSETUJUAN',
  'DISETUJUI',
  'DITOLAK',
  'PENERBITAN_TAGIHAN',
  'TAGIHAN_BERMASALAH',
  'MENUNGGU_PEMBAYARAN',
  'KEDALUWARSA',
  'DIBATALKAN',
  'DIBAYAR',
  'PEMBAYARAN_BERMASALAH',
  'MENUNGGU_KEPUTUSAN',
  'PENGEMBALIAN',
  'DIKEMBALIKAN',
  'SELESAI',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const orderActions = [
  'applyStandingDecision',
  'requestApproval',
  'approve',
  'reject',
  'startBilling',
  'issueBilling',
  'reportBillingTrouble',
  'retryBilling',
  'enterBilling',
  'cancel',
  'expire',
  'confirmPayment',
  'flagPayment',
  'proposeHonour',
  'proposeReturn',
  'decide',
  'refuse',
  'completeReturn',
  'issueVoucher',
] as const;
export type OrderAction = (typeof orderActions)[number];

export const proposals = ['HONOUR', 'RETURN'] as const;
export type Proposal = (typeof proposals)[number];

/** What the table's conditions look at. Plain values: the workflow keeps them, the API reads them from the row. */
export interface OrderFacts {
  /** Total in whole rupiah; 0 makes the order free. */
  readonly total: number;
  /** A free order without a standing decision, or a rule that wants a decision for this one. */
  readonly decisionRequired: boolean;
  /** `pejabat` decided once for this PKS year and the order fits into the units that are left. */
  readonly standingDecision: boolean;
  /** Somebody, or the standing decision, has approved this order. */
  readonly approved: boolean;
  /** PKS valid today. */
  readonly agreementActive: boolean;
  /** A payment that SIMPONI confirmed by inquiry; `inFull` is false only when SIMPONI's report shows another amount. */
  readonly payment: { readonly ntpn: string; readonly inTime: boolean; readonly inFull: boolean } | null;
  /** SIMPONI was asked just now and knows no payment, or no code is alive that could be paid. */
  readonly saidUnpaid: boolean;
  readonly proposal: Proposal | null;
  /** User id of the person who made the proposal. */
  readonly proposedBy: string | null;
}

const isFree = (facts: OrderFacts): boolean => facts.total === 0;

/** Named conditions of the table. */
export const orderPredicates = {
  isFree,
  isNotFree: (facts: OrderFacts) => !isFree(facts),
  needsDecision: (facts: OrderFacts) => facts.decisionRequired && !facts.standingDecision,
  needsNoDecision: (facts: OrderFacts) => !facts.decisionRequired,
  hasStandingDecision: (facts: OrderFacts) => facts.decisionRequired && facts.standingDecision,
  isApproved: (facts: OrderFacts) => facts.approved,
  isAgreementActive: (facts: OrderFacts) => facts.agreementActive,
  hasConfirmedPayment: (facts: OrderFacts) => facts.payment !== null,
  isPaidInTime: (facts: OrderFacts) => facts.payment?.inTime === true,
  isPaidInFull: (facts: OrderFacts) => facts.payment?.inFull === true,
  isPaymentOdd: (facts: OrderFacts) =>
    facts.payment !== null && !(facts.payment.inTime && facts.payment.inFull),
  isSaidUnpaid: (facts: OrderFacts) => facts.saidUnpaid,
  isHonourProposed: (facts: OrderFacts) => facts.proposal === 'HONOUR',
  isReturnProposed: (facts: OrderFacts) => facts.proposal === 'RETURN',
  isNotProposer: (facts: OrderFacts, actor: LifecycleActor<Actor>) => facts.proposedBy !== actor.id,
} as const;
export type OrderPredicate = keyof typeof orderPredicates;

/**
 * THE table of the PNBP order. Validators, buttons, refusals, pictures and tests ask it; nothing restates it.
 * (`submit`, which makes the order, happens before the first state: see `contract/orders/eligibility.ts`.)
 *
 * KEDALUWARSA and DIBATALKAN stay open for a grace period, since money may still come on a code that runs out:
 * SIMPONI has no cancel call.
 */
export const orderLifecycle = defineLifecycle<OrderStatus, OrderAction, Actor, OrderPredicate, OrderFacts>({
  name: 'order',
  states: orderStatuses,
  initial: 'DIPROSES',
  final: ['SELESAI', 'DITOLAK', 'DIKEMBALIKAN'],
  predicates: orderPredicates,
  // biome-ignore format: one edge a line, so that a difference of the table reads as one line
  rows: [
    { action: 'applyStandingDecision', from: ['DIPROSES'], to: 'DISETUJUI', by: ['system'], when: ['hasStandingDecision'], event: 'ORDER_APPROVED_BY_STANDING_DECISION' },
    { action: 'requestApproval', from: ['DIPROSES'], to: 'MENUNGGU_PERSETUJUAN', by: ['system'], when: ['needsDecision'], event: 'ORDER_APPROVAL_REQUESTED' },
    { action: 'approve', from: ['MENUNGGU_PERSETUJUAN'], to: 'DISETUJUI', by: ['pejabat'], when: ['isAgreementActive'], note: 'optional', event: 'ORDER_APPROVED' },
    { action: 'reject', from: ['MENUNGGU_PERSETUJUAN'], to: 'DITOLAK', by: ['pejabat'], note: 'required', event: 'ORDER_REJECTED' },
    { action: 'startBilling', from: ['DIPROSES'], to: 'PENERBITAN_TAGIHAN', by: ['system'], when: ['isNotFree', 'needsNoDecision'], event: 'ORDER_BILLING_STARTED' },
    { action: 'startBilling', from: ['DISETUJUI'], to: 'PENERBITAN_TAGIHAN', by: ['system'], when: ['isNotFree'], event: 'ORDER_BILLING_STARTED' },
    { action: 'issueBilling', from: ['PENERBITAN_TAGIHAN'], to: 'MENUNGGU_PEMBAYARAN', by: ['SIMPONI'], event: 'ORDER_BILLING_ISSUED' },
    { action: 'reportBillingTrouble', from: ['PENERBITAN_TAGIHAN'], to: 'TAGIHAN_BERMASALAH', by: ['system'], event: 'ORDER_BILLING_TROUBLE' },
    { action: 'retryBilling', from: ['TAGIHAN_BERMASALAH'], to: 'PENERBITAN_TAGIHAN', by: ['staf-pnbp'], note: 'optional', event: 'ORDER_BILLING_RETRIED' },
    { action: 'enterBilling', from: ['TAGIHAN_BERMASALAH'], to: 'MENUNGGU_PEMBAYARAN', by: ['staf-pnbp'], note: 'required', event: 'ORDER_BILLING_ENTERED' },
    { action: 'cancel', from: ['DIPROSES', 'MENUNGGU_PERSETUJUAN', 'TAGIHAN_BERMASALAH', 'MENUNGGU_PEMBAYARAN'], to: 'DIBATALKAN', by: ['lembaga-pemesan'], asks: ['isSaidUnpaid'], note: 'optional', event: 'ORDER_CANCELLED' },
    { action: 'cancel', from: ['DIPROSES', 'MENUNGGU_PERSETUJUAN', 'TAGIHAN_BERMASALAH', 'MENUNGGU_PEMBAYARAN'], to: 'DIBATALKAN', by: ['staf-pnbp'], asks: ['isSaidUnpaid'], note: 'required', event: 'ORDER_CANCELLED' },
    { action: 'expire', from: ['MENUNGGU_PEMBAYARAN'], to: 'KEDALUWARSA', by: ['timer'], asks: ['isSaidUnpaid'], event: 'ORDER_EXPIRED' },
    { action: 'confirmPayment', from: ['MENUNGGU_PEMBAYARAN', 'KEDALUWARSA', 'DIBATALKAN'], to: 'DIBAYAR', by: ['SIMPONI'], when: ['hasConfirmedPayment', 'isPaidInTime', 'isPaidInFull'], event: 'ORDER_PAYMENT_CONFIRMED' },
    { action: 'flagPayment', from: ['MENUNGGU_PEMBAYARAN', 'KEDALUWARSA', 'DIBATALKAN'], to: 'PEMBAYARAN_BERMASALAH', by: ['system'], when: ['isPaymentOdd'], event: 'ORDER_PAYMENT_FLAGGED' },
    { action: 'proposeHonour', from: ['PEMBAYARAN_BERMASALAH'], to: 'MENUNGGU_KEPUTUSAN', by: ['staf-pnbp'], when: ['isPaidInFull'], note: 'required', event: 'ORDER_HONOUR_PROPOSED' },
    { action: 'proposeReturn', from: ['PEMBAYARAN_BERMASALAH'], to: 'MENUNGGU_KEPUTUSAN', by: ['staf-pnbp'], note: 'required', event: 'ORDER_RETURN_PROPOSED' },
    { action: 'decide', from: ['MENUNGGU_KEPUTUSAN'], to: 'DIBAYAR', by: ['pejabat'], when: ['isHonourProposed', 'isNotProposer'], note: 'required', event: 'ORDER_HONOUR_DECIDED' },
    { action: 'decide', from: ['MENUNGGU_KEPUTUSAN'], to: 'PENGEMBALIAN', by: ['pejabat'], when: ['isReturnProposed', 'isNotProposer'], note: 'required', event: 'ORDER_RETURN_DECIDED' },
    { action: 'refuse', from: ['MENUNGGU_KEPUTUSAN'], to: 'PEMBAYARAN_BERMASALAH', by: ['pejabat'], when: ['isNotProposer'], note: 'required', event: 'ORDER_PROPOSAL_REFUSED' },
    { action: 'completeReturn', from: ['PENGEMBALIAN'], to: 'DIKEMBALIKAN', by: ['staf-pnbp'], note: 'optional', event: 'ORDER_RETURN_COMPLETED' },
    { action: 'issueVoucher', from: ['DIBAYAR'], to: 'SELESAI', by: ['system'], when: ['hasConfirmedPayment'], event: 'ORDER_VOUCHER_ISSUED' },
    { action: 'issueVoucher', from: ['DISETUJUI'], to: 'SELESAI', by: ['system'], when: ['isFree', 'isApproved'], event: 'ORDER_VOUCHER_ISSUED' },
  ],
});

export type OrderRow = LifecycleRow<OrderStatus, OrderAction, Actor, OrderPredicate>;
export type OrderActor = LifecycleActor<Actor>;

/** Actions that a person takes through the API; the rest belong to the system, the timer and SIMPONI. */
export const personOrderActions = [
  ...new Set(
    orderLifecycle.rows
      .filter((row) => row.by.some((by) => !(systemActors as readonly string[]).includes(by)))
      .map((row) => row.action),
  ),
] as readonly OrderAction[];

/** States from which an order may be made anew ("Pesan Ulang"): nothing more comes of this one by itself. */
export const reorderableStatuses: readonly OrderStatus[] = ['KEDALUWARSA', 'DIBATALKAN'];

/** States in which money may still arrive on a code that SIMPONI gave us. */
export const payableStatuses = [
  ...new Set(orderLifecycle.rows.filter((row) => row.action === 'confirmPayment').flatMap((row) => row.from)),
] as readonly OrderStatus[];

/** States that need `staf-pnbp`: the list "Pesanan bermasalah". */
export const troubledStatuses = [
  'TAGIHAN_BERMASALAH',
  'PEMBAYARAN_BERMASALAH',
  'PENGEMBALIAN',
] as const satisfies readonly OrderStatus[];

/** States that wait for `pejabat`: the list "Menunggu keputusan saya". */
export const decisionStatuses = [
  ...new Set(
    orderLifecycle.rows
      .filter((row) => (row.by as readonly Actor[]).includes('pejabat'))
      .flatMap((row) => row.from),
  ),
] as readonly OrderStatus[];

/**
 * States that wait for a person of ours: who is reminded first, and who hears when nothing happened after that.
 * The days are settings (`DECISION_REMIND_DAYS`, `DECISION_ESCALATE_DAYS`).
 */
export const orderAttention = {
  MENUNGGU_PERSETUJUAN: { remind: 'pejabat', escalate: 'staf-pnbp' },
  TAGIHAN_BERMASALAH: { remind: 'staf-pnbp', escalate: 'pejabat' },
  PEMBAYARAN_BERMASALAH: { remind: 'staf-pnbp', escalate: 'pejabat' },
  MENUNGGU_KEPUTUSAN: { remind: 'pejabat', escalate: 'staf-pnbp' },
  PENGEMBALIAN: { remind: 'staf-pnbp', escalate: 'pejabat' },
} as const satisfies Partial<Record<OrderStatus, { remind: Role; escalate: Role }>>;

/** Reminders before a bill expires, in days. */
export const paymentReminderDays = [3, 1] as const;

/** Why SIMPONI's side of an order went wrong. */
export const billingTroubles = ['REFUSED', 'SILENT'] as const;
export type BillingTrouble = (typeof billingTroubles)[number];

export const returnKinds = ['KREDIT_PNBP_BERIKUTNYA', 'TUNAI'] as const;
/** PP 59/2020 art. 40: by default credited against the next PNBP, cash only in listed cases. */
export type ReturnKind = (typeof returnKinds)[number];

/** Buttons for this actor now, in the table's order. */
export const allowedOrderRows = (state: OrderStatus, facts: OrderFacts, actor: OrderActor): OrderRow[] =>
  allowedRows(orderLifecycle, { state, facts, actor });

/** May this actor take this action now? With `asked: false` the outside system has not been asked yet. */
export const askOrder = (
  action: OrderAction,
  state: OrderStatus,
  facts: OrderFacts,
  actor: OrderActor,
  options?: { readonly asked: boolean },
) => next(orderLifecycle, action, { state, facts, actor }, options);
