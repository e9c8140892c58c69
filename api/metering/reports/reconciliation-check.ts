import { type Language, texts } from '#contract/i18n/index';
import type { DocumentCheck } from '#contract/orders/document-check';
import type { SignedReconciliation } from '#documents/metering/signature';

/** What the public page says of a Berita Acara whose signature is ours: what the signature covers, and no more. */
export const reconciliationCheck = (paper: SignedReconciliation, language: Language): DocumentCheck => ({
  genuine: true,
  about: 'reconciliation',
  document: texts(language).reports.reconciliation.document,
  number: paper.month,
  institution: paper.institution,
  balances: [...paper.balances],
  printedAt: paper.printedAt,
});
