import { guarded } from '../shared/failures.ts';
import { openAct, recordAct } from './act.ts';
import { createBilling, issueBilling, reportBillingTrouble, startBilling } from './billing.ts';
import { applyStandingDecision, requestApproval } from './decide-start.ts';
import type { OrderActivityDeps } from './deps.ts';
import { loadOrder, openOrder } from './open-order.ts';
import {
  askPayment,
  confirmPayment,
  expireOrder,
  flagPayment,
  settleNotices,
  sortNotices,
} from './payment.ts';
import { remindPayment, remindStaff } from './reminders.ts';
import { sweepPayments } from './sweep.ts';
import { issueVoucher } from './voucher.ts';

export type { IssuedBilling } from '#records/orders/billing';
export type { OrderActivityDeps, OrderSettings } from './deps.ts';
export type { PaymentAnswer } from './payment.ts';

/** Every act that the order's workflow and the payment sweep call, by its name in Temporal. */
export function createOrderActivities(deps: OrderActivityDeps) {
  return guarded(deps, {
    openOrder: openOrder(deps),
    loadOrder: loadOrder(deps),
    applyStandingDecision: applyStandingDecision(deps),
    requestApproval: requestApproval(deps),
    startBilling: startBilling(deps),
    createBilling: createBilling(deps),
    issueBilling: issueBilling(deps),
    reportBillingTrouble: reportBillingTrouble(deps),
    askPayment: askPayment(deps),
    confirmPayment: confirmPayment(deps),
    flagPayment: flagPayment(deps),
    sortNotices: sortNotices(deps),
    settleNotices: settleNotices(deps),
    expireOrder: expireOrder(deps),
    issueVoucher: issueVoucher(deps),
    openAct: openAct(deps),
    recordAct: recordAct(deps),
    remindPayment: remindPayment(deps),
    remindStaff: remindStaff(deps),
    sweepPayments: sweepPayments(deps),
  });
}

export type OrderActivities = ReturnType<typeof createOrderActivities>;
