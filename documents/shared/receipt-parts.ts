import { artifact, heightOf, ink, makeRoom, type Paper, tagged, textAt } from './paper.ts';
import { drawQr } from './qr.ts';

/** The large title of a tanda terima with what it is a receipt of. */
export function receiptTitle(
  paper: Paper,
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
): void {
  const at = { x: paper.left, width: paper.width };
  const large = { face: 'heavy', size: 24, color: ink.text } as const;
  tagged(paper, 'H1', () => textAt(paper, title, { ...at, y: paper.y - 4 }, large));
  const soft = { size: 10.5, color: ink.soft } as const;
  tagged(paper, 'P', () => textAt(paper, subtitle, { ...at, y: paper.y + 26 }, soft));
  paper.y += 50;
}

export interface PrintedCode {
  readonly label: string;
  readonly code: string;
}

/** Codes in one piece each, side by side, so that they can be copied and read out. */
export function codePanel(paper: Paper, ...codes: readonly PrintedCode[]): void {
  const height = 62;
  const { doc, left, width, y } = paper;
  artifact(paper, () => {
    doc.roundedRect(left, y, width, height, 4).lineWidth(1).fillAndStroke(ink.panel, ink.accent);
  });
  const each = (width - 14) / codes.length;
  const style = { face: 'heavy', size: codes.length > 1 ? 20 : 24, color: ink.accent } as const;
  codes.forEach(({ label, code }, at) => {
    const place = { x: left + 14 + at * each, width: each - 14 };
    tagged(paper, 'P', () => {
      textAt(paper, label, { ...place, y: y + 10 }, { size: 9, color: ink.soft });
      textAt(paper, code, { ...place, y: y + 22 }, style);
    });
  });
  paper.y += height + 12;
}

export interface PageLink {
  readonly title: string;
  /** What the page then asks for, and what the paper means. */
  readonly words: string;
  readonly alt: string;
  readonly url: string;
  /** Whether somebody may type the address; one with a secret is for the camera alone. */
  readonly typed: boolean;
}

const qrSize = 120;

/** The way to a page: its QR with a sentence beside it. */
export function pageLink(paper: Paper, { title, words, alt, url, typed }: PageLink): void {
  const x = paper.left + qrSize + 16;
  const width = paper.width - qrSize - 28;
  const style = { size: 10, color: ink.text } as const;
  const wordsHeight = heightOf(paper, words, width, style);
  const height = Math.max(qrSize + 12, 40 + wordsHeight);
  makeRoom(paper, height + 14);
  const top = paper.y + 6;
  artifact(paper, () => {
    paper.doc.roundedRect(paper.left, top, paper.width, height, 3).lineWidth(0.8).stroke(ink.accent);
  });
  tagged(paper, 'Figure', () => drawQr(paper, url, { x: paper.left + 6, y: top + 6 }, qrSize), { alt });
  tagged(paper, 'P', () => {
    const head = { face: 'heavy', size: 11, color: ink.accent } as const;
    textAt(paper, title, { x, y: top + 12, width }, head);
    textAt(paper, words, { x, y: top + 30, width }, style);
    const link = { size: 9, color: ink.accent } as const;
    if (typed) textAt(paper, url, { x, y: top + 36 + wordsHeight, width }, link);
  });
  paper.y = top + height + 14;
}
