import type { AuditEvent } from '#contract/audit/events';
import type { AgreementInput, InstitutionInput } from '#contract/institutions/schemas';
import { AppError } from '#contract/shared/errors';
import { type DatabaseReader, Prisma, type Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';

/** What a change of an institution is checked and written with. */
export interface InstitutionChange {
  readonly id: string;
  readonly actor: ActingPerson;
}

const dayOrNull = (day: string | null): Date | null => (day === null ? null : new Date(day));

const columnsOf = ({ juknisDoneOn, ...input }: InstitutionInput) => ({
  ...input,
  juknisDoneOn: dayOrNull(juknisDoneOn),
});

/** Records an institution; gives its id. Throws `DUPLICATE` for a code that is taken. */
export async function createInstitution(
  tx: Transaction,
  input: InstitutionInput,
  actor: ActingPerson,
): Promise<string> {
  const { id } = await orDuplicate(tx.institution.create({ data: columnsOf(input) }));
  await audit(tx, 'INSTITUTION_RECORDED', { id, actor }, { after: { ...input } });
  return id;
}

/**
 * Changes an institution's data when it is still as the form showed it. The trail keeps the old and new value of each
 * changed field. Throws `NOT_FOUND`, `VERSION_CONFLICT` (nothing is overwritten), `DUPLICATE`.
 */
export async function updateInstitution(
  tx: Transaction,
  change: InstitutionChange,
  input: InstitutionInput,
  version: number,
): Promise<void> {
  const before = await lock(tx, change.id);
  if (before.version !== version) throw new AppError('VERSION_CONFLICT');
  const after = columnsOf(input);
  const changed = differences(before, after);
  if (Object.keys(changed).length === 0) return;
  await orDuplicate(
    tx.institution.update({ where: { id: change.id }, data: { ...after, version: { increment: 1 } } }),
  );
  await audit(tx, 'INSTITUTION_CHANGED', change, { changed });
}

/** Suspends or reopens: a suspended institution cannot order. The trail keeps the letter's number. Asking for what it is already changes nothing. */
export async function suspendInstitution(
  tx: Transaction,
  change: InstitutionChange,
  { suspended, note, letterNumber }: { suspended: boolean; note: string; letterNumber: string },
  now: Date,
): Promise<void> {
  const before = await lock(tx, change.id);
  if ((before.suspendedAt !== null) === suspended) return;
  await tx.institution.update({
    where: { id: change.id },
    data: { suspendedAt: suspended ? now : null, version: { increment: 1 } },
  });
  await audit(tx, suspended ? 'INSTITUTION_SUSPENDED' : 'INSTITUTION_REOPENED', change, {
    note,
    ...(letterNumber ? { letterNumber } : {}),
  });
}

/** Sets the total (rupiah) above which a checker releases a checkout; null = never. */
export async function setApprovalLimit(
  tx: Transaction,
  change: InstitutionChange,
  approvalAbove: number | null,
): Promise<void> {
  const before = await lock(tx, change.id);
  const old = before.approvalAbove === null ? null : Number(before.approvalAbove);
  if (old === approvalAbove) return;
  await tx.institution.update({
    where: { id: change.id },
    data: {
      approvalAbove: approvalAbove === null ? null : BigInt(approvalAbove),
      version: { increment: 1 },
    },
  });
  await audit(tx, 'INSTITUTION_LIMIT_CHANGED', change, {
    changed: { approvalAbove: [old, approvalAbove] },
  });
}

/** Records a PKS. Throws `NOT_FOUND`, and `DUPLICATE` for a number that the institution has already. */
export async function createAgreement(
  tx: Transaction,
  change: InstitutionChange,
  input: AgreementInput,
): Promise<void> {
  await lock(tx, change.id);
  const row = await orDuplicate(
    tx.agreement.create({
      data: {
        institutionId: change.id,
        number: input.number,
        startsOn: new Date(input.startsOn),
        endsOn: new Date(input.endsOn),
        createdBy: change.actor.id,
      },
    }),
  );
  await audit(tx, 'AGREEMENT_RECORDED', change, { agreementId: row.id, after: { ...input } });
}

export interface AgreementFile {
  readonly storageKey: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Ties an uploaded file to its PKS; a file of before is kept, and its row says so. Throws `NOT_FOUND`. */
export async function attachAgreementFile(
  tx: Transaction,
  change: InstitutionChange,
  agreementId: string,
  file: AgreementFile,
): Promise<void> {
  await lock(tx, change.id);
  const agreement = await requireAgreement(tx, change.id, agreementId);
  const { id: fileId } = await tx.storedFile.create({
    data: { ...file, kind: 'PKS', institutionId: change.id, uploadedBy: change.actor.id },
  });
  await tx.agreement.update({ where: { id: agreementId }, data: { fileId } });
  const { bytes, sha256 } = file;
  await audit(tx, 'FILE_UPLOADED', change, {
    kind: 'PKS',
    agreementId,
    fileId,
    replaces: agreement.fileId,
    bytes,
    sha256,
  });
}

/** A PKS of this institution. Throws `NOT_FOUND`. */
export async function requireAgreement(db: DatabaseReader, institutionId: string, agreementId: string) {
  const agreement = await db.agreement.findFirst({ where: { id: agreementId, institutionId } });
  if (!agreement) throw new AppError('NOT_FOUND', { message: 'no such PKS of this institution' });
  return agreement;
}

/** Changes of one institution take turns. Throws `NOT_FOUND`. */
async function lock(tx: Transaction, id: string) {
  await tx.$queryRaw`SELECT 1 AS one FROM institution WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const row = await tx.institution.findUnique({ where: { id } });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such institution' });
  return row;
}

const readable = (value: unknown): unknown =>
  value instanceof Date ? value.toISOString().slice(0, 10) : value;

/** `{ phone: [old, new] }` of the fields that differ. */
function differences(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, [unknown, unknown]> {
  const changed: Record<string, [unknown, unknown]> = {};
  for (const [field, value] of Object.entries(after)) {
    const pair: [unknown, unknown] = [readable(before[field]), readable(value)];
    if (pair[0] !== pair[1]) changed[field] = pair;
  }
  return changed;
}

async function orDuplicate<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new AppError('DUPLICATE', { cause: error });
    }
    throw error;
  }
}

const audit = (
  tx: Transaction,
  event: AuditEvent,
  { id, actor }: InstitutionChange,
  details: Readonly<Record<string, unknown>>,
): Promise<void> =>
  writeAudit(tx, { event, actor, subjectType: 'INSTITUTION', subjectId: id, institutionId: id, details });
