import { texts } from '#contract/i18n/index';
import type { OrderStatus } from '#contract/orders/lifecycle';
import { checkComplaintReceipt } from '#documents/complaints/receipt-signature';
import { checkSemesterReceipt } from '#documents/metering/semester-receipt-signature';
import { checkReconciliation } from '#documents/metering/signature';
import { checkTrialReport } from '#documents/metering/trial-report-signature';
import { documentSettings, makeOrderDocument } from '#documents/orders/documents';
import { checkDisclaimerPaper } from '#documents/portal/disclaimer-signature';
import { checkReceipt } from '#documents/requests/receipt-signature';
import { checkDocument } from '#documents/shared/signature';
import { writeAudit } from '#records/audit';
import { complaintReceiptCheck } from '../complaints/receipt.ts';
import { semesterReceiptCheck } from '../metering/duties/semester-receipt.ts';
import { disclaimerCheck } from '../metering/portal/disclaimer-check.ts';
import { reconciliationCheck } from '../metering/reports/reconciliation-check.ts';
import { receiptCheck } from '../requests/receipt-check.ts';
import { drawing } from '../shared/drawing.ts';
import { limitRate, type RateLimit } from '../shared/rate-limit.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { requireOrder } from './require-order.ts';

const checkLimit: RateLimit = { name: 'document-check', points: 60, seconds: 60 };

/** Printed documents of an order, and the public answer to their QR. */
export const documentHandlers = [
  implement('orders.document', async (context) => {
    const { deps, actor, params } = context;
    const order = await requireOrder(deps.db, actor, params.id);
    const printed = await drawing(() =>
      makeOrderDocument(deps.db, documentSettings(deps.config), {
        orderId: order.id,
        kind: params.kind,
        printedAt: deps.now(),
      }),
    );
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'DOCUMENT_DOWNLOADED',
        actor: actingPerson(context),
        subjectType: 'ORDER',
        subjectId: order.id,
        institutionId: order.institutionId,
        details: { kind: params.kind, bytes: printed.bytes.length },
      }),
    );
    return { content: printed.bytes, fileName: printed.fileName, disposition: 'inline' as const };
  }),
  implement('documents.check', async ({ deps, body, address, language }) => {
    await limitRate(deps.db, checkLimit, address ?? 'unknown', deps.now());
    const receipt = checkReceipt(deps.config.documentSigningKey, body.token);
    if (receipt) return receiptCheck(deps, receipt, language);
    const month = checkReconciliation(deps.config.documentSigningKey, body.token);
    if (month) return reconciliationCheck(month, language);
    const semester = checkSemesterReceipt(deps.config.documentSigningKey, body.token);
    if (semester) return semesterReceiptCheck(deps, semester, language);
    const complaint = checkComplaintReceipt(deps.config.documentSigningKey, body.token);
    if (complaint) return complaintReceiptCheck(deps, complaint, language);
    const disclaimer = checkDisclaimerPaper(deps.config.documentSigningKey, body.token);
    if (disclaimer) return disclaimerCheck(deps, disclaimer, language);
    const report = checkTrialReport(deps.config.documentSigningKey, body.token);
    if (report) {
      const { code: number, ...covered } = report;
      const document = texts(language).trial.report.document;
      return { genuine: true as const, about: 'trial' as const, document, number, ...covered };
    }
    const signed = checkDocument(deps.config.documentSigningKey, body.token);
    const order = signed && (await deps.db.order.findUnique({ where: { kuitansi: signed.kuitansi } }));
    if (!signed || !order) return { genuine: false as const };
    const { orders } = texts(language);
    const status = order.status as OrderStatus;
    return {
      genuine: true as const,
      about: 'order' as const,
      document: orders.document[signed.kind],
      number: signed.kuitansi,
      kodeBilling: signed.kodeBilling,
      institution: signed.institution,
      total: signed.total,
      expiresAt: signed.expiresAt,
      ntpn: signed.ntpn,
      printedAt: signed.printedAt,
      status,
      statusLabel: orders.status[status],
      statusSince: order.statusSince.toISOString(),
    };
  }),
];
