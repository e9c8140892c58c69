import sharp from 'sharp';
import { expect, it } from 'vitest';
import { readOrientation } from './orientation.ts';
import { turns } from './shrink.ts';

const photo = (orientation?: number) => {
  const plain = sharp({ create: { width: 8, height: 4, channels: 3, background: '#789' } }).jpeg();
  return (orientation ? plain.withMetadata({ orientation }) : plain).toBuffer();
};

it.each([1, 2, 3, 4, 5, 6, 7, 8])('reads orientation %i out of a camera file', async (orientation) => {
  expect(readOrientation(await photo(orientation))).toBe(orientation);
});

it('takes a photo without EXIF, and one that is cut off, as upright', async () => {
  expect(readOrientation(await photo())).toBe(1);
  expect(readOrientation((await photo(6)).subarray(0, 20))).toBe(1);
  expect(readOrientation(new Uint8Array(0))).toBe(1);
});

it('turns every corner of the picture into the upright frame', () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const [a, b, c, d, e, f] = turns(orientation, 8, 4);
    const frame = orientation >= 5 ? [4, 8] : [8, 4];
    const corners = [
      [0, 0],
      [8, 0],
      [0, 4],
      [8, 4],
    ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f]);
    expect(new Set(corners.map(String)).size).toBe(4);
    for (const [x, y] of corners) {
      expect([0, frame[0]]).toContain(x);
      expect([0, frame[1]]).toContain(y);
    }
  }
});
