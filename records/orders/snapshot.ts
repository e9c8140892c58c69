import { isAgreementActive } from '#contract/orders/eligibility';
import type { OrderSnapshot } from '#contract/orders/facts';
import type { BillingTrouble, OrderStatus, Proposal } from '#contract/orders/lifecycle';
import { AppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import type { Database, DatabaseReader, Prisma } from '#prisma/client';
import { releasedRun } from '../released-run.ts';
import { findStandingDecision } from './decision.ts';

const agreementDays = { select: { startsOn: true, endsOn: true }, orderBy: { endsOn: 'desc' } } as const;

/** What `toSnapshot` wants of an order's row. */
export const snapshotInclude = {
  institution: { select: { suspendedAt: true, agreements: agreementDays } },
} as const satisfies Prisma.OrderInclude;

export type SnapshotRow = Prisma.OrderGetPayload<{ include: typeof snapshotInclude }>;

/** The order as the table looks at it, read now. @throws AppError NOT_FOUND */
export async function readSnapshot(db: DatabaseReader, orderId: string, now: Date): Promise<OrderSnapshot> {
  const row = await db.order.findUnique({ where: { id: orderId }, include: snapshotInclude });
  if (!row) throw new AppError('NOT_FOUND', { message: `no order ${orderId}` });
  const waiting = row.status === 'DIPROSES' && needsDecision(row);
  const standingDecision = waiting && (await findStandingDecision(db, row, dayKey(now))) !== null;
  return toSnapshot(row, now, standingDecision);
}

/** A row as a snapshot; `standingDecision` must be looked up while the order is DIPROSES and needs a decision. */
export function toSnapshot(row: SnapshotRow, now: Date, standingDecision = false): OrderSnapshot {
  const today = dayKey(now);
  const agreements = row.institution.agreements.map(({ startsOn, endsOn }) => ({
    startsOn: isoDay(startsOn),
    endsOn: isoDay(endsOn),
  }));
  const inForce = agreements.find((agreement) => isAgreementActive(agreement, today));
  return {
    orderId: row.id,
    status: row.status as OrderStatus,
    version: row.version,
    statusSince: row.statusSince.toISOString(),
    total: Number(row.total),
    decisionRequired: needsDecision(row),
    standingDecision,
    approved: row.approvedAt !== null,
    agreementActive: inForce !== undefined && row.institution.suspendedAt === null,
    agreementEndsOn: (inForce ?? agreements[0])?.endsOn ?? null,
    trxId: row.trxId,
    kodeBilling: row.kodeBilling,
    billingTrouble: row.billingTrouble as BillingTrouble | null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    openUntil: row.openUntil?.toISOString() ?? null,
    ntpn: row.ntpn,
    paidInTime: row.paidInTime,
    paidInFull: row.paidInFull,
    amountDiffers: row.reportedAmount !== null && row.reportedAmount !== row.total,
    proposal: row.proposal as Proposal | null,
    proposedBy: row.proposedBy,
  };
}

/** Rp0 needs a decision whatever the row says. */
const needsDecision = (row: { decisionRequired: boolean; total: bigint }): boolean =>
  row.decisionRequired || row.total === 0n;

const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

/**
 * Binds an order to the workflow run that carries it, once: Temporal forgets closed workflows after its retention,
 * and a second run for the same order must not start.
 * @throws AppError ACTION_NOT_ALLOWED when another run has, or had, this order; NOT_FOUND
 */
export async function claimOrder(db: Database, orderId: string, runId: string): Promise<void> {
  const claimed = await db.order.updateMany({
    where: {
      id: orderId,
      OR: [{ workflowRunId: null, version: 1 }, { workflowRunId: { in: [runId, releasedRun] } }],
    },
    data: { workflowRunId: runId },
  });
  if (claimed.count > 0) return;
  const row = await db.order.findUnique({ where: { id: orderId }, select: { status: true } });
  if (!row) throw new AppError('NOT_FOUND', { message: `no order ${orderId}` });
  throw new AppError('ACTION_NOT_ALLOWED', {
    message: `order ${orderId} is past its start`,
    details: { state: row.status },
  });
}
