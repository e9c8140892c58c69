import { maxPhotoBytes } from '#contract/requests/codes';
import { readOrientation } from './orientation.ts';

const longestSide = 2000;
const quality = 0.85;

export type PhotoFault = 'HEIC' | 'NOT_IMAGE' | 'TOO_LARGE';

export class PhotoError extends Error {
  readonly fault: PhotoFault;

  constructor(fault: PhotoFault) {
    super(fault);
    this.fault = fault;
  }
}

const readBytes = (blob: Blob): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode.apply(null, Array.from(bytes.subarray(from, to)));

function kindOf(head: Uint8Array): 'jpeg' | 'png' | 'heic' | null {
  if (head[0] === 0xff && head[1] === 0xd8) return 'jpeg';
  if (text(head, 1, 4) === 'PNG') return 'png';
  return text(head, 4, 8) === 'ftyp' && /^(hei|hev|mif|msf)/.test(text(head, 8, 12)) ? 'heic' : null;
}

/**
 * A photo as it is sent: upright, its longest side about 2,000 pixels, JPEG. Where this phone cannot do that, the file as
 * it is. Throws `PhotoError`.
 */
export async function shrink(file: Blob): Promise<Blob> {
  // Orientation stands near the beginning; a whole photo need not be read for it.
  const head = await readBytes(file.slice(0, 128 * 1024));
  const kind = kindOf(head);
  if (kind === 'heic') throw new PhotoError('HEIC');
  if (kind === null) throw new PhotoError('NOT_IMAGE');
  const orientation = kind === 'jpeg' && !turnsByItself() ? readOrientation(head) : 1;
  const small = await redraw(file, orientation).catch(() => null);
  const photo = small && (small.size < file.size || orientation !== 1) ? small : file;
  if (photo.size > maxPhotoBytes) throw new PhotoError('TOO_LARGE');
  return photo;
}

/** Chrome 81 and later turn photos upright when they draw them; older ones draw them as they lie in the file. */
const turnsByItself = (): boolean => CSS.supports('image-orientation', 'from-image');

async function redraw(file: Blob, orientation: number): Promise<Blob | null> {
  const address = URL.createObjectURL(file);
  try {
    const image = await load(address);
    const scale = Math.min(1, longestSide / Math.max(image.naturalWidth, image.naturalHeight));
    const width = Math.round(image.naturalWidth * scale);
    const height = Math.round(image.naturalHeight * scale);
    const canvas = document.createElement('canvas');
    const onItsSide = orientation >= 5;
    canvas.width = onItsSide ? height : width;
    canvas.height = onItsSide ? width : height;
    const context = canvas.getContext('2d');
    if (!context) return null;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.transform(...turns(orientation, width, height));
    context.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  } finally {
    URL.revokeObjectURL(address);
  }
}

const load = (address: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('not decoded'));
    image.src = address;
  });

type Matrix = [number, number, number, number, number, number];

/** How a photo that lies in the file in one of EXIF's eight ways is turned upright. */
export function turns(orientation: number, width: number, height: number): Matrix {
  const ways: Readonly<Record<number, Matrix>> = {
    2: [-1, 0, 0, 1, width, 0],
    3: [-1, 0, 0, -1, width, height],
    4: [1, 0, 0, -1, 0, height],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, height, 0],
    7: [0, -1, -1, 0, height, width],
    8: [0, -1, 1, 0, 0, width],
  };
  return ways[orientation] || [1, 0, 0, 1, 0, 0];
}
