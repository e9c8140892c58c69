import type { Language } from '#contract/i18n/index';
import type { OrderDocumentKind } from '#contract/orders/codes';
import type { DatabaseReader } from '#prisma/client';
import { renderBill } from './bill.ts';
import { type DocumentSettings, loadBill, loadRevenueCopy, type Printing } from './load.ts';
import { renderStateRevenueCopy } from './revenue-copy.ts';

export { type DocumentSettings, documentSettings } from './load.ts';

/** A printed document, ready to be sent. */
export interface PrintedDocument {
  readonly fileName: string;
  readonly contentType: 'application/pdf';
  readonly bytes: Buffer;
}

export interface OrderDocumentRequest {
  readonly orderId: string;
  readonly kind: OrderDocumentKind;
  readonly printedAt: Date;
  /** Indonesian unless told. */
  readonly language?: Language;
}

const printers = {
  tagihan: async (db, orderId, settings, printing) => {
    const bill = await loadBill(db, orderId, settings, printing);
    return { kuitansi: bill.kuitansi, bytes: await renderBill(bill, printing.language) };
  },
  'penerimaan-negara': async (db, orderId, settings, printing) => {
    const copy = await loadRevenueCopy(db, orderId, settings, printing);
    return { kuitansi: copy.kuitansi, bytes: await renderStateRevenueCopy(copy, printing.language) };
  },
} as const satisfies Record<
  OrderDocumentKind,
  (
    db: DatabaseReader,
    orderId: string,
    settings: DocumentSettings,
    printing: Printing,
  ) => Promise<{ kuitansi: string; bytes: Buffer }>
>;

/**
 * Prints one document of an order as it stands now: `tagihan-KW-B1-0903230016.pdf`. Who may have it is the caller's
 * question, and so is the audit row.
 * @throws AppError NOT_FOUND, DOCUMENT_NOT_READY
 */
export async function makeOrderDocument(
  db: DatabaseReader,
  settings: DocumentSettings,
  request: OrderDocumentRequest,
): Promise<PrintedDocument> {
  const printing = { at: request.printedAt, language: request.language ?? 'id' };
  const { kuitansi, bytes } = await printers[request.kind](db, request.orderId, settings, printing);
  return { fileName: `${request.kind}-${kuitansi}.pdf`, contentType: 'application/pdf', bytes };
}
