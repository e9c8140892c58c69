import { type Language, texts } from '#contract/i18n/index';
import { disclaimerEndsAt, isDisclaimerDue } from '#contract/metering/disclaimer';
import type { DocumentCheck } from '#contract/orders/document-check';
import type { SignedDisclaimer } from '#documents/portal/disclaimer-signature';
import type { ApiDeps } from '../../shared/deps.ts';

/** What the public page says of a form disclaimer whose QR is ours: what it covers, and whether it holds now. */
export async function disclaimerCheck(
  { db, config, now }: Pick<ApiDeps, 'db' | 'config' | 'now'>,
  paper: SignedDisclaimer,
  language: Language,
): Promise<DocumentCheck> {
  const text = texts(language).portal.paper;
  const { disclaimerId, nameMasked, institution, version, signedAt, printedAt } = paper;
  const common = {
    genuine: true as const,
    about: 'disclaimer' as const,
    document: text.document,
    nameMasked,
    institution,
    number: version,
    signedAt,
    printedAt,
  };
  if (disclaimerId === null) return { ...common, statusLabel: text.notSigned, statusSince: printedAt };
  const row = await db.portalDisclaimer.findUnique({ where: { id: disclaimerId } });
  if (!row) return { genuine: false };
  const days = config.metering.disclaimerDays;
  const signed = { version: row.version, at: row.signedAt };
  const over = isDisclaimerDue({ now: now(), days, signed });
  const endedAt = disclaimerEndsAt(row.signedAt, days);
  // Over by a newer text: since when is not known, so the signing stands.
  const since = over && endedAt <= now() ? endedAt : row.signedAt;
  return {
    ...common,
    statusLabel: over ? text.over : text.inForce,
    statusSince: since.toISOString(),
  };
}
