import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import sharp from 'sharp';

/** What a file's first bytes say about a picture. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/heic';

/** Why a file is not taken as a picture. `TRUNCATED`: cut off, or damaged in another way. */
export type ImageFault = 'NOT_AN_IMAGE' | 'HEIC' | 'TOO_MANY_PIXELS' | 'TRUNCATED';

/** A file that cannot be made a picture of ours. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  readonly fault: ImageFault;

  constructor(fault: ImageFault, options?: { cause: unknown }) {
    super(`the picture is refused: ${fault}`, options);
    this.fault = fault;
  }
}

export interface PhotoLimits {
  /** Width times height of the sent picture, read from its head before a pixel is decoded. */
  readonly maxPixels: number;
  /** Longest side of what is kept; a smaller picture is not enlarged. */
  readonly maxSide: number;
  /** JPEG quality, 1 to 100. */
  readonly quality: number;
}

export interface Photo {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

/** A decoded picture of 40 megapixels is 120 MB: at most one a core is open, and each uses one thread. */
const turns = pLimit(availableParallelism());
sharp.concurrency(1);
// Kept operations would hold pixels of people's papers, and are never asked for again.
sharp.cache(false);

const jpegHead = [0xff, 0xd8, 0xff];
const pngHead = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Major brands of ISO base media files that hold HEVC pictures: what iPhones take by default. */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'];

const beginsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, at) => head[at] === byte);

/** The kind of picture that the first 12 bytes show, or null. Names and declared types are not looked at. */
export function sniffImage(head: Uint8Array): ImageType | null {
  if (beginsWith(head, jpegHead)) return 'image/jpeg';
  if (beginsWith(head, pngHead)) return 'image/png';
  const box = Buffer.from(head.subarray(4, 12)).toString('latin1');
  return box.startsWith('ftyp') && heicBrands.includes(box.slice(4)) ? 'image/heic' : null;
}

/**
 * Decodes a JPEG or PNG and writes it anew as a JPEG: turned upright, on white, in sRGB, the first frame only, and
 * without anything but its pixels (no place, no camera, no rest behind the end). Content given as a function is read
 * when its turn comes, so that waiting pictures take no memory. Throws `ImageError`, and whatever reading throws.
 */
export const reencodePhoto = (
  content: Buffer | (() => Promise<Buffer>),
  limits: PhotoLimits,
): Promise<Photo> =>
  turns(async () => reencode(Buffer.isBuffer(content) ? content : await content(), limits));

/** What a paper's picture is written anew by; it keeps its type and its size. */
export type PictureLimits = Pick<PhotoLimits, 'maxPixels' | 'quality'>;

/**
 * Decodes a JPEG or PNG and writes it anew as what it was, turned upright and without anything but its pixels. Waits for
 * the same turns as photos do. Throws `ImageError`, and whatever reading throws.
 */
export const rewritePicture = (content: () => Promise<Buffer>, limits: PictureLimits): Promise<Buffer> =>
  turns(async () => rewrite(await content(), limits));

async function rewrite(content: Buffer, { maxPixels, quality }: PictureLimits): Promise<Buffer> {
  const type = await checkPicture(content, maxPixels);
  const picture = sharp(content, { limitInputPixels: maxPixels, failOn: 'error' }).autoOrient();
  return orDamaged((type === 'image/png' ? picture.png() : picture.jpeg({ quality })).toBuffer());
}

async function reencode(content: Buffer, { maxPixels, maxSide, quality }: PhotoLimits): Promise<Photo> {
  await checkPicture(content, maxPixels);
  const picture = sharp(content, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality });
  const { data, info } = await orDamaged(picture.toBuffer({ resolveWithObject: true }));
  return { jpeg: data, width: info.width, height: info.height, bytes: data.length };
}

/** Before a pixel is decoded: the type by the first bytes, the size by the head. */
async function checkPicture(content: Buffer, maxPixels: number): Promise<'image/jpeg' | 'image/png'> {
  const type = sniffImage(content);
  if (type === null) throw new ImageError('NOT_AN_IMAGE');
  if (type === 'image/heic') throw new ImageError('HEIC');
  const { width, height } = await orDamaged(sharp(content, { limitInputPixels: false }).metadata());
  if (width * height > maxPixels) throw new ImageError('TOO_MANY_PIXELS');
  return type;
}

/** The head was right, so whatever the decoder stumbles over is damage. */
async function orDamaged<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new ImageError('TRUNCATED', { cause });
  }
}
