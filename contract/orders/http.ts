import { z } from 'zod';
import { Day } from '../shared/days.ts';
import { defineRoutes, uuidParams } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';
import { caseStatuses, checkoutStatuses, orderDocumentKinds, reportDifferenceKinds } from './codes.ts';
import { DocumentCheck, DocumentCheckInput } from './document-check.ts';
import { orderStatuses } from './lifecycle.ts';
import * as schema from './schemas.ts';

const statusFilter = z.union([
  z.enum(orderStatuses),
  z.array(z.enum(orderStatuses)).max(orderStatuses.length),
]);
/**
 * Institution and product are filters, not orders: each has few values, so sorting by them would sort everything. A
 * kode kuitansi begins with the day of the month, so its order in time is that of `createdAt`.
 */
export const orderListQuery = listQuery(
  ['createdAt', 'total', 'status'],
  {
    status: statusFilter.optional(),
    /** Part of a kode kuitansi, or a whole kode billing or NTPN. */
    q: z.string().trim().max(60).optional(),
    institutionId: z.uuid().optional(),
    productId: z.uuid().optional(),
    createdFrom: Day.optional(),
    createdTo: Day.optional(),
  },
  { sort: ['createdAt', 'DESC'] },
);

export const voucherListQuery = listQuery(
  ['issuedAt', 'units', 'number'],
  {
    q: z.string().trim().max(60).optional(),
    productId: z.uuid().optional(),
    institutionId: z.uuid().optional(),
  },
  { sort: ['issuedAt', 'DESC'] },
);

export const checkoutListQuery = listQuery(
  ['submittedAt', 'total'],
  { status: z.enum(checkoutStatuses).optional() },
  { sort: ['submittedAt', 'DESC'] },
);

export const caseListQuery = listQuery(
  ['createdAt'],
  { status: z.enum(caseStatuses).optional(), q: z.string().trim().max(60).optional() },
  { sort: ['createdAt', 'DESC'] },
);

export const differenceListQuery = listQuery(
  ['createdAt'],
  {
    status: z.enum(caseStatuses).optional(),
    kind: z.enum(reportDifferenceKinds).optional(),
    importId: z.uuid().optional(),
    q: z.string().trim().max(60).optional(),
  },
  { sort: ['createdAt', 'DESC'] },
);

export const importListQuery = listQuery(['importedAt'], {}, { sort: ['importedAt', 'DESC'] });
export const decisionListQuery = listQuery(['decidedAt'], {}, { sort: ['decidedAt', 'DESC'] });

const csv = { contentType: 'text/csv; charset=utf-8' };
const pdf = { contentType: 'application/pdf' };
const proofTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
const tenMegabytes = 10 * 1024 * 1024;

