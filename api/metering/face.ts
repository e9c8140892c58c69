import { createHash } from 'node:crypto';
import { keepablePhoto } from '../shared/photos.ts';
import type { UploadedFile } from '../shared/route.ts';

/** A photo of a face: as the registry gets it, and the SHA-256 of what was sent. It is kept and logged nowhere. */
export interface Face {
  readonly jpeg: Buffer;
  readonly sha256: string;
}

/** As large as a face needs, and far below the registry's limit however noisy the picture is. */
const faceLimits = { maxPixels: 40_000_000, maxSide: 1_200, quality: 85 };

/**
 * Decodes the photo and writes it anew, in memory only: nothing but its pixels goes on to the registry. Throws as
 * `keepablePhoto` does.
 */
export async function readFace(file: UploadedFile): Promise<Face> {
  const sent = await file.read();
  const { jpeg } = await keepablePhoto(file, 'photo', faceLimits);
  return { jpeg, sha256: createHash('sha256').update(sent).digest('hex') };
}
