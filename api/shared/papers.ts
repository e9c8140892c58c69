import type { Readable } from 'node:stream';
import { AppError } from '#contract/shared/errors';
import { ImageError, rewritePicture } from '#platform/images';
import { newStorageKey } from '#ports/storage/storage-port';
import type { Transaction } from '#prisma/client';
import { notePendingFiles, takePendingFiles } from '#records/requests/pending-files';
import type { ApiDeps } from './deps.ts';
import { putAway } from './put-away.ts';
import type { UploadedFile } from './route.ts';

/** OWASP: a picture of more pixels than a scanner makes is an attack on memory. Small print stays readable. */
const pictureLimits = { maxPixels: 40_000_000, quality: 88 };

/** A paper that lies in the storage and of which no row tells yet. */
export interface StoredPaper {
  readonly storageKey: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Stores a scanned paper (PDF, JPEG, PNG: its type was read from its bytes), then lets `note` write what tells of it, in
 * one transaction that takes the file over. Without that transaction the file is taken away again, by the sweep where
 * this process dies before.
 * @throws AppError INVALID_INPUT without a file, UNSUPPORTED_FILE, PAYLOAD_TOO_LARGE
 */
export async function keepPaper<T>(
  deps: Pick<ApiDeps, 'db' | 'ports' | 'logger' | 'now'>,
  file: UploadedFile | undefined,
  note: (tx: Transaction, paper: StoredPaper) => Promise<T>,
): Promise<T> {
  if (!file) throw new AppError('INVALID_INPUT', { errors: [{ path: 'file', code: 'REQUIRED' }] });
  const { db, ports, now } = deps;
  const { contentType, fileName } = file;
  const storageKey = newStorageKey();
  await notePendingFiles(db, [storageKey], now());
  try {
    const { bytes, sha256 } = await ports.storage.put(storageKey, await cleaned(file), { contentType });
    return await db.$transaction(async (tx) => {
      await takePendingFiles(tx, [storageKey]);
      return note(tx, { storageKey, fileName, contentType, bytes, sha256 });
    });
  } catch (error) {
    await putAway(deps, [storageKey]);
    throw error;
  }
}

/**
 * A picture is decoded and written anew, so that nothing but its pixels is kept (no place, no camera, no hidden rest);
 * a PDF is kept as it is.
 */
async function cleaned(file: UploadedFile): Promise<Buffer | Readable> {
  if (file.contentType === 'application/pdf') return file.stream();
  try {
    return await rewritePicture(() => file.read(), pictureLimits);
  } catch (cause) {
    if (!(cause instanceof ImageError)) throw cause;
    if (cause.fault === 'TOO_MANY_PIXELS') {
      throw new AppError('PAYLOAD_TOO_LARGE', { params: { max: '40 MP' }, cause });
    }
    throw new AppError('UNSUPPORTED_FILE', { params: { types: 'PDF, JPEG, PNG' }, cause });
  }
}
