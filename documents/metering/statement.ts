import { fill, type Language, texts } from '#contract/i18n/index';
import type { Statement } from '#contract/metering/report-schemas';
import { formatCount, formatRupiah } from '#contract/shared/money';
import { banner, heading, table } from '../shared/blocks.ts';
import { closePaper, ink, openPaper, type Paper, tagged, textAt, write } from '../shared/paper.ts';
import { printTime } from '../shared/times.ts';
import { printMonth } from './words.ts';

const parts = ['opening', 'ordered', 'paid', 'paidLate', 'ended', 'closing'] as const;

/** The statement of an institution's bills in a month as PDF. The same data give the same bytes. */
export async function renderStatement(
  statement: Statement,
  { at, language }: { readonly at: Date; readonly language: Language },
): Promise<Buffer> {
  const text = texts(language).reports.statement;
  const named = { institution: statement.institutionName, month: printMonth(statement.month, language) };
  const paper = openPaper({
    title: fill(text.fileTitle, named),
    subject: text.subject,
    language,
    printedAt: at,
  });
  const place = { x: paper.left, width: paper.width };
  const large = { face: 'heavy', size: 24, color: ink.text } as const;
  tagged(paper, 'H1', () => textAt(paper, text.title, { ...place, y: paper.y - 4 }, large));
  const soft = { size: 10.5, color: ink.soft } as const;
  tagged(paper, 'P', () => textAt(paper, fill(text.subtitle, named), { ...place, y: paper.y + 26 }, soft));
  paper.y += 50;
  if (statement.running) banner(paper, 'wait', text.running);
  const agrees = statement.gap === 0;
  banner(paper, agrees ? 'good' : 'stop', agrees ? text.balanced : text.unbalanced);
  summary(paper, statement);
  for (const part of parts) linesOf(paper, text[part], statement[part].rows);
  vouchers(paper, statement);
  return await closePaper(paper, at);
}

function summary(paper: Paper, statement: Statement): void {
  const text = texts(paper.language).reports.statement;
  const rows = parts.map((part) => [
    text[part],
    formatCount(statement[part].rows.length),
    formatRupiah(statement[part].total),
  ]);
  const gap = statement.gap === 0 ? [] : [[text.gap, '', String(statement.gap)]];
  table(
    paper,
    [
      { title: ' ' },
      { title: text.count, width: 80, align: 'right' },
      { title: text.amount, width: 130, align: 'right' },
    ],
    [...rows, ...gap],
  );
}

function linesOf(paper: Paper, title: string, rows: Statement['paid']['rows']): void {
  if (rows.length === 0) return;
  const { reports } = texts(paper.language);
  const text = reports.statement;
  heading(paper, title);
  table(
    paper,
    [
      { title: reports.figures.kuitansi, width: 108 },
      { title: text.kodeBilling, width: 96 },
      { title: text.product },
      { title: text.at, width: 112 },
      { title: text.amount, width: 88, align: 'right' },
    ],
    rows.map((row) => [
      row.kuitansi,
      row.kodeBilling ?? '–',
      row.productName,
      printTime(new Date(row.at), paper.language),
      formatRupiah(row.total),
    ]),
  );
}

function vouchers(paper: Paper, { vouchers: rows }: Statement): void {
  const { reports } = texts(paper.language);
  const { figures, statement: text } = reports;
  heading(paper, text.vouchers);
  if (rows.length === 0) {
    write(paper, text.none);
    return;
  }
  table(
    paper,
    [
      { title: figures.voucher, width: 118 },
      { title: text.product },
      { title: figures.ntpn, width: 112 },
      { title: figures.grantedAt, width: 112 },
      { title: figures.units, width: 60, align: 'right' },
    ],
    rows.map((row) => [
      row.number,
      row.productName,
      row.ntpn ?? '–',
      printTime(new Date(row.grantedAt), paper.language),
      formatCount(row.units),
    ]),
  );
}
