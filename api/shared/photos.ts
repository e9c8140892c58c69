import { AppError, type ErrorCode } from '#contract/shared/errors';
import { ImageError, type ImageFault, type Photo, type PhotoLimits, reencodePhoto } from '#platform/images';
import type { UploadedFile } from './route.ts';

/** OWASP: a picture of more pixels than a camera makes is an attack on memory. */
const maxPixels = 40_000_000;
/** Enough to read a family card of A4 size by; beyond it only the file grows. */
export const photoLimits = { maxPixels, maxSide: 2400, quality: 82 };

const megapixels = { max: maxPixels / 1_000_000 };
const photoTypes = { types: 'JPEG, PNG' };

/** The refusal of a photo, with its sentence at the field. */
export const photoRefused = (
  code: Extract<ErrorCode, `PHOTO_${string}`>,
  field: string,
  cause?: unknown,
): AppError =>
  new AppError(code, { params: megapixels, errors: [{ path: field, code, params: megapixels }], cause });

/**
 * A person's photo as it is kept: decoded and written anew, so that nothing but its pixels stays. Throws `PHOTO_HEIC`,
 * `PHOTO_UNREADABLE`, `PHOTO_TOO_LARGE_PIXELS` or `UNSUPPORTED_FILE`, each naming the field.
 */
export async function keepablePhoto(
  file: UploadedFile,
  field: string,
  limits: PhotoLimits = photoLimits,
): Promise<Photo> {
  try {
    return await reencodePhoto(() => file.read(), limits);
  } catch (error) {
    if (error instanceof ImageError) throw refusals[error.fault](field, error);
    throw error;
  }
}

const refusals: Readonly<Record<ImageFault, (field: string, cause: unknown) => AppError>> = {
  HEIC: (field, cause) => photoRefused('PHOTO_HEIC', field, cause),
  TRUNCATED: (field, cause) => photoRefused('PHOTO_UNREADABLE', field, cause),
  TOO_MANY_PIXELS: (field, cause) => photoRefused('PHOTO_TOO_LARGE_PIXELS', field, cause),
  NOT_AN_IMAGE: (field, cause) =>
    new AppError('UNSUPPORTED_FILE', {
      params: photoTypes,
      errors: [{ path: field, code: 'FILE_TYPE', params: photoTypes }],
      cause,
    }),
};