export const orderRoutes = defineRoutes({
  'dashboard.read': {
    method: 'get',
    path: '/api/v1/dashboard',
    access: 'dashboard.read',
    tag: 'Dashboard',
    summary: 'Balances per product and counters that lead to a list',
    response: schema.Dashboard,
  },
  'products.list': {
    method: 'get',
    path: '/api/v1/products',
    access: 'products.read',
    tag: 'Products',
    summary: "Products with today's price for the asking institution",
    response: z.array(schema.Product),
  },
  'products.read': {
    method: 'get',
    path: '/api/v1/products/:id',
    access: 'products.read',
    tag: 'Products',
    summary: 'One product',
    params: uuidParams,
    response: schema.Product,
  },

  'cart.read': {
    method: 'get',
    path: '/api/v1/cart',
    access: 'cart.use',
    tag: 'Cart',
    summary: "The buyer's own cart at today's prices",
    response: schema.Cart,
  },
  'cart.put': {
    method: 'put',
    path: '/api/v1/cart/lines',
    access: 'cart.use',
    tag: 'Cart',
    summary: 'Put a product into the cart, or change its quantity',
    body: schema.CartLineInput,
    response: schema.Cart,
  },
  'cart.remove': {
    method: 'delete',
    path: '/api/v1/cart/lines/:id',
    access: 'cart.use',
    tag: 'Cart',
    summary: 'Take a line out of the cart',
    params: uuidParams,
    response: schema.Cart,
  },
  'cart.checkout': {
    method: 'post',
    path: '/api/v1/cart/checkout',
    access: 'cart.use',
    tag: 'Cart',
    summary: 'Order every line of the cart, or none',
    body: schema.CheckoutInput,
    idempotency: 'create',
    status: 201,
    response: schema.Checkout,
  },
  'checkouts.list': {
    method: 'get',
    path: '/api/v1/checkouts',
    access: 'checkouts.read',
    tag: 'Cart',
    summary: 'Checkouts of the institution',
    query: checkoutListQuery,
    list: true,
    response: z.array(schema.Checkout),
  },
  'checkouts.read': {
    method: 'get',
    path: '/api/v1/checkouts/:id',
    access: 'checkouts.read',
    tag: 'Cart',
    summary: 'One checkout',
    params: uuidParams,
    response: schema.Checkout,
  },
  'checkouts.decide': {
    method: 'post',
    path: '/api/v1/checkouts/:id/decision',
    access: 'checkouts.decide',
    tag: 'Cart',
    summary: "Release or refuse a checkout above the limit; never one's own",
    params: uuidParams,
    body: schema.CheckoutDecision,
    idempotency: 'create',
    response: schema.Checkout,
  },
  'checkouts.withdraw': {
    method: 'post',
    path: '/api/v1/checkouts/:id/withdrawal',
    access: 'cart.use',
    tag: 'Cart',
    summary: 'Take back a checkout that waits; its lines return to the cart',
    params: uuidParams,
    idempotency: 'create',
    response: schema.Checkout,
  },

  'orders.list': {
    method: 'get',
    path: '/api/v1/orders',
    access: 'orders.read',
    tag: 'Orders',
    summary: 'Daftar Pesanan',
    query: orderListQuery,
    list: true,
    response: z.array(schema.OrderSummary),
  },
  'orders.export': {
    method: 'get',
    path: '/api/v1/orders.csv',
    access: 'orders.read',
    tag: 'Orders',
    summary: 'The filtered list as CSV',
    query: orderListQuery,
    response: csv,
  },
  'orders.read': {
    method: 'get',
    path: '/api/v1/orders/:id',
    access: 'orders.read',
    tag: 'Orders',
    summary: 'Detail, timeline and allowed actions',
    params: uuidParams,
    response: schema.OrderDetail,
  },
  'orders.act': {
    method: 'post',
    path: '/api/v1/orders/:id/actions/:action',
    access: 'orders.act',
    tag: 'Orders',
    summary: 'Take an action of the lifecycle',
    params: uuidParams.extend({ action: schema.OrderActionName }),
    body: z.record(z.string(), z.unknown()),
    idempotency: 'action',
    response: schema.OrderActionResult,
  },
  'orders.askPayment': {
    method: 'post',
    path: '/api/v1/orders/:id/payment-inquiries',
    access: 'orders.ask-payment',
    tag: 'Orders',
    summary: '"Saya sudah bayar": ask SIMPONI now',
    params: uuidParams,
    response: schema.PaymentInquiryResult,
  },
  'orders.reorder': {
    method: 'post',
    path: '/api/v1/orders/:id/reorders',
    access: 'orders.reorder',
    tag: 'Orders',
    summary: '"Pesan Ulang": put an expired or cancelled order into the cart at today\'s tariff',
    params: uuidParams,
    response: schema.Cart,
  },
  'orders.document': {
    method: 'get',
    path: '/api/v1/orders/:id/documents/:kind',
    access: 'documents.read',
    tag: 'Orders',
    summary: 'A printed document: `tagihan` or `penerimaan-negara`',
    params: uuidParams.extend({ kind: z.enum(orderDocumentKinds) }),
    response: pdf,
  },
  'orders.upload': {
    method: 'post',
    path: '/api/v1/orders/:id/files',
    access: 'orders.upload-proof',
    tag: 'Orders',
    summary: "Upload a proof of payment or the bank's own BPN",
    params: uuidParams,
    body: z.object({ kind: z.enum(['BUKTI_PEMBAYARAN', 'BPN_BANK']) }),
    files: { file: { maxBytes: tenMegabytes, types: proofTypes } },
    status: 201,
    response: schema.OrderFile,
  },
  'orders.file': {
    method: 'get',
    path: '/api/v1/orders/:id/files/:fileId',
    access: 'documents.read',
    tag: 'Orders',
    summary: 'An uploaded file',
    params: uuidParams.extend({ fileId: z.uuid() }),
    response: { contentType: 'application/octet-stream' },
  },

  'events.stream': {
    method: 'get',
    path: '/api/v1/events',
    access: 'signed-in',
    tag: 'Orders',
    summary: 'Server-sent events `order` with `{orderId, status}` for the orders in reach',
    response: { contentType: 'text/event-stream' },
  },

  'vouchers.list': {
    method: 'get',
    path: '/api/v1/vouchers',
    access: 'vouchers.read',
    tag: 'Vouchers',
    summary: 'Vouchers: which order and NTPN each came from',
    query: voucherListQuery,
    list: true,
    response: z.array(schema.Voucher),
  },
  'vouchers.export': {
    method: 'get',
    path: '/api/v1/vouchers.csv',
    access: 'vouchers.read',
    tag: 'Vouchers',
    summary: 'The filtered vouchers as CSV',
    query: voucherListQuery,
    response: csv,
  },
  'vouchers.read': {
    method: 'get',
    path: '/api/v1/vouchers/:id',
    access: 'vouchers.read',
    tag: 'Vouchers',
    summary: 'One voucher',
    params: uuidParams,
    response: schema.Voucher,
  },

  'unmatchedPayments.list': {
    method: 'get',
    path: '/api/v1/unmatched-payments',
    access: 'unmatched-payments.read',
    tag: 'Revenue',
    summary: 'Pembayaran tanpa pesanan',
    query: caseListQuery,
    list: true,
    response: z.array(schema.UnmatchedPayment),
  },
  'unmatchedPayments.read': {
    method: 'get',
    path: '/api/v1/unmatched-payments/:id',
    access: 'unmatched-payments.read',
    tag: 'Revenue',
    summary: 'One payment without an order',
    params: uuidParams,
    response: schema.UnmatchedPayment,
  },
  'unmatchedPayments.close': {
    method: 'post',
    path: '/api/v1/unmatched-payments/:id/close',
    access: 'unmatched-payments.close',
    tag: 'Revenue',
    summary: 'Close with a note',
    params: uuidParams,
    body: schema.CloseCase,
    response: schema.UnmatchedPayment,
  },
  'reportImports.list': {
    method: 'get',
    path: '/api/v1/report-imports',
    access: 'reports.read',
    tag: 'Revenue',
    summary: "Imports of SIMPONI's report",
    query: importListQuery,
    list: true,
    response: z.array(schema.ReportImport),
  },
  'reportImports.read': {
    method: 'get',
    path: '/api/v1/report-imports/:id',
    access: 'reports.read',
    tag: 'Revenue',
    summary: 'One import',
    params: uuidParams,
    response: schema.ReportImport,
  },
  'reportImports.create': {
    method: 'post',
    path: '/api/v1/report-imports',
    access: 'reports.import',
    tag: 'Revenue',
    summary: 'Import a SIMPONI report (CSV); the same file again changes nothing',
    body: z.object({}),
    files: {
      file: { maxBytes: 64 * 1024 * 1024, types: ['text/csv', 'application/vnd.ms-excel', 'text/plain'] },
    },
    status: 201,
    response: schema.ReportImport,
  },
  'reportDifferences.list': {
    method: 'get',
    path: '/api/v1/report-differences',
    access: 'reports.read',
    tag: 'Revenue',
    summary: "Differences between SIMPONI's report and our books",
    query: differenceListQuery,
    list: true,
    response: z.array(schema.ReportDifference),
  },
  'reportDifferences.read': {
    method: 'get',
    path: '/api/v1/report-differences/:id',
    access: 'reports.read',
    tag: 'Revenue',
    summary: 'One difference',
    params: uuidParams,
    response: schema.ReportDifference,
  },
  'reportDifferences.close': {
    method: 'post',
    path: '/api/v1/report-differences/:id/close',
    access: 'reports.import',
    tag: 'Revenue',
    summary: 'Close with a note',
    params: uuidParams,
    body: schema.CloseCase,
    response: schema.ReportDifference,
  },

  'standingDecisions.list': {
    method: 'get',
    path: '/api/v1/standing-decisions',
    access: 'standing-decisions.read',
    tag: 'Decisions',
    summary: 'Decisions for Rp0 products per PKS year',
    query: decisionListQuery,
    list: true,
    response: z.array(schema.StandingDecision),
  },
  'standingDecisions.create': {
    method: 'post',
    path: '/api/v1/standing-decisions',
    access: 'standing-decisions.decide',
    tag: 'Decisions',
    summary: 'Decide once for a PKS year, up to N units',
    body: schema.StandingDecisionInput,
    idempotency: 'create',
    status: 201,
    response: schema.StandingDecision,
  },
  'standingDecisions.revoke': {
    method: 'post',
    path: '/api/v1/standing-decisions/:id/revoke',
    access: 'standing-decisions.decide',
    tag: 'Decisions',
    summary: 'Revoke; orders made before stay as they are',
    params: uuidParams,
    body: schema.CloseCase,
    response: schema.StandingDecision,
  },

  'documents.check': {
    method: 'post',
    path: '/api/v1/public/document-checks',
    access: 'public',
    tag: 'Public',
    summary: 'Is this document genuine, and what is its status now?',
    body: DocumentCheckInput,
    response: DocumentCheck,
  },
});
