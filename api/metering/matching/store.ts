import { productOfMethod } from '#contract/metering/charging';
import { whyNoAccess } from '#contract/metering/eligibility';
import { AppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import { newStorageKey } from '#ports/storage/storage-port';
import { writeChunk } from '#records/metering/matching/input';
import type { StoredChunk } from '#records/metering/matching/job';
import { loadBuyer } from '#records/prices';
import { notePendingFiles } from '#records/requests/pending-files';
import type { ApiDeps } from '../../shared/deps.ts';
import { putAway } from '../../shared/put-away.ts';
import type { Prepared, UploadedFile } from '../../shared/route.ts';
import { type MatchingFile, readMatchingFile } from './file.ts';

/** A file that lies in the storage by the thousand rows, of an institution that may have it matched. */
export interface StoredFile extends MatchingFile {
  readonly productId: string;
  readonly fileName: string;
  readonly chunks: readonly StoredChunk[];
}

/**
 * The product that pays, of an institution that may have a file matched today and has a package left for it.
 * @throws AppError as `whyNoAccess` says, QUOTA_EXHAUSTED
 */
async function requirePackage({ db, now }: ApiDeps, institutionId: string): Promise<string> {
  const buyer = await loadBuyer(db, institutionId, now());
  const bar = whyNoAccess({ ...buyer, today: dayKey(now()) });
  if (bar) throw new AppError(bar, { params: { endsOn: buyer.agreement?.endsOn ?? '-' } });
  const { id } = await db.product.findUniqueOrThrow({ where: { code: productOfMethod.PADANKAN } });
  const key = { institutionId, productId: id };
  const [account, unpaid] = await Promise.all([
    db.quotaAccount.findUnique({ where: { institutionId_productId: key } }),
    db.matchingJob.count({ where: { institutionId, doneRows: 0, status: { in: ['DIPROSES', 'DIJEDA'] } } }),
  ]);
  const left = account ? Number(account.granted - account.debited) : 0;
  if (left <= unpaid) throw new AppError('QUOTA_EXHAUSTED', { params: { left, needed: unpaid + 1 } });
  return id;
}

/** Reads a file and puts its rows into the storage; nothing of it stays when it is refused. */
export async function storeMatchingFile(
  deps: ApiDeps,
  institutionId: string,
  file: UploadedFile | undefined,
): Promise<Prepared<StoredFile>> {
  if (!file) throw new AppError('INVALID_INPUT', { errors: [{ path: 'file', code: 'REQUIRED' }] });
  const productId = await requirePackage(deps, institutionId);
  const { db, ports, now } = deps;
  const keys: string[] = [];
  const undo = () => putAway(deps, keys);
  const chunks: StoredChunk[] = [];
  try {
    const read = await readMatchingFile(file, async (rows) => {
      const inputKey = newStorageKey();
      await notePendingFiles(db, [inputKey], now());
      keys.push(inputKey);
      await ports.storage.put(inputKey, writeChunk(rows), { contentType: 'application/json' });
      chunks.push({ rows: rows.length, inputKey });
    });
    return { value: { ...read, chunks, productId, fileName: file.fileName }, undo };
  } catch (error) {
    await undo();
    throw error;
  }
}
