import { type Language, texts } from '#contract/i18n/index';
import type { SemesterFigure } from '#contract/metering/duties-schemas';
import type { SemesterReportStatus } from '#contract/metering/semester-lifecycle';
import type { DocumentCheck } from '#contract/orders/document-check';
import { AppError } from '#contract/shared/errors';
import { pagePaths } from '#contract/shared/pages';
import { renderSemesterReceipt, type SemesterReceipt } from '#documents/metering/semester-receipt';
import {
  type SignedSemesterReceipt,
  signSemesterReceipt,
} from '#documents/metering/semester-receipt-signature';
import type { Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import type { ApiDeps } from '../../shared/deps.ts';
import { drawing } from '../../shared/drawing.ts';
import { implement } from '../../shared/route.ts';
import { actingPerson, scopeOf } from '../../shared/scope.ts';

const withSubmission = {
  institution: { select: { code: true, name: true } },
  history: { where: { action: 'submit' }, orderBy: { version: 'desc' }, take: 1 },
} as const satisfies Prisma.SemesterReportInclude;
type Row = Prisma.SemesterReportGetPayload<{ include: typeof withSubmission }>;

const numberOf = (half: string, institutionCode: string): string => `LS/${half}/${institutionCode}`;

function productsOf(figures: readonly SemesterFigure[]): SemesterReceipt['products'] {
  const sums = new Map<string, { name: string; accesses: number; units: number }>();
  for (const { productName: name, accesses, units } of figures) {
    const sum = sums.get(name) ?? { name, accesses: 0, units: 0 };
    sums.set(name, { name, accesses: sum.accesses + accesses, units: sum.units + units });
  }
  return [...sums.values()];
}

function receiptOf(
  { config, now }: Pick<ApiDeps, 'config' | 'now'>,
  row: Row,
  submittedAt: Date,
): SemesterReceipt {
  const printedAt = now();
  const { code, name } = row.institution;
  const signed = signSemesterReceipt(config.documentSigningKey, {
    ...{ institutionCode: code, institution: name, half: row.half },
    submittedAt: submittedAt.toISOString(),
    printedAt: printedAt.toISOString(),
  });
  return {
    ...{ number: numberOf(row.half, code), institution: name, half: row.half, submittedAt, printedAt },
    dueOn: row.dueOn.toISOString().slice(0, 10),
    submittedByName: row.history[0]?.actorName ?? '',
    products: productsOf(row.figures as unknown as SemesterFigure[]),
    verification: {
      page: config.publicUrl + pagePaths.verificationPage(),
      document: config.publicUrl + pagePaths.verification(signed),
    },
  };
}

export const semesterReceiptHandlers = [
  implement('semesterReports.receipt', async (context) => {
    const { deps, actor, params } = context;
    const row = await deps.db.semesterReport.findFirst({
      where: { id: params.id, ...scopeOf(actor) },
      include: withSubmission,
    });
    if (!row) throw new AppError('NOT_FOUND', { message: 'no such report in this scope' });
    const { submittedAt } = row;
    if (!submittedAt)
      throw new AppError('DOCUMENT_NOT_READY', { message: 'the report was not submitted yet' });
    const content = await drawing(() => renderSemesterReceipt(receiptOf(deps, row, submittedAt)));
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'DOCUMENT_DOWNLOADED',
        actor: actingPerson(context),
        ...{ subjectType: 'SEMESTER_REPORT', subjectId: row.id, institutionId: row.institutionId },
        details: { half: row.half, bytes: content.length },
      }),
    );
    const fileName = `tanda-terima-laporan-semester-${row.half}-${row.institution.code}.pdf`;
    return { content, fileName, disposition: 'inline' as const };
  }),
];

/** What the public page says of a tanda terima whose signature is ours: what it covers, and the status now. */
export async function semesterReceiptCheck(
  { db }: Pick<ApiDeps, 'db'>,
  receipt: SignedSemesterReceipt,
  language: Language,
): Promise<DocumentCheck> {
  const { institutionCode, institution, half, submittedAt, printedAt } = receipt;
  const row = await db.semesterReport.findFirst({ where: { half, institution: { code: institutionCode } } });
  if (!row) return { genuine: false };
  const { semester } = texts(language).duties;
  return {
    ...{ genuine: true, about: 'semester-report', document: semester.document },
    number: numberOf(half, institutionCode),
    ...{ institution, submittedAt, printedAt },
    statusLabel: semester.status[row.status as SemesterReportStatus],
    statusSince: row.statusSince.toISOString(),
  };
}
