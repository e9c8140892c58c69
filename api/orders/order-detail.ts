import { can } from '#contract/access/permissions';
import { bankName, channelName } from '#contract/external/simponi-codes';
import type {
  InquiryAnswer,
  InstitutionCategory,
  NoticeStatus,
  NoticeTemplate,
} from '#contract/orders/codes';
import { billState } from '#contract/orders/documents';
import { factsOf, type OrderSnapshot } from '#contract/orders/facts';
import {
  allowedOrderRows,
  type OrderStatus,
  type Proposal,
  payableStatuses,
  type ReturnKind,
  reorderableStatuses,
} from '#contract/orders/lifecycle';
import type { OrderDetail } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import type { Prisma } from '#prisma/client';
import { readSnapshot } from '#records/orders/snapshot';
import { dayOf } from '#records/prices';
import type { ApiDeps, SignedIn } from '../shared/deps.ts';
import { implement } from '../shared/route.ts';
import { scopeOf, seesAllInstitutions } from '../shared/scope.ts';
import { fileView } from './files.ts';
import { orderSummary } from './order-rows.ts';

export const orderDetailHandlers = [
  implement('orders.read', ({ deps, actor, params }) => readOrderDetail(deps, actor, params.id)),
];

const include = {
  institution: { include: { agreements: { orderBy: { endsOn: 'desc' } } } },
  voucher: true,
  reorderOf: { select: { id: true, kuitansi: true } },
  reorders: { select: { id: true, kuitansi: true }, orderBy: { kuitansi: 'asc' } },
  files: { orderBy: { uploadedAt: 'asc' } },
  history: { orderBy: { version: 'asc' } },
  messages: { orderBy: { createdAt: 'asc' } },
} as const satisfies Prisma.OrderInclude;

type Row = Prisma.OrderGetPayload<{ include: typeof include }>;

/** Everything that the detail page shows this person. Throws `NOT_FOUND` outside his scope. */
export async function readOrderDetail(deps: ApiDeps, actor: SignedIn, id: string): Promise<OrderDetail> {
  const { db } = deps;
  const row = await db.order.findFirst({ where: { AND: [{ id }, scopeOf(actor)] }, include });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such order in this scope' });
  const now = deps.now();
  const [snapshot, proposer] = await Promise.all([
    readSnapshot(db, id, now),
    row.proposedBy ? db.user.findUnique({ where: { id: row.proposedBy }, select: { name: true } }) : null,
  ]);
  return {
    ...orderSummary(row),
    version: row.version,
    applicant: applicantOf(row, snapshot),
    unit: row.unit,
    unitPrice: Number(row.unitPrice),
    tariffArticle: row.tariffArticle,
    billingIssuedAt: row.billingIssuedAt?.toISOString() ?? null,
    openUntil: row.openUntil?.toISOString() ?? null,
    inquiry: row.inquiredAt && {
      at: row.inquiredAt.toISOString(),
      answer: (row.inquiryAnswer ?? 'UNKNOWN') as InquiryAnswer,
      words: row.inquiryWords,
    },
    payment: paymentOf(row),
    proposal: row.proposal ? { kind: row.proposal as Proposal, byName: proposer?.name ?? '–' } : null,
    returned: returnOf(row),
    voucher: row.voucher && { id: row.voucher.id, number: row.voucher.number, units: row.voucher.units },
    reorderOf: row.reorderOf,
    reorders: row.reorders,
    documents: documentsOf(row, now),
    files: row.files.map(fileView),
    timeline: row.history.map(timelineRow),
    notices: row.messages.map((message) => noticeRow(message, seesAllInstitutions(actor))),
    ...offersOf(row, snapshot, actor),
  };
}

const applicantOf = ({ institution }: Row, snapshot: OrderSnapshot): OrderDetail['applicant'] => ({
  name: institution.name,
  category: institution.category as InstitutionCategory,
  address: institution.address,
  email: institution.email,
  phone: institution.phone,
  npwp: institution.npwp,
  agreementActive: snapshot.agreementActive,
  agreementNumber:
    institution.agreements.find(({ endsOn }) => dayOf(endsOn) === snapshot.agreementEndsOn)?.number ?? null,
  agreementEndsOn: snapshot.agreementEndsOn,
  technicalGuideDone: institution.juknisDoneOn !== null,
});

function paymentOf(row: Row): OrderDetail['payment'] {
  const { ntpn, paidAt, bookDate } = row;
  if (!ntpn || !paidAt || !bookDate) return null;
  const bankCode = row.bankCode ?? '';
  const channelCode = row.channelCode ?? '';
  return {
    ntpn,
    ntb: row.ntb ?? '',
    paidAt: paidAt.toISOString(),
    bankCode,
    bankName: bankName(bankCode) ?? bankCode,
    channelCode,
    channelName: channelName(channelCode) ?? channelCode,
    bookDate: dayOf(bookDate),
    inTime: row.paidInTime === true,
    inFull: row.paidInFull === true,
    reportedAmount: row.reportedAmount === null ? null : Number(row.reportedAmount),
  };
}

function returnOf({ returnKind, returnLetter, returnedOn }: Row): OrderDetail['returned'] {
  if (!returnKind || !returnLetter || !returnedOn) return null;
  return { kind: returnKind as ReturnKind, letter: returnLetter, on: dayOf(returnedOn) };
}

/** What can be printed now. */
function documentsOf(row: Row, now: Date): string[] {
  const bill = row.kodeBilling && row.expiresAt && billState(row.status as OrderStatus, row.expiresAt, now);
  return [...(bill ? ['tagihan'] : []), ...(row.ntpn ? ['penerimaan-negara'] : [])];
}

const timelineRow = (row: Row['history'][number]): OrderDetail['timeline'][number] => ({
  version: row.version,
  action: row.action,
  from: row.from as OrderStatus | null,
  to: row.to as OrderStatus,
  actorName: row.actorName,
  actorUnit: row.actorUnit,
  actorRole: row.actorRole,
  note: row.note,
  at: row.at.toISOString(),
});

/** The mail server's words may name addresses: for staff only. */
const noticeRow = (row: Row['messages'][number], staff: boolean): OrderDetail['notices'][number] => ({
  id: row.id,
  channel: 'EMAIL',
  template: row.template as NoticeTemplate,
  status: row.status as NoticeStatus,
  attempts: row.attempts,
  lastError: staff ? row.lastError : null,
  createdAt: row.createdAt.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
});

type Offers = Pick<OrderDetail, 'allowed' | 'mayReorder' | 'mayAskPayment' | 'mayUpload'>;

/** The buttons: what the table, the permissions and the row's state let this person do now. */
function offersOf(row: Row, snapshot: OrderSnapshot, actor: SignedIn): Offers {
  const { status } = snapshot;
  const hasCode = row.kodeBilling !== null;
  const rows = can(actor.roles, 'orders.act') ? allowedOrderRows(status, factsOf(snapshot), actor) : [];
  return {
    allowed: rows.map(({ action, note }) => ({ action, note: note ?? null })),
    mayReorder: reorderableStatuses.includes(status) && can(actor.roles, 'orders.reorder'),
    mayAskPayment: hasCode && payableStatuses.includes(status) && can(actor.roles, 'orders.ask-payment'),
    mayUpload: hasCode && can(actor.roles, 'orders.upload-proof'),
  };
}
