import { fill, type Language, texts } from '#contract/i18n/index';
import type { RequestChannel } from '#contract/requests/codes';
import type { Zone } from '#contract/shared/zones';
import { formatDate, formatDateTime } from '#platform/clock';
import {
  banner,
  columnPlace,
  type Field,
  heading,
  steps,
  stepsHeight,
  twoColumns,
} from '../shared/blocks.ts';
import {
  artifact,
  closePaper,
  heightOf,
  ink,
  makeRoom,
  openPaper,
  type Paper,
  tagged,
  textAt,
} from '../shared/paper.ts';
import { drawQr, verificationBlock, verificationHeight } from '../shared/qr.ts';

/** What a tanda terima bears. The person stands masked: a paper lies about. */
export interface Receipt {
  readonly code: string;
  readonly submittedAt: Date;
  readonly channel: RequestChannel;
  readonly nameMasked: string;
  readonly nikMasked: string;
  readonly office: { readonly name: string; readonly address: string; readonly phone: string };
  readonly zone: Zone;
  readonly expectedAt: Date | null;
  /** With the secret right after the intake; else the page's plain address. */
  readonly tracking: { readonly url: string; readonly withSecret: boolean };
  readonly verification: { readonly page: string; readonly document: string };
  readonly printedAt: Date;
}

/** The tanda terima as PDF. The same data give the same bytes. */
export async function renderReceipt(receipt: Receipt, language: Language = 'id'): Promise<Buffer> {
  const text = texts(language).documents.requestReceipt;
  const paper = openPaper({
    title: fill(text.fileTitle, { code: receipt.code }),
    subject: text.subject,
    language,
    printedAt: receipt.printedAt,
  });
  title(paper);
  codePanel(paper, receipt);
  banner(paper, 'good', text.free);
  const { width } = columnPlace(paper, {}, 0);
  twoColumns(paper, [
    {
      labelWidth: 92,
      sections: [{ title: text.request, fields: requestFields(paper, receipt) }],
    },
    {
      labelWidth: 92,
      sections: [{ title: text.office, fields: officeFields(paper, receipt) }],
      tail: {
        height: verificationHeight(paper, receipt.verification.page, width),
        draw: (at) => void verificationBlock(paper, receipt.verification, at),
      },
    },
  ]);
  trackingBlock(paper, receipt);
  makeRoom(paper, 19 + stepsHeight(paper, text.steps, paper.width));
  heading(paper, text.next);
  paper.y = steps(paper, text.steps, { x: paper.left, y: paper.y, width: paper.width });
  return await closePaper(paper, receipt.printedAt);
}

function title(paper: Paper): void {
  const text = texts(paper.language).documents.requestReceipt;
  const at = { x: paper.left, width: paper.width };
  const large = { face: 'heavy', size: 24, color: ink.text } as const;
  tagged(paper, 'H1', () => textAt(paper, text.title, { ...at, y: paper.y - 4 }, large));
  const soft = { size: 10.5, color: ink.soft } as const;
  tagged(paper, 'P', () => textAt(paper, text.subtitle, { ...at, y: paper.y + 26 }, soft));
  paper.y += 50;
}

/** The code in one piece, so that it can be copied and read out. */
function codePanel(paper: Paper, { code }: Receipt): void {
  const text = texts(paper.language).documents.requestReceipt;
  const height = 62;
  const at = { x: paper.left + 14, width: paper.width - 28 };
  artifact(paper, () => {
    const { doc, left, width, y } = paper;
    doc.roundedRect(left, y, width, height, 4).lineWidth(1).fillAndStroke(ink.panel, ink.accent);
  });
  tagged(paper, 'P', () => {
    textAt(paper, text.code, { ...at, y: paper.y + 10 }, { size: 9, color: ink.soft });
    const style = { face: 'heavy', size: 24, color: ink.accent } as const;
    textAt(paper, code, { ...at, y: paper.y + 22 }, style);
  });
  paper.y += height + 12;
}

function requestFields({ language }: Paper, receipt: Receipt): Field[] {
  const { documents, requests } = texts(language);
  const text = documents.requestReceipt;
  const { zone, expectedAt } = receipt;
  return [
    [text.submittedAt, formatDateTime(receipt.submittedAt, zone, language)],
    [text.channel, requests.channel[receipt.channel]],
    [text.name, receipt.nameMasked],
    [text.nik, receipt.nikMasked],
    [text.expected, expectedAt ? formatDate(expectedAt, zone, language) : text.unknown],
  ];
}

function officeFields({ language }: Paper, { office }: Receipt): Field[] {
  const text = texts(language).documents.requestReceipt;
  return [
    [text.office, office.name],
    [text.officeAddress, office.address],
    [text.officePhone, office.phone],
  ];
}

const qrSize = 120;

/** The way to the tracking page, with what the paper then means. */
function trackingBlock(paper: Paper, { tracking }: Receipt): void {
  const text = texts(paper.language).documents.requestReceipt;
  const words = tracking.withSecret ? text.withLink : text.withoutLink;
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
  tagged(paper, 'Figure', () => drawQr(paper, tracking.url, { x: paper.left + 6, y: top + 6 }, qrSize), {
    alt: text.trackingAlt,
  });
  tagged(paper, 'P', () => {
    const head = { face: 'heavy', size: 11, color: ink.accent } as const;
    textAt(paper, text.tracking, { x, y: top + 12, width }, head);
    textAt(paper, words, { x, y: top + 30, width }, style);
    // An address with a secret is for the camera; nobody types 43 signs.
    if (!tracking.withSecret) {
      const link = { size: 9, color: ink.accent } as const;
      textAt(paper, tracking.url, { x, y: top + 36 + wordsHeight, width }, link);
    }
  });
  paper.y = top + height + 14;
}
