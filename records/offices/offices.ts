import type { AuditEvent } from '#contract/audit/events';
import { centreOfficeCode } from '#contract/offices/codes';
import type { OfficeInput, OfficeUpdate } from '#contract/offices/schemas';
import { AppError } from '#contract/shared/errors';
import { Prisma, type Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';

/** What a change of an office is checked and written with. */
export interface OfficeChange {
  readonly id: string;
  readonly actor: ActingPerson;
}

/** Records an office; gives its id. Throws `DUPLICATE` for a code that is taken. */
export async function createOffice(
  tx: Transaction,
  input: OfficeInput,
  actor: ActingPerson,
): Promise<string> {
  try {
    const { id } = await tx.office.create({ data: input });
    await audit(tx, 'OFFICE_RECORDED', { id, actor }, { after: { ...input } });
    return id;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new AppError('DUPLICATE', { cause: error });
    }
    throw error;
  }
}

/**
 * Changes an office's data when it is still as the form showed it; the trail keeps the old and new value of each
 * changed field. Throws `NOT_FOUND`, `VERSION_CONFLICT` (nothing is overwritten), and `INVALID_INPUT` when the centre's
 * office would be closed.
 */
export async function updateOffice(
  tx: Transaction,
  change: OfficeChange,
  { version, ...input }: OfficeUpdate,
): Promise<void> {
  const before = await lock(tx, change.id, version);
  if (before.code === centreOfficeCode && !input.active) refuse('active', 'CENTRE_STAYS_OPEN');
  const changed = Object.fromEntries(
    Object.entries(input)
      .map(([field, value]) => [field, [before[field as keyof typeof input], value]] as const)
      .filter(([, [old, value]]) => old !== value),
  );
  if (Object.keys(changed).length === 0) return;
  await tx.office.update({ where: { id: change.id }, data: { ...input, version: { increment: 1 } } });
  await audit(tx, 'OFFICE_CHANGED', change, { changed });
}

/**
 * Lets the office serve exactly these regions. One that it gives up goes to the centre; one of another office moves
 * here, and the trail of both says so. Throws `NOT_FOUND`, `VERSION_CONFLICT`, `INVALID_INPUT` for an unknown region.
 */
export async function setOfficeRegions(
  tx: Transaction,
  change: OfficeChange,
  wanted: readonly string[],
  version: number,
): Promise<void> {
  // Regions move between offices: two assignments at once take turns, whichever offices they are of.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('regions', 0))::text`;
  await lock(tx, change.id, version);
  const codes = [...new Set(wanted)];
  const known = await tx.region.findMany({ where: { code: { in: codes } }, orderBy: { code: 'asc' } });
  if (known.length < codes.length) refuse('regions', 'REGION_UNKNOWN');
  const held = await tx.region.findMany({ where: { officeId: change.id } });
  const gained = known.filter(({ officeId }) => officeId !== change.id);
  const lost = held.map(({ code }) => code).filter((code) => !codes.includes(code));
  if (gained.length + lost.length === 0) return;
  await tx.region.updateMany({ where: { code: { in: lost } }, data: { officeId: null } });
  await tx.region.updateMany({ where: { code: { in: codes } }, data: { officeId: change.id } });
  await noteRegions(tx, change, { gained: gained.map(({ code }) => code), lost });
  const losers = new Set(gained.map(({ officeId }) => officeId).filter((id) => id !== null));
  for (const id of losers) {
    const taken = gained.filter(({ officeId }) => officeId === id).map(({ code }) => code);
    await noteRegions(tx, { id, actor: change.actor }, { gained: [], lost: taken });
  }
}

async function noteRegions(
  tx: Transaction,
  change: OfficeChange,
  details: { gained: readonly string[]; lost: readonly string[] },
): Promise<void> {
  await tx.office.update({ where: { id: change.id }, data: { version: { increment: 1 } } });
  await audit(tx, 'OFFICE_REGIONS_CHANGED', change, details);
}

/** Changes of one office take turns. Throws `NOT_FOUND`, `VERSION_CONFLICT`. */
async function lock(tx: Transaction, id: string, version: number) {
  await tx.$queryRaw`SELECT 1 AS one FROM office WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const row = await tx.office.findUnique({ where: { id } });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such office' });
  if (row.version !== version) throw new AppError('VERSION_CONFLICT');
  return row;
}

function refuse(path: string, code: string): never {
  throw new AppError('INVALID_INPUT', { message: `${path}: ${code}`, errors: [{ path, code }] });
}

const audit = (
  tx: Transaction,
  event: AuditEvent,
  { id, actor }: OfficeChange,
  details: Readonly<Record<string, unknown>>,
): Promise<void> => writeAudit(tx, { event, actor, subjectType: 'OFFICE', subjectId: id, details });
