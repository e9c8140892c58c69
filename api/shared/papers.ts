import type { Readable } from 'node:stream';
import { AppError } from '#contract/shared/errors';
import { ImageError, rewritePicture } from '#platform/images';
import { newStorageKey } from '#ports/storage/storage-port';
import type { ApiDeps } from './deps.ts';
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
 * Stores a scanned paper (PDF, JPEG, PNG: its type was read from its bytes), then lets `note` write what tells of it; the
 * file is taken away again when that fails.
 * @throws AppError INVALID_INPUT without a file, UNSUPPORTED_FILE, PAYLOAD_TOO_LARGE
 */
export async function keepPaper<T>(
  { ports }: Pick<ApiDeps, 'ports'>,
  file: UploadedFile | undefined,
  note: (paper: StoredPaper) => Promise<T>,
): Promise<T> {
  if (!file) throw new AppError('INVALID_INPUT', { errors: [{ path: 'file', code: 'REQUIRED' }] });
  const { storage } = ports;
  const { contentType, fileName } = file;
  const storageKey = newStorageKey();
  const { bytes, sha256 } = await storage.put(storageKey, await cleaned(file), { contentType });
  try {
    return await note({ storageKey, fileName, contentType, bytes, sha256 });
  } catch (error) {
    await storage.delete(storageKey).catch(() => undefined);
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
