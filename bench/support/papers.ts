import sharp from 'sharp';

/** Twelve megapixels: what the camera of a cheap phone makes. */
const [width, height] = [4000, 3000];

/**
 * A paper on a table as a phone takes it: lines of print, a portrait, soft grain, lying on its side as the sensor saw it.
 * Between two and three megabytes, whose decoding costs what a photo's does.
 */
export async function photoOfPaper(tint: string): Promise<Buffer> {
  const lines = Array.from({ length: 44 }, (_, line) => {
    const words = Array.from({ length: 14 }, (__, word) => {
      const [x, w] = [520 + word * 200, 60 + ((line * 7 + word * 13) % 11) * 12];
      return `<rect x="${x}" y="${380 + line * 50}" width="${w}" height="22"/>`;
    });
    return words.join('');
  });
  const paper = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<defs><radialGradient id="light"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="${tint}"/></radialGradient></defs>
<rect width="100%" height="100%" fill="#6b5a48"/>
<rect x="400" y="280" width="3200" height="2440" fill="url(#light)" transform="rotate(2 2000 1500)"/>
<g fill="#26292e" transform="rotate(2 2000 1500)">${lines.join('')}</g></svg>`;
  const grain = await sharp({
    create: {
      ...{ width, height, channels: 3, background: '#808080' },
      noise: { type: 'gaussian', mean: 128, sigma: 36 },
    },
  })
    .blur(0.7)
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(Buffer.from(paper))
    .flatten()
    .composite([{ input: grain, blend: 'soft-light' }])
    .withExif({ IFD0: { Make: 'Bench' } })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** A picture of eight pixels a side: a photo without a photo's work. */
export const tinyPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#888888' } })
    .jpeg()
    .toBuffer();
