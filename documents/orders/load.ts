import { type Language, texts } from '#contract/i18n/index';
import { validityOf } from '#contract/metering/validity';
import type { InstitutionCategory, OrderDocumentKind } from '#contract/orders/codes';
import { billState } from '#contract/orders/documents';
import type { OrderStatus } from '#contract/orders/lifecycle';
import { AppError } from '#contract/shared/errors';
import { rupiah } from '#contract/shared/money';
import { pagePaths } from '#contract/shared/pages';
import { dayKey } from '#platform/clock';
import type { Config } from '#platform/config';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { signDocument } from '../shared/signature.ts';
import type { Bill, OrderPaper, RevenueCopy } from './data.ts';

/** What a document needs beside its order's row. */
export interface DocumentSettings {
  readonly publicUrl: string;
  readonly signingKey: Config['documentSigningKey'];
  readonly revenue: OrderPaper['revenue'];
}

export const documentSettings = (config: Config): DocumentSettings => ({
  publicUrl: config.publicUrl,
  signingKey: config.documentSigningKey,
  revenue: {
    kodeKl: config.simponi.kodeKl,
    kodeEselon1: config.simponi.kodeEselon1,
    kodeSatker: config.simponi.kodeSatker,
    jenisPnbp: config.simponi.jenisPnbp,
  },
});

/** When, and in which language, a document is printed. */
export interface Printing {
  readonly at: Date;
  readonly language: Language;
}

const parts = { institution: true, product: true, agreement: true } as const;
type LoadedOrder = Prisma.OrderGetPayload<{ include: typeof parts }>;

/**
 * The bill of an order as it stands now. Who may read it is the caller's question.
 * @throws AppError NOT_FOUND; DOCUMENT_NOT_READY while the order has no kode billing.
 */
export async function loadBill(
  db: DatabaseReader,
  orderId: string,
  settings: DocumentSettings,
  printing: Printing,
): Promise<Bill> {
  return paperOf(await loadOrder(db, orderId), 'tagihan', settings, printing);
}

/**
 * SIMPONI's data of an order's payment.
 * @throws AppError NOT_FOUND; DOCUMENT_NOT_READY while SIMPONI has confirmed no payment.
 */
export async function loadRevenueCopy(
  db: DatabaseReader,
  orderId: string,
  settings: DocumentSettings,
  printing: Printing,
): Promise<RevenueCopy> {
  const order = await loadOrder(db, orderId);
  const { ntpn, ntb, paidAt, bookDate, bankCode, channelCode } = order;
  if (!ntpn || !ntb || !paidAt || !bookDate || !bankCode || !channelCode) throw notReady();
  return {
    ...paperOf(order, 'penerimaan-negara', settings, printing),
    payment: {
      ntpn,
      ntb,
      paidAt,
      bookDate: dayOf(bookDate),
      bankCode,
      channelCode,
      reportedAmount: order.reportedAmount === null ? null : rupiah(order.reportedAmount),
    },
  };
}

const notReady = () => new AppError('DOCUMENT_NOT_READY', { message: 'nothing to print yet' });

/** A `date` column comes as midnight in UTC. */
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

async function loadOrder(db: DatabaseReader, orderId: string): Promise<LoadedOrder> {
  const order = await db.order.findUnique({ where: { id: orderId }, include: parts });
  if (!order) throw new AppError('NOT_FOUND', { message: 'no such order' });
  return order;
}

function paperOf(
  order: LoadedOrder,
  kind: OrderDocumentKind,
  settings: DocumentSettings,
  printing: Printing,
): OrderPaper {
  const { kodeBilling, billingIssuedAt, expiresAt, institution, agreement } = order;
  const status = order.status as OrderStatus;
  const state = expiresAt && billState(status, expiresAt, printing.at);
  if (!kodeBilling || !billingIssuedAt || !expiresAt || !state) throw notReady();
  const total = rupiah(order.total);
  const token = signDocument(settings.signingKey, {
    kind,
    kuitansi: order.kuitansi,
    kodeBilling,
    institution: institution.name,
    total,
    expiresAt: expiresAt.toISOString(),
    ntpn: kind === 'penerimaan-negara' ? order.ntpn : null,
    printedAt: printing.at.toISOString(),
  });
  const link = (path: string) => `${settings.publicUrl}${path}`;
  return {
    kuitansi: order.kuitansi,
    kodeBilling,
    payer: {
      name: institution.name,
      category: texts(printing.language).orders.category[institution.category as InstitutionCategory],
      address: institution.address,
      email: institution.email,
      phone: institution.phone,
      npwp: institution.npwp,
      agreement: agreement && { number: agreement.number, endsOn: dayOf(agreement.endsOn) },
    },
    item: {
      serviceName: order.serviceName,
      productName: order.productName,
      unit: order.unit,
      quantity: order.quantity,
      unitPrice: rupiah(order.unitPrice),
      total,
      tariffArticle: order.tariffArticle,
      kodeAkun: order.product.simponiAkun,
    },
    createdAt: order.createdAt,
    issuedAt: billingIssuedAt,
    expiresAt,
    state,
    validity: validityOf(dayKey(billingIssuedAt)).rule,
    revenue: settings.revenue,
    verification: {
      document: link(pagePaths.verification(token)),
      page: link(pagePaths.verificationPage()),
    },
    printedAt: printing.at,
  };
}
