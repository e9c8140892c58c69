import QRCode from 'qrcode';
import { texts } from '#contract/i18n/index';
import { artifact, heightOf, ink, type Paper, type TextStyle, tagged, textAt } from './paper.ts';

/** White around the code that readers need: four modules. */
const quiet = 4;

/** Draws the QR as vectors, so that it is sharp in print; `size` is its side in points, the quiet zone included. */
export function drawQr(
  paper: Paper,
  text: string,
  at: { readonly x: number; readonly y: number },
  size: number,
) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const module = size / (modules.size + 2 * quiet);
  const { doc } = paper;
  for (let row = 0; row < modules.size; row += 1) {
    for (let start = 0; start < modules.size; start += 1) {
      if (!modules.get(row, start)) continue;
      let end = start;
      while (end < modules.size && modules.get(row, end)) end += 1;
      doc.rect(
        at.x + (quiet + start) * module,
        at.y + (quiet + row) * module,
        (end - start) * module,
        module * 1.02,
      );
      start = end;
    }
  }
  doc.fill('#000000');
}

const qrSize = 106;
const frame = { body: { size: 8.5, color: ink.soft }, link: { size: 8.5, color: ink.accent } } as const;

/** Height that `verificationBlock` will take. */
export function verificationHeight(paper: Paper, page: string, width: number): number {
  const { verification } = texts(paper.language).documents;
  const textWidth = width - qrSize - 22;
  const words = heightOf(paper, verification.text, textWidth, frame.body);
  return Math.max(qrSize + 10, 34 + words + heightOf(paper, page, textWidth, frame.link));
}

/** The QR in a frame with a sentence beside it. Returns its height. */
export function verificationBlock(
  paper: Paper,
  urls: { readonly page: string; readonly document: string },
  at: { readonly x: number; readonly y: number; readonly width: number },
): number {
  const { verification } = texts(paper.language).documents;
  const textWidth = at.width - qrSize - 22;
  const { body, link } = frame;
  const x = at.x + qrSize + 12;
  const words = heightOf(paper, verification.text, textWidth, body);
  const height = verificationHeight(paper, urls.page, at.width);
  artifact(paper, () => {
    paper.doc.roundedRect(at.x, at.y, at.width, height, 3).lineWidth(0.6).stroke(ink.rule);
  });
  tagged(paper, 'Figure', () => drawQr(paper, urls.document, { x: at.x + 5, y: at.y + 5 }, qrSize), {
    alt: verification.alt,
  });
  tagged(paper, 'P', () => {
    const title: TextStyle = { face: 'heavy', size: 10, color: ink.accent };
    textAt(paper, verification.title, { x, y: at.y + 10, width: textWidth }, title);
    textAt(paper, verification.text, { x, y: at.y + 25, width: textWidth }, body);
    textAt(paper, urls.page, { x, y: at.y + 27 + words, width: textWidth }, link);
  });
  return height;
}
