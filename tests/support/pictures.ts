import sharp from 'sharp';

export interface PictureOptions {
  readonly width?: number;
  readonly height?: number;
  readonly format?: 'jpeg' | 'png';
  /** Where it was taken, as phones write it. */
  readonly withPlace?: boolean;
}

/** A picture as a phone sends it: noise, so that it has the size of a photo. */
export async function picture(options: PictureOptions = {}): Promise<Buffer> {
  const { width = 640, height = 400, format = 'jpeg', withPlace = false } = options;
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const image = sharp({ create: { width, height, channels: 3, background: '#888888', noise } });
  const placed = withPlace
    ? image.withExif({
        IFD0: { Make: 'KANARI-KAMERA' },
        IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 12/1 0/1' },
      })
    : image;
  return (format === 'png' ? placed.png() : placed.jpeg({ quality: 80 })).toBuffer();
}
