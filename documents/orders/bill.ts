import { fill, type Language, texts } from '#contract/i18n/index';
import { validitySentences } from '#contract/metering/validity-words';
import { formatRupiah } from '#contract/shared/money';
import {
  banner,
  bullets,
  bulletsHeight,
  columnPlace,
  heading,
  steps,
  stepsHeight,
  twoColumns,
} from '../shared/blocks.ts';
import {
  artifact,
  closePaper,
  ink,
  makeRoom,
  openPaper,
  type Paper,
  tagged,
  textAt,
  write,
} from '../shared/paper.ts';
import { printTime } from '../shared/times.ts';
import type { Bill } from './data.ts';
import { itemTable, payerFields, revenueFields, titleRow, transactionFields, verification } from './parts.ts';

/**
 * The "File Pemberitahuan Kode Billing" as PDF: the invoice of the seed document, and what a finance desk books by. A bill
 * that is not to be paid any more says so in a frame and leaves "Cara Bayar" out. The same data give the same bytes.
 */
export async function renderBill(bill: Bill, language: Language = 'id'): Promise<Buffer> {
  const text = texts(language).documents;
  const paper = openPaper({
    title: fill(text.bill.fileTitle, { kuitansi: bill.kuitansi }),
    subject: text.bill.subject,
    language,
    printedAt: bill.printedAt,
  });
  titleRow(paper, text.bill.title, text.bill.subtitle, bill.state, 26);
  codePanel(paper, bill);
  if (bill.state !== 'BELUM_BAYAR')
    banner(paper, bill.state === 'SUDAH_DIBAYAR' ? 'good' : 'stop', text.billStateHelp[bill.state]);
  twoColumns(paper, [
    {
      labelWidth: 78,
      sections: [{ title: text.field.payer, fields: payerFields(paper, bill) }],
      tail: verification(paper, bill),
    },
    {
      labelWidth: 88,
      sections: [
        { title: text.field.transaction, fields: transactionFields(paper, bill) },
        { title: text.bill.details, fields: revenueFields(paper, bill) },
      ],
    },
  ]);
  itemTable(paper, bill);
  makeRoom(paper, 19 + bulletsHeight(paper, notes(paper, bill), paper.width));
  heading(paper, text.bill.notes);
  bullets(paper, notes(paper, bill), { x: paper.left, width: paper.width });
  if (bill.state === 'BELUM_BAYAR') howToPay(paper, bill);
  return await closePaper(paper, bill.printedAt);
}

/** The code as one run of digits, so that it can be selected and copied whole; amount and deadline beside it. */
function codePanel(paper: Paper, bill: Bill): void {
  const { field } = texts(paper.language).documents;
  const height = 74;
  const { left, width } = paper;
  const top = paper.y;
  const split = left + 268;
  artifact(paper, () => {
    paper.doc.roundedRect(left, top, width, height, 4).lineWidth(1).fillAndStroke(ink.panel, ink.accent);
    paper.doc.rect(split, top + 10, 0.8, height - 20).fill(ink.rule);
  });
  const label = { size: 9, color: ink.soft } as const;
  tagged(paper, 'P', () => {
    textAt(paper, field.kodeBilling, { x: left + 14, y: top + 11, width: 240 }, label);
    const size = bill.kodeBilling.length > 16 ? 21 : 27;
    const style = { face: 'heavy', size, color: ink.accent } as const;
    textAt(paper, bill.kodeBilling, { x: left + 14, y: top + 25, width: 250 }, style);
  });
  const right = { x: split + 14, width: left + width - split - 28 };
  const due = bill.state === 'BELUM_BAYAR';
  tagged(paper, 'P', () => {
    textAt(paper, due ? field.amountDue : field.amountBilled, { ...right, y: top + 8 }, label);
    const style = { face: 'heavy', size: 14, color: ink.text } as const;
    textAt(paper, formatRupiah(bill.item.total), { ...right, y: top + 18 }, style);
  });
  tagged(paper, 'P', () => {
    textAt(paper, due ? field.payBefore : field.expiresAt, { ...right, y: top + 40 }, label);
    const style = { face: 'strong', size: 10.5, color: ink.text } as const;
    textAt(paper, printTime(bill.expiresAt, paper.language), { ...right, y: top + 51 }, style);
  });
  paper.y = top + height + 12;
}

function notes(paper: Paper, bill: Bill): string[] {
  const text = texts(paper.language);
  const { note } = text.documents.bill;
  const validity = [note.validity, ...validitySentences(text, bill.validity)].join(' ');
  return bill.state === 'BELUM_BAYAR'
    ? [note.code, note.once, note.voucher, validity, note.receipt]
    : [validity];
}

/** Steps per channel in two columns, on a page of their own when they do not fit below. */
function howToPay(paper: Paper, bill: Bill): void {
  const { howToPay: text } = texts(paper.language).documents;
  const { width } = columnPlace(paper, {}, 0);
  const cardHeight = (channel: (typeof text.channels)[number]) =>
    16 + stepsHeight(paper, channel.steps, width) + 10;
  const pairs = text.channels.flatMap((channel, index) => {
    const beside = text.channels[index + 1];
    return index % 2 === 0 && beside ? [[channel, beside] as const] : [];
  });
  const heights = pairs.map((pair) => Math.max(...pair.map(cardHeight)));
  makeRoom(paper, 90 + heights.reduce((sum, height) => sum + height, 0));
  paper.y += 4;
  heading(paper, text.title);
  write(paper, fill(text.intro, { kodeBilling: bill.kodeBilling }), { gap: 8 });
  pairs.forEach((pair, row) => {
    pair.forEach((channel, column) => {
      const { x } = columnPlace(paper, {}, column);
      const style = { face: 'strong', size: 10, color: ink.text } as const;
      tagged(paper, 'H3', () => textAt(paper, channel.name, { x, y: paper.y, width }, style));
      steps(paper, channel.steps, { x, y: paper.y + 15, width });
    });
    paper.y += heights[row] ?? 0;
  });
  write(paper, `${text.menuNote} ${text.help}`, { size: 9, color: ink.soft });
}
