import { availableParallelism } from 'node:os';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type ImageFault, reencodePhoto, rewritePicture, sniffImage } from './images.ts';

const limits = { maxPixels: 40_000_000, maxSide: 2400, quality: 82 };

const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });

/** Noise does not compress: a JPEG of it is as large as photos are. */
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: 'gray',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

const faultOf = (content: Buffer): Promise<ImageFault> =>
  reencodePhoto(content, limits).then(
    () => {
      throw new Error('it was taken');
    },
    (error: { fault: ImageFault }) => error.fault,
  );

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A black-and-white PNG of one bit a pixel: 900 megapixels in about a hundred kilobytes. */
function hugePng(side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  const rows = Buffer.alloc((Math.ceil(side / 8) + 1) * side);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

const heic = (brand: string): Buffer =>
  Buffer.concat([Buffer.from([0, 0, 0, 0x24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(24)]);

/** The colour in the middle of a picture, as [red, green, blue]. */
async function middle(picture: Buffer): Promise<number[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [...data.subarray(at, at + 3)];
}

describe('what is no picture', () => {
  it.each<[string, Buffer, ImageFault]>([
    ['a PDF called photo.jpg', Buffer.from('%PDF-1.7 ...'), 'NOT_AN_IMAGE'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'NOT_AN_IMAGE'],
    ['a GIF', Buffer.from('GIF89a....................'), 'NOT_AN_IMAGE'],
    ['nothing', Buffer.alloc(0), 'NOT_AN_IMAGE'],
    ["an iPhone's HEIC", heic('heic'), 'HEIC'],
    ['a HEIF of several pictures', heic('mif1'), 'HEIC'],
    ['an AVIF', heic('avif'), 'NOT_AN_IMAGE'],
    ['a head without a body', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), 'TRUNCATED'],
  ])('is refused as what it is: %s', async (_, content, fault) => {
    expect(await faultOf(content)).toBe(fault);
  });

  it('is refused when it is a picture that was cut off', async () => {
    const whole = await noise(800, 600).jpeg().toBuffer();
    expect(await faultOf(whole.subarray(0, whole.length / 2))).toBe('TRUNCATED');
    const png = await noise(400, 300).png().toBuffer();
    expect(await faultOf(png.subarray(0, png.length / 2))).toBe('TRUNCATED');
  });

  it('is told by its first bytes alone', () => {
    expect(sniffImage(heic('heix').subarray(0, 12))).toBe('image/heic');
    expect(sniffImage(Buffer.from([0xff, 0xd8, 0xff, 0xe1]))).toBe('image/jpeg');
    expect(sniffImage(Buffer.from('ftypheic'))).toBeNull();
  });
});

describe('a picture of too many pixels', () => {
  it('is refused from its head, before its pixels take any memory', async () => {
    const bomb = hugePng(30_000);
    expect(bomb.length).toBeLessThan(200_000);
    const before = process.memoryUsage().rss;
    expect(await faultOf(bomb)).toBe('TOO_MANY_PIXELS');
    // Decoded it would be 900 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });

  it('is taken up to the limit and refused one row above it', async () => {
    const at = (height: number) => plain(1000, height, 'white').png().toBuffer();
    const small = { ...limits, maxPixels: 1_000_000 };
    expect(await reencodePhoto(await at(1000), small)).toMatchObject({ width: 1000, height: 1000 });
    await expect(reencodePhoto(await at(1001), small)).rejects.toMatchObject({ fault: 'TOO_MANY_PIXELS' });
  });
});

describe('what is kept of a picture', () => {
  it('is its pixels: no place, no camera, no words, nothing behind the end', async () => {
    const photo = await noise(600, 400)
      .withExif({
        IFD0: { ImageDescription: 'rahasia-keterangan', Make: 'rahasia-kamera' },
        IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 58/1 0/1' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rahasia-xmp/></x:xmpmeta>')
      .jpeg()
      .toBuffer();
    const sent = Buffer.concat([photo, Buffer.from('rahasia-di-ekor')]);
    expect((await sharp(sent).metadata()).exif).toBeDefined();
    const { jpeg, bytes } = await reencodePhoto(sent, limits);
    const { exif, xmp, icc, iptc, format } = await sharp(jpeg).metadata();
    expect({ exif, xmp, icc, iptc, format }).toEqual({ format: 'jpeg' });
    expect(jpeg.includes('rahasia')).toBe(false);
    expect(bytes).toBe(jpeg.length);
  });

  it('is upright, whichever way the camera was held', async () => {
    const top = await plain(40, 20, 'red')
      .composite([{ input: await plain(40, 10, 'blue').png().toBuffer(), gravity: 'south' }])
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer();
    const { jpeg, width, height } = await reencodePhoto(top, limits);
    expect([width, height]).toEqual([20, 40]);
    const { data } = await sharp(jpeg)
      .extract({ left: 17, top: 20, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(200);
    expect((await sharp(jpeg).metadata()).orientation).toBeUndefined();
  });

  it('is no larger than the longest side, and never enlarged', async () => {
    const wide = await plain(4800, 1200, 'gray').png().toBuffer();
    expect(await reencodePhoto(wide, limits)).toMatchObject({ width: 2400, height: 600 });
    const small = await plain(30, 20, 'gray').png().toBuffer();
    expect(await reencodePhoto(small, limits)).toMatchObject({ width: 30, height: 20 });
  });

  it('lies on white where the picture was transparent', async () => {
    const clear = await sharp({
      create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const { jpeg } = await reencodePhoto(clear, limits);
    expect(await middle(jpeg)).toEqual([255, 255, 255]);
  });

  it("is in a screen's colours when a printer's were sent", async () => {
    const cmyk = await plain(20, 20, '#ff0000').toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    const { jpeg } = await reencodePhoto(cmyk, limits);
    expect(await sharp(jpeg).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
    const [red = 0, green = 0] = await middle(jpeg);
    expect(red - green).toBeGreaterThan(120);
  });

  it('is the first frame of an animated picture', async () => {
    const frame = await plain(10, 10, 'red').png().toBuffer();
    const control = Buffer.alloc(8);
    control.writeUInt32BE(2, 0);
    const animated = Buffer.concat([frame.subarray(0, 33), pngChunk('acTL', control), frame.subarray(33)]);
    const { jpeg } = await reencodePhoto(animated, limits);
    expect((await middle(jpeg))[0]).toBeGreaterThan(240);
  });
});

describe("a paper's picture", () => {
  it('stays what it was, upright and without what hides behind its pixels', async () => {
    const png = Buffer.concat([await plain(30, 20, 'gray').png().toBuffer(), Buffer.from('rahasia-di-ekor')]);
    const held = plain(40, 20, 'red').withMetadata({ orientation: 6 });
    const jpeg = await held.jpeg().toBuffer();
    const [asPng, asJpeg] = await Promise.all([
      rewritePicture(async () => png, limits),
      rewritePicture(async () => jpeg, limits),
    ]);
    expect(asPng.includes('rahasia')).toBe(false);
    expect(await sharp(asPng).metadata()).toMatchObject({ format: 'png', width: 30, height: 20 });
    const seen = await sharp(asJpeg).metadata();
    expect(seen).toMatchObject({ format: 'jpeg', width: 20, height: 40 });
    expect(seen.orientation).toBeUndefined();
  });

  it('is refused for its pixels before one is decoded', async () => {
    const wide = await plain(100, 100, 'gray').png().toBuffer();
    const rewriting = rewritePicture(async () => wide, { maxPixels: 9_999, quality: 80 });
    await expect(rewriting).rejects.toMatchObject({ fault: 'TOO_MANY_PIXELS' });
  });
});

describe('many pictures at once', () => {
  it('are read only when their turn comes, photos of requests and papers of orders alike', async () => {
    const content = await noise(1600, 1200).jpeg().toBuffer();
    let open = 0;
    let most = 0;
    const read = async () => {
      open += 1;
      most = Math.max(most, open);
      return content;
    };
    const all = Array.from({ length: 12 }, (_, at) =>
      (at % 2 ? reencodePhoto(read, limits) : rewritePicture(read, limits)).finally(() => {
        open -= 1;
      }),
    );
    await Promise.all(all);
    expect(most).toBeLessThanOrEqual(availableParallelism() + 1);
  });
});
