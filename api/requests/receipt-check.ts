import { type Language, texts } from '#contract/i18n/index';
import type { DocumentCheck } from '#contract/orders/document-check';
import type { RequestStatus } from '#contract/requests/lifecycle';
import type { SignedReceipt } from '#documents/requests/receipt-signature';
import type { ApiDeps } from '../shared/deps.ts';

/** What the public page says of a tanda terima whose signature is ours: what it covers, and the status now. */
export async function receiptCheck(
  { db }: Pick<ApiDeps, 'db'>,
  receipt: SignedReceipt,
  language: Language,
): Promise<DocumentCheck> {
  const row = await db.syncRequest.findUnique({
    where: { code: receipt.code },
    select: { status: true, statusSince: true },
  });
  if (!row) return { genuine: false };
  const { requests } = texts(language);
  const { code, office, submittedAt, printedAt } = receipt;
  return {
    genuine: true,
    about: 'request',
    document: requests.document['tanda-terima'],
    number: code,
    office,
    submittedAt,
    printedAt,
    statusLabel: requests.status[row.status as RequestStatus],
    statusSince: row.statusSince.toISOString(),
  };
}
