import type { KeyObject } from 'node:crypto';
import { fill, type Language, texts } from '#contract/i18n/index';
import type { Reconciliation, ReconciliationProduct } from '#contract/metering/report-schemas';
import { formatCount } from '#contract/shared/money';
import { pagePaths } from '#contract/shared/pages';
import { banner, fields, heading, table } from '../shared/blocks.ts';
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
  write,
} from '../shared/paper.ts';
import { verificationBlock, verificationHeight } from '../shared/qr.ts';
import { printTime } from '../shared/times.ts';
import { signReconciliation } from './signature.ts';
import { groupsOfUse, printMonth } from './words.ts';

export interface ReconciliationSettings {
  readonly publicUrl: string;
  readonly signingKey: KeyObject;
}

/**
 * The "Berita Acara Rekonsiliasi" of a month as PDF, for both parties to sign. Figures that do not agree are printed as
 * they are, under a frame that says so. No NIK stands in it. The same data give the same bytes.
 */
export async function renderReconciliation(
  figures: Reconciliation,
  settings: ReconciliationSettings,
  { at, language }: { readonly at: Date; readonly language: Language },
): Promise<Buffer> {
  const text = texts(language).reports.reconciliation;
  const month = printMonth(figures.month, language);
  const named = { institution: figures.institutionName, month };
  const paper = openPaper({
    title: fill(text.fileTitle, named),
    subject: text.subject,
    language,
    printedAt: at,
  });
  titleOf(paper, fill(text.subtitle, named));
  write(paper, fill(text.statement, named), { size: 10, gap: 8 });
  if (figures.running) banner(paper, 'wait', text.running);
  if (figures.products.length === 0) banner(paper, 'wait', text.empty);
  else banner(paper, figures.balanced ? 'good' : 'stop', figures.balanced ? text.balanced : text.unbalanced);
  balances(paper, figures);
  for (const product of figures.products) productPart(paper, product);
  refusals(paper, figures);
  signatures(paper, figures.institutionName);
  verification(paper, figures, settings, at);
  return await closePaper(paper, at);
}

function titleOf(paper: Paper, subtitle: string): void {
  const text = texts(paper.language).reports.reconciliation;
  const at = { x: paper.left, width: paper.width };
  const large = { face: 'heavy', size: 24, color: ink.text } as const;
  tagged(paper, 'H1', () => textAt(paper, text.title, { ...at, y: paper.y - 4 }, large));
  tagged(paper, 'P', () =>
    textAt(paper, subtitle, { ...at, y: paper.y + 26 }, { size: 10.5, color: ink.soft }),
  );
  paper.y += 50;
}

/** Units that left for any reason. */
const taken = ({ used, handedOver, lapsed }: ReconciliationProduct): number => used + handedOver + lapsed;

const hasUnits = ({ opening, received, used, handedOver, lapsed, closing }: ReconciliationProduct): boolean =>
  [opening, received, used, handedOver, lapsed, closing].some((units) => units !== 0);

function balances(paper: Paper, { products }: Reconciliation): void {
  const { figures } = texts(paper.language).reports;
  if (products.length === 0) return;
  const number = { width: 74, align: 'right' } as const;
  table(
    paper,
    [
      { title: figures.product },
      { title: figures.opening, ...number },
      { title: figures.received, ...number, width: 88 },
      { title: figures.used, ...number, width: 96 },
      { title: figures.closing, ...number },
    ],
    products.map((product) => [
      `${product.serviceName} - ${product.productName}`,
      formatCount(product.opening),
      formatCount(product.received),
      formatCount(taken(product)),
      formatCount(product.closing),
    ]),
  );
}

