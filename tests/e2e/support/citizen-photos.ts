import sharp from 'sharp';

/** A photo as a phone takes it: large, lying on its side in the file, with a place in its metadata. */
export const phonePhoto = (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 3200, height: 2400, channels: 3, background: colour } })
    .composite([{ input: { text: { text: '<b>KARTU</b>', dpi: 600 } }, gravity: 'northwest' }])
    .withExif({ IFD0: { Orientation: '6' }, IFD3: { GPSLatitude: '6/1 10/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer();
