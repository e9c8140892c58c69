import { ApplicationFailure } from '@temporalio/workflow';
import { factsOf, type OrderSnapshot } from '../../contract/orders/facts.ts';
import { allowedOrderRows, type OrderActor, type OrderPredicate } from '../../contract/orders/lifecycle.ts';
import type { ErrorCode } from '../../contract/shared/errors.ts';
import type { Refusal } from '../../contract/shared/lifecycle.ts';

/** Facts whose failing has a name of its own; any other one is ACTION_NOT_ALLOWED. */
const codeOfFact: Partial<Record<OrderPredicate, ErrorCode>> = {
  isAgreementActive: 'AGREEMENT_INACTIVE',
  isNotProposer: 'OWN_PROPOSAL',
  isSaidUnpaid: 'ORDER_ALREADY_PAID',
};

/** A refusal as the API maps it: the code as the type, and in the details the state and what is allowed now. */
export function refuse(code: ErrorCode, order: OrderSnapshot, actor: OrderActor): ApplicationFailure {
  const allowed = [
    ...new Set(allowedOrderRows(order.status, factsOf(order), actor).map((row) => row.action)),
  ];
  const params = code === 'AGREEMENT_INACTIVE' ? { params: { endsOn: order.agreementEndsOn ?? '-' } } : {};
  return ApplicationFailure.nonRetryable(code, code, { state: order.status, allowed, ...params });
}

/** The error code of a refusal by the table. */
export function codeOfRefusal(refusal: Refusal<OrderPredicate>): ErrorCode {
  if (refusal.reason === 'STATE') return 'ACTION_NOT_ALLOWED';
  if (refusal.reason === 'ROLE') return 'FORBIDDEN';
  for (const fact of refusal.failed) {
    const code = codeOfFact[fact];
    if (code) return code;
  }
  return 'ACTION_NOT_ALLOWED';
}