function productPart(paper: Paper, product: ReconciliationProduct): void {
  const { language } = paper;
  const { reports, orders } = texts(language);
  const { figures } = reports;
  heading(paper, `${product.serviceName} - ${product.productName}`);
  const counted = (label: string, units: number) => [label, `${formatCount(units)} ${product.unit}`] as const;
  fields(
    paper,
    [
      counted(figures.opening, product.opening),
      counted(figures.received, product.received),
      counted(figures.used, product.used),
      counted(figures.handedOver, product.handedOver),
      counted(figures.lapsed, product.lapsed),
      counted(figures.closing, product.closing),
      ...(product.gap === 0 ? [] : [counted(figures.gap, product.gap)]),
      ...(product.logGap === 0 ? [] : [counted(figures.logGap, product.logGap)]),
    ],
    150,
  );
  paper.y += 6;
  if (product.vouchers.length > 0) {
    table(
      paper,
      [
        { title: figures.voucher, width: 118 },
        { title: figures.kuitansi, width: 112 },
        { title: figures.ntpn },
        { title: figures.grantedAt, width: 112 },
        { title: figures.units, width: 58, align: 'right' },
      ],
      product.vouchers.map(({ number, source, kuitansi, ntpn, grantedAt, units }) => [
        number,
        kuitansi ?? orders.voucherSource[source],
        ntpn ?? '–',
        printTime(new Date(grantedAt), language),
        formatCount(units),
      ]),
    );
  }
  for (const { title, column, lines } of groupsOfUse(product, language)) {
    if (lines.length === 0) continue;
    write(paper, title, { tag: 'H3', face: 'strong', size: 9.5, gap: 2 });
    table(
      paper,
      [{ title: column }, { title: figures.units, width: 90, align: 'right' }],
      lines.map(([label, units]) => [label, formatCount(units)]),
    );
  }
}

function refusals(paper: Paper, { refusals: rows }: Reconciliation): void {
  if (rows.length === 0) return;
  const { figures, refusal } = texts(paper.language).reports;
  heading(paper, figures.refusals);
  table(
    paper,
    [{ title: figures.refusal }, { title: figures.units, width: 90, align: 'right' }],
    rows.map(({ of, units }) => [refusal[of], formatCount(units)]),
  );
}

const signatureHeight = 92;

/** Two places side by side, for the people whom either party gave authority. */
function signatures(paper: Paper, institution: string): void {
  const text = texts(paper.language).reports.reconciliation;
  const parties = [text.firstParty, fill(text.secondParty, { institution })];
  const width = (paper.width - 22) / 2;
  const names = Math.max(...parties.map((party) => heightOf(paper, party, width)));
  makeRoom(paper, 22 + names + signatureHeight);
  heading(paper, text.signatures);
  const top = paper.y;
  parties.forEach((party, index) => {
    const x = paper.left + index * (width + 22);
    const line = top + names + signatureHeight - 26;
    tagged(paper, 'P', () => {
      textAt(paper, party, { x, y: top, width }, { face: 'strong' });
      textAt(paper, text.nameAndDate, { x, y: line + 5, width }, { size: 8.5, color: ink.soft });
    });
    artifact(paper, () => paper.doc.rect(x, line, width, 0.6).fill(ink.text));
  });
  paper.y = top + names + signatureHeight;
}

function verification(
  paper: Paper,
  figures: Reconciliation,
  { publicUrl, signingKey }: ReconciliationSettings,
  at: Date,
): void {
  const token = signReconciliation(signingKey, {
    month: figures.month,
    institution: figures.institutionName,
    // A product without a unit says nothing, and a code with less in it is read by more cameras.
    balances: figures.products.filter(hasUnits).map((product) => ({
      product: product.productName,
      opening: product.opening,
      received: product.received,
      taken: taken(product),
      closing: product.closing,
    })),
    printedAt: at.toISOString(),
  });
  const urls = {
    page: `${publicUrl}${pagePaths.verificationPage()}`,
    document: `${publicUrl}${pagePaths.verification(token)}`,
  };
  const width = Math.min(paper.width, 330);
  makeRoom(paper, verificationHeight(paper, urls.page, width));
  paper.y += verificationBlock(paper, urls, { x: paper.left, y: paper.y, width });
}
