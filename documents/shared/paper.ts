import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { fill, type Language, texts } from '#contract/i18n/index';
import { printTime } from './times.ts';

const fontFiles = createRequire(import.meta.url);
const fontFile = (weight: string): string =>
  fontFiles.resolve(`@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`);

export type Face = 'regular' | 'strong' | 'heavy';
const faces: Readonly<Record<Face, string>> = {
  regular: fontFile('400Regular'),
  strong: fontFile('600SemiBold'),
  heavy: fontFile('700Bold'),
};

/** Colours of the documents; every pair that carries text has a contrast of at least 4.5 : 1. */
export const ink = {
  text: '#1b2430',
  soft: '#4f5b68',
  accent: '#123a63',
  rule: '#c3ccd6',
  panel: '#f2f5f8',
  good: { text: '#155e33', panel: '#e5f4ea', rule: '#8cc5a0' },
  wait: { text: '#7a4b00', panel: '#fff5dc', rule: '#e2bf6c' },
  stop: { text: '#8f1d1d', panel: '#fdeaea', rule: '#dd9a9a' },
} as const;
export type Tone = 'good' | 'wait' | 'stop';

const margin = 48;
const footerHeight = 74;

/** An A4 document that is being written: a cursor, the column it writes in, and the root of its tags. */
export interface Paper {
  readonly doc: PDFKit.PDFDocument;
  readonly root: PDFKit.PDFStructureElement;
  readonly language: Language;
  readonly left: number;
  readonly width: number;
  /** No content below this line of a page. */
  readonly bottom: number;
  /** Where the next block begins, in points from the page's top. */
  y: number;
}

export interface PaperOptions {
  readonly title: string;
  readonly subject: string;
  readonly language: Language;
  /** Also the file's creation date: the same data give the same bytes. */
  readonly printedAt: Date;
}

/** A tagged, searchable A4 document with the letterhead on its first page. */
export function openPaper(options: PaperOptions): Paper {
  const { letterhead } = texts(options.language).documents;
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin, bottom: 0, left: margin, right: margin },
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: options.language === 'id' ? 'id-ID' : 'en',
    info: {
      Title: options.title,
      Subject: options.subject,
      Author: letterhead.directorate,
      Creator: 'Loket Dukcapil',
      Producer: 'Loket Dukcapil',
      CreationDate: options.printedAt,
      ModDate: options.printedAt,
    },
  });
  for (const [face, file] of Object.entries(faces)) doc.registerFont(face, file);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const paper: Paper = {
    doc,
    root,
    language: options.language,
    left: margin,
    width: doc.page.width - 2 * margin,
    bottom: doc.page.height - footerHeight - 8,
    y: 34,
  };
  drawLetterhead(paper);
  return paper;
}

function drawLetterhead(paper: Paper): void {
  const { letterhead } = texts(paper.language).documents;
  write(paper, letterhead.ministryCapitals, { size: 10.5, color: ink.soft, align: 'center', gap: 1 });
  write(paper, letterhead.directorateCapitals, {
    face: 'heavy',
    size: 13,
    color: ink.accent,
    align: 'center',
  });
  paper.y += 6;
  artifact(paper, () => {
    const { doc, left, width, y } = paper;
    doc.rect(left, y, width, 2).fill(ink.accent);
    doc.rect(left, y + 3.5, width, 0.6).fill(ink.accent);
  });
  paper.y += 18;
}

export interface TextStyle {
  readonly face?: Face;
  readonly size?: number;
  readonly color?: string;
  readonly align?: 'left' | 'right' | 'center';
}

export interface BlockStyle extends TextStyle {
  readonly tag?: string;
  readonly x?: number;
  readonly width?: number;
  /** Points of white below. */
  readonly gap?: number;
}

const bodySize = 9.5;

export function setStyle(paper: Paper, style: TextStyle): void {
  paper.doc
    .font(style.face ?? 'regular')
    .fontSize(style.size ?? bodySize)
    .fillColor(style.color ?? ink.text);
}

