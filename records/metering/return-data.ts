import { randomUUID } from 'node:crypto';
import type {
  CellFault,
  ReturnDataColumn,
  ReturnDataRefusal,
  ReturnDataRow,
} from '#contract/metering/return-data';
import { returnDataLimits } from '#contract/metering/return-data';
import type { Vault } from '#platform/vault';
import type { Database, Transaction } from '#prisma/client';
import { type ActingPerson, systemPerson, writeAudit } from '../audit.ts';
import { wakeDispatcher } from '../payments/inbox.ts';
import { takePendingFiles } from '../requests/pending-files.ts';

/** A file as it lies in the storage. */
export interface StoredReturnData {
  readonly institutionId: string;
  readonly fileName: string;
  readonly storageKeys: readonly string[];
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Takes an uploaded file in, to be checked afterwards; its pieces lie as pending files until then. A file that the
 * institution gave before is told as such and changes nothing: its own bytes are then not needed.
 */
export async function recordReturnData(
  db: Database,
  file: StoredReturnData,
  actor: ActingPerson,
  now: Date,
): Promise<{ id: string; repeated: boolean }> {
  return db.$transaction(async (tx) => {
    const { institutionId, sha256, storageKeys, ...rest } = file;
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`return-data:${institutionId}`}, 0))::text`;
    const earlier = await tx.returnData.findUnique({
      where: { institutionId_sha256: { institutionId, sha256 } },
    });
    if (earlier) return { id: earlier.id, repeated: true };
    await takePendingFiles(tx, storageKeys);
    const id = randomUUID();
    await tx.returnData.create({
      data: {
        ...{ id, institutionId, sha256, ...rest, bytes: BigInt(file.bytes) },
        storageKeys: [...storageKeys],
        uploadedBy: actor.id,
        uploadedByName: actor.name,
        uploadedAt: now,
      },
    });
    await tx.outbox.create({ data: { kind: 'CHECK_RETURN_DATA', refId: id } });
    await wakeDispatcher(tx);
    const details = { bytes: file.bytes, sha256 };
    await writeAudit(tx, { event: 'RETURN_DATA_UPLOADED', actor, ...subject(id, institutionId), details });
    return { id, repeated: false };
  });
}

const subject = (id: string, institutionId: string) =>
  ({ subjectType: 'RETURN_DATA', subjectId: id, institutionId }) as const;

/** What a check begins or goes on with; null when there is nothing left to check. */
export interface ReturnDataToCheck {
  readonly storageKeys: readonly string[];
  readonly bytes: number;
  readonly checkedRows: number;
  readonly faultsKept: number;
}

export async function beginReturnDataCheck(db: Database, id: string): Promise<ReturnDataToCheck | null> {
  const { count } = await db.returnData.updateMany({
    where: { id, status: { in: ['ANTRE', 'DIPERIKSA'] } },
    data: { status: 'DIPERIKSA' },
  });
  if (count === 0) return null;
  const row = await db.returnData.findUniqueOrThrow({ where: { id } });
  const faultsKept = await db.returnDataFault.count({ where: { returnDataId: id } });
  const { storageKeys, bytes, checkedRows } = row;
  return { storageKeys, bytes: Number(bytes), checkedRows, faultsKept };
}

/** Some rows of a file, one after the other, as they were checked. */
export interface CheckedChunk {
  readonly id: string;
  /** Rows that had been checked before these. */
  readonly after: number;
  readonly accepted: readonly ReturnDataRow[];
  readonly rejected: number;
  readonly faults: readonly (CellFault & { readonly line: number })[];
  readonly progress: number;
}

/** A worker that was believed dead still checks the same file, or has ended it: trying again finds out. */
export class AnotherCheck extends Error {
  override readonly name = 'AnotherCheck';
}

/** Where a chunk's rows are bound to. */
const place = (id: string, firstRow: number): string => `return_data_chunk:${id}:${firstRow}`;

/**
 * Keeps what came of a chunk, all or nothing, with how far the check has come. Throws `AnotherCheck` when another
 * check was faster: nothing is kept twice.
 */
export async function keepReturnDataChunk(db: Database, vault: Vault, chunk: CheckedChunk): Promise<void> {
  const { id, after, accepted, rejected, faults, progress } = chunk;
  await db.$transaction(async (tx) => {
    const { count } = await tx.returnData.updateMany({
      where: { id, status: 'DIPERIKSA', checkedRows: after },
      data: {
        checkedRows: after + accepted.length + rejected,
        acceptedRows: { increment: accepted.length },
        rejectedRows: { increment: rejected },
        progress,
      },
    });
    if (count === 0) throw new AnotherCheck();
    if (accepted.length > 0) {
      const rows = accepted.map(({ nik, service, day, result }) => [nik, service, day, result]);
      const sealed = vault.seal(JSON.stringify(rows), place(id, after));
      await tx.returnDataChunk.create({
        data: { returnDataId: id, firstRow: after, rows: accepted.length, sealed },
      });
    }
    if (faults.length === 0) return;
    await tx.$executeRaw`
      INSERT INTO return_data_fault (return_data_id, line, "column", fault)
      SELECT ${id}::uuid, f.* FROM unnest(${faults.map(({ line }) => line)}::int[],
        ${faults.map(({ column }) => column)}::text[], ${faults.map(({ fault }) => fault)}::text[]) AS f`;
  });
}

/** Rows of a kept chunk, as they were accepted. */
export const openReturnDataChunk = (
  vault: Vault,
  chunk: { returnDataId: string; firstRow: number; sealed: string },
): ReturnDataRow[] =>
  (JSON.parse(vault.open(chunk.sealed, place(chunk.returnDataId, chunk.firstRow))) as string[][]).map(
    ([nik = '', service = '', day = '', result]) => ({
      ...{ nik, service, day },
      result: result as ReturnDataRow['result'],
    }),
  );

/** Every row was checked. */
export async function finishReturnDataCheck(db: Database, id: string, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const row = await end(tx, id, { status: 'SELESAI', progress: 100, finishedAt: now });
    if (!row) return;
    const { institutionId, acceptedRows, rejectedRows } = row;
    await writeAudit(tx, {
      event: 'RETURN_DATA_CHECKED',
      actor: systemPerson('system'),
      ...subject(id, institutionId),
      details: { acceptedRows, rejectedRows },
    });
  });
}

/** The file is refused as a whole: what had been kept of its rows goes. */
export async function refuseReturnData(
  db: Database,
  id: string,
  refusal: { readonly code: ReturnDataRefusal; readonly missing: readonly ReturnDataColumn[] },
  now: Date,
): Promise<void> {
  const { code, missing } = refusal;
  await db.$transaction(
    async (tx) => {
      await tx.returnDataChunk.deleteMany({ where: { returnDataId: id } });
      await tx.returnDataFault.deleteMany({ where: { returnDataId: id } });
      const row = await end(tx, id, {
        ...{ status: 'DITOLAK', refusal: code, missingColumns: [...missing], finishedAt: now },
        ...{ acceptedRows: 0, rejectedRows: 0 },
      });
      if (!row) throw new AnotherCheck();
      await writeAudit(tx, {
        event: 'RETURN_DATA_REFUSED',
        actor: systemPerson('system'),
        ...subject(id, row.institutionId),
        details: { refusal: code, missing },
      });
    },
    { timeout: 60_000 },
  );
}

async function end(
  tx: Transaction,
  id: string,
  data: Parameters<Transaction['returnData']['updateMany']>[0]['data'],
) {
  const { count } = await tx.returnData.updateMany({ where: { id, status: 'DIPERIKSA' }, data });
  return count === 0 ? null : tx.returnData.findUniqueOrThrow({ where: { id } });
}

/** Faults that may still be kept of a file. */
export const faultsLeft = (kept: number): number => Math.max(0, returnDataLimits.faults - kept);

/** Files whose check ended before `before` and that are still there. */
export const returnDataFilesToDestroy = (
  db: Database,
  before: Date,
): Promise<{ id: string; storageKeys: string[] }[]> =>
  db.returnData.findMany({
    where: { fileDeletedAt: null, finishedAt: { lt: before } },
    orderBy: { finishedAt: 'asc' },
    take: 100,
    select: { id: true, storageKeys: true },
  });

/** The pieces of the file are gone. */
export async function noteReturnDataFileDestroyed(db: Database, id: string, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const row = await tx.returnData.update({ where: { id }, data: { fileDeletedAt: now, storageKeys: [] } });
    await writeAudit(tx, {
      event: 'RETURN_DATA_FILE_DESTROYED',
      actor: systemPerson('system'),
      ...subject(id, row.institutionId),
    });
  });
}
