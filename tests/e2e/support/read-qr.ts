import { inflateSync } from 'node:zlib';
import jsQr from 'jsqr';

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Reads the QR code of one of our PDFs as a phone's camera would: draws the code's black rectangles as a picture and
 * lets another program decode it. Of several it is the one with the most squares.
 * @throws Error when no code can be read
 */
export function readQr(pdf: Buffer): string {
  const [first] = readQrs(pdf);
  if (first === undefined) throw new Error('The PDF has no QR code.');
  return first;
}

/** Every QR code of a PDF, the one with the most squares first. @throws Error when one of them cannot be read */
export const readQrs = (pdf: Buffer): string[] => qrBars(pdf).map(decode);

function decode(bars: readonly Rectangle[]): string {
  const side = Math.min(...bars.map(({ width }) => width));
  const left = Math.min(...bars.map(({ x }) => x));
  const top = Math.min(...bars.map(({ y }) => y));
  const count = Math.round((Math.max(...bars.map(({ x, width }) => x + width)) - left) / side);
  const picture = draw(bars, { left, top, side, count });
  const found = jsQr(picture.data, picture.size, picture.size);
  if (!found) throw new Error('The QR code of the PDF cannot be read.');
  return found.data;
}

/** Rectangles of one height in one page are the rows of modules of one code. */
function qrBars(pdf: Buffer): Rectangle[][] {
  const codes: Rectangle[][] = [];
  for (const page of contents(pdf)) {
    const groups = new Map<string, Rectangle[]>();
    for (const [, x, y, width, height = ''] of page.matchAll(
      /([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re\b/g,
    )) {
      const group = groups.get(height) ?? [];
      group.push({ x: Number(x), y: Number(y), width: Number(width), height: Number(height) });
      groups.set(height, group);
    }
    codes.push(...groups.values());
  }
  return codes.filter(({ length }) => length >= 100).sort((a, b) => b.length - a.length);
}

function contents(pdf: Buffer): string[] {
  const texts: string[] = [];
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    const start = pdf[at + 6] === 13 ? at + 8 : at + 7;
    try {
      texts.push(inflateSync(pdf.subarray(start, pdf.indexOf('endstream', start))).toString('latin1'));
    } catch {
      // A font or a picture, or the word itself.
    }
  }
  return texts;
}

const scale = 6;
const quiet = 4;

function draw(
  bars: readonly Rectangle[],
  grid: { readonly left: number; readonly top: number; readonly side: number; readonly count: number },
) {
  const size = (grid.count + 2 * quiet) * scale;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const { x, y, width } of bars) {
    const column = Math.round((x - grid.left) / grid.side);
    const row = Math.round((y - grid.top) / grid.side);
    const length = Math.round(width / grid.side);
    for (let down = 0; down < scale; down++) {
      for (let across = 0; across < length * scale; across++) {
        const pixel = ((row + quiet) * scale + down) * size + (column + quiet) * scale + across;
        data.fill(0, pixel * 4, pixel * 4 + 3);
      }
    }
  }
  return { data, size };
}