/** Height of a text in a column; at least one line. */
export function heightOf(paper: Paper, text: string, width: number, style: TextStyle = {}): number {
  setStyle(paper, style);
  return paper.doc.heightOfString(text === '' ? ' ' : text, { width });
}

/** Draws text at a place and moves nothing. The caller has opened a tag around it. */
export function textAt(
  paper: Paper,
  text: string,
  at: { readonly x: number; readonly y: number; readonly width: number },
  style: TextStyle = {},
): void {
  setStyle(paper, style);
  paper.doc.text(text, at.x, at.y, { width: at.width, align: style.align ?? 'left' });
}

/** Writes one block at the cursor, on a new page when it does not fit, and moves the cursor below it. */
export function write(paper: Paper, text: string, style: BlockStyle = {}): void {
  const width = style.width ?? paper.width;
  const height = heightOf(paper, text, width, style);
  makeRoom(paper, height);
  tagged(paper, style.tag ?? 'P', () =>
    textAt(paper, text, { x: style.x ?? paper.left, y: paper.y, width }, style),
  );
  paper.y += height + (style.gap ?? 0);
}

/** Starts a new page when fewer than `height` points are left. */
export function makeRoom(paper: Paper, height: number): void {
  if (paper.y + height <= paper.bottom) return;
  paper.doc.addPage();
  paper.y = margin;
}

/** Draws inside one tag of the document's structure. */
export function tagged(
  paper: Paper,
  tag: string,
  draw: () => void,
  options: { readonly alt?: string; readonly parent?: PDFKit.PDFStructureElement } = {},
): void {
  const attributes = options.alt === undefined ? {} : { alt: options.alt };
  const element = paper.doc.struct(tag, attributes, draw);
  (options.parent ?? paper.root).add(element);
  element.end();
}

/** A tag that only holds other tags (a table, a row). */
export function group(
  paper: Paper,
  tag: string,
  fillGroup: (element: PDFKit.PDFStructureElement) => void,
  parent: PDFKit.PDFStructureElement = paper.root,
): void {
  const element = paper.doc.struct(tag);
  parent.add(element);
  fillGroup(element);
  element.end();
}

/** Draws what a screen reader skips: rules, frames, repeated footers. */
export function artifact(paper: Paper, draw: () => void): void {
  paper.doc.markContent('Artifact');
  draw();
  paper.doc.endMarkedContent();
}

/** Closes the document: footers on every page, then all bytes. */
export async function closePaper(paper: Paper, printedAt: Date): Promise<Buffer> {
  const { doc, root } = paper;
  root.end();
  const { count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(index);
    artifact(paper, () => drawFooter(paper, index + 1, count, printedAt));
  }
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const bytes = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  doc.end();
  return await bytes;
}

function drawFooter(paper: Paper, page: number, pages: number, printedAt: Date): void {
  const { letterhead } = texts(paper.language).documents;
  const { doc, left, width } = paper;
  const top = doc.page.height - footerHeight;
  doc.rect(left, top, width, 0.6).fill(ink.rule);
  const small = { size: 8, color: ink.soft } as const;
  const lines: [string, TextStyle][] = [
    [letterhead.directorate, { ...small, face: 'strong', color: ink.text }],
    [letterhead.ministry, small],
    [letterhead.address, small],
    [`${letterhead.phone}   ${letterhead.fax}`, small],
  ];
  lines.forEach(([line, style], index) => {
    textAt(paper, line, { x: left, y: top + 7 + index * 11, width: width - 130 }, style);
  });
  const right = { x: left + width - 150, width: 150 };
  textAt(
    paper,
    fill(letterhead.page, { page, pages }),
    { ...right, y: top + 7 },
    { ...small, align: 'right' },
  );
  const at = printTime(printedAt, paper.language);
  textAt(paper, fill(letterhead.printedAt, { at }), { ...right, y: top + 18 }, { ...small, align: 'right' });
}
