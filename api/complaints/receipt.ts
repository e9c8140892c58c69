import type { ComplaintStatus } from '#contract/complaints/lifecycle';
import { type Language, texts } from '#contract/i18n/index';
import type { DocumentCheck } from '#contract/orders/document-check';
import { pagePaths } from '#contract/shared/pages';
import { type ComplaintReceipt, renderComplaintReceipt } from '#documents/complaints/receipt';
import { type SignedComplaintReceipt, signComplaintReceipt } from '#documents/complaints/receipt-signature';
import { type ActingPerson, writeAudit } from '#records/audit';
import { citizen } from '../requests/public/citizen.ts';
import type { ApiDeps } from '../shared/deps.ts';
import { drawing } from '../shared/drawing.ts';
import { type FileAnswer, implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { accessView } from '../trail/read.ts';
import { requireComplaint } from './desk.ts';
import { requireTracked } from './file.ts';
import type { ComplaintRow } from './rows.ts';

function receiptOf(
  { config, now }: Pick<ApiDeps, 'config' | 'now'>,
  row: ComplaintRow,
  secret: string | null,
): ComplaintReceipt {
  const printedAt = now();
  const institution = row.institution.name;
  const signed = signComplaintReceipt(config.documentSigningKey, {
    ...{ number: row.number, institution },
    filedAt: row.filedAt.toISOString(),
    printedAt: printedAt.toISOString(),
  });
  const page = (path: string): string => config.publicUrl + path;
  return {
    ...{ number: row.number, secret, filedAt: row.filedAt, printedAt },
    access: { at: row.accessAt, institution, ...accessView({ ...row, result: row.accessResult }) },
    trackingPage: page(pagePaths.complaint()),
    verification: {
      page: page(pagePaths.verificationPage()),
      document: page(pagePaths.verification(signed)),
    },
  };
}

interface Printing {
  /** Null: the reader is not the one who has it. */
  readonly secret: string | null;
  readonly actor: ActingPerson;
  readonly language: Language;
}

async function print(
  deps: ApiDeps,
  row: ComplaintRow,
  { secret, actor, language }: Printing,
): Promise<FileAnswer> {
  const content = await drawing(() => renderComplaintReceipt(receiptOf(deps, row, secret), language));
  await deps.db.$transaction((tx) =>
    writeAudit(tx, {
      event: 'DOCUMENT_DOWNLOADED',
      actor,
      ...{ subjectType: 'COMPLAINT', subjectId: row.id, institutionId: row.institutionId },
      details: { kind: 'tanda-terima', bytes: content.length, withSecret: secret !== null },
    }),
  );
  const fileName = `tanda-terima-pengaduan-${row.number}.pdf`;
  return { content, contentType: 'application/pdf', fileName };
}

/** The printed tanda terima: with number and secret for who filed it, without the secret for the desk. */
export const complaintReceiptHandlers = [
  implement('complaints.ownReceipt', async (context) => {
    const { deps, secret, language } = context;
    return print(deps, await requireTracked(context), { secret, actor: citizen(context), language });
  }),

  implement('complaints.receipt', async (context) => {
    const { deps, actor, params } = context;
    const row = await requireComplaint(deps.db, actor, params.id);
    return print(deps, row, { secret: null, actor: actingPerson(context), language: 'id' });
  }),
];

/** What the public page says of a tanda terima whose signature is ours: what it covers, and the status now. */
export async function complaintReceiptCheck(
  { db }: Pick<ApiDeps, 'db'>,
  { number, institution, filedAt, printedAt }: SignedComplaintReceipt,
  language: Language,
): Promise<DocumentCheck> {
  const row = await db.accessComplaint.findUnique({
    where: { number },
    select: { status: true, statusSince: true },
  });
  if (!row) return { genuine: false };
  const { complaints } = texts(language);
  return {
    ...{ genuine: true, about: 'complaint', document: complaints.receipt.document },
    ...{ number, institution, submittedAt: filedAt, printedAt },
    statusLabel: complaints.status[row.status as ComplaintStatus],
    statusSince: row.statusSince.toISOString(),
  };
}
