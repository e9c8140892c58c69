import jsQR from 'jsqr';
import { expect, it } from 'vitest';
import { openPaper } from './paper.ts';
import { drawQr } from './qr.ts';

/** Draws onto a real page, watches the rectangles, and looks at them as a camera would. */
function photograph(text: string): Uint8ClampedArray {
  const paper = openPaper({ title: '-', subject: '-', language: 'id', printedAt: new Date(0) });
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  const rect = paper.doc.rect.bind(paper.doc);
  paper.doc.rect = (x: number, y: number, width: number, height: number) => {
    for (let row = Math.round((y - at.y) * scale); row < Math.round((y - at.y + height) * scale); row += 1) {
      for (let column = Math.round((x - at.x) * scale); column < (x - at.x + width) * scale; column += 1) {
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
    return rect(x, y, width, height);
  };
  drawQr(paper, text, at, size);
  return pixels;
}

const at = { x: 53, y: 400 };
const size = 106;
const scale = 8;
const side = size * scale;

it.each([
  ['a usual token', `https://loket.example/verifikasi#${'aZ09_-'.repeat(30)}`],
  ['the longest token', `https://loket.example/verifikasi#${'aZ09_-'.repeat(120)}`],
])('is read by a phone: %s', (_, text) => {
  expect(jsQR(photograph(text), side, side)?.data).toBe(text);
});
