import { fill, texts } from '#contract/i18n/index';
import type { BillState } from '#contract/orders/documents';
import { formatCount, formatRupiah } from '#contract/shared/money';
import { badge, columnPlace, type Field, fields, type Stack, table } from '../shared/blocks.ts';
import { ink, type Paper, type Tone, tagged, textAt } from '../shared/paper.ts';
import { verificationBlock, verificationHeight } from '../shared/qr.ts';
import { printDay, printTime } from '../shared/times.ts';
import { amountInWords } from '../shared/words.ts';
import type { OrderPaper } from './data.ts';

/** How loudly a state speaks. */
export const toneOf = {
  BELUM_BAYAR: 'wait',
  LEWAT_WAKTU: 'stop',
  KEDALUWARSA: 'stop',
  DIBATALKAN: 'stop',
  SUDAH_DIBAYAR: 'good',
  DALAM_PEMERIKSAAN: 'wait',
  PENGEMBALIAN: 'wait',
  DIKEMBALIKAN: 'stop',
} as const satisfies Record<BillState, Tone>;

/** Title and subtitle on the left, the state on the right. */
export function titleRow(
  paper: Paper,
  title: string,
  subtitle: string,
  state: BillState,
  size: number,
): void {
  const { billState } = texts(paper.language).documents;
  const top = paper.y;
  const width = paper.width - 170;
  const titleStyle = { face: 'heavy', size, color: ink.text } as const;
  tagged(paper, 'H1', () => textAt(paper, title, { x: paper.left, y: top - 4, width }, titleStyle));
  const subtitleStyle = { size: 10.5, color: ink.soft } as const;
  const below = top + size * 1.18;
  tagged(paper, 'P', () => textAt(paper, subtitle, { x: paper.left, y: below, width }, subtitleStyle));
  badge(paper, toneOf[state], billState[state], top + 3);
  paper.y = below + 22;
}

/** NPWP as SIMPONI and tax forms write the 15-digit one; the 16-digit one has no dots. */
export const printNpwp = (npwp: string): string =>
  /^\d{15}$/.test(npwp)
    ? npwp.replace(/^(\d{2})(\d{3})(\d{3})(\d)(\d{3})(\d{3})$/, '$1.$2.$3.$4-$5.$6')
    : npwp;

/** The institution's block. */
export function payerFields(paper: Paper, order: OrderPaper): Field[] {
  const { field } = texts(paper.language).documents;
  const { payer } = order;
  return [
    [field.payerName, payer.name],
    [field.category, payer.category],
    [field.address, payer.address],
    [field.email, payer.email],
    [field.phone, payer.phone],
    [field.npwp, payer.npwp ? printNpwp(payer.npwp) : field.noNpwp],
    ...(payer.agreement
      ? [
          [
            field.agreement,
            fill(field.agreementUntil, {
              number: payer.agreement.number,
              endsOn: printDay(payer.agreement.endsOn, paper.language),
            }),
          ] as Field,
        ]
      : []),
  ];
}

/** When it was ordered, billed and runs out, and how it stands. */
export function transactionFields(paper: Paper, order: OrderPaper): Field[] {
  const { field, billState } = texts(paper.language).documents;
  const time = (moment: Date) => printTime(moment, paper.language);
  return [
    [field.kuitansi, order.kuitansi],
    [field.transactionDate, time(order.createdAt)],
    [field.issuedAt, time(order.issuedAt)],
    [field.expiresAt, time(order.expiresAt)],
    [field.status, billState[order.state]],
  ];
}

/** Under which codes the Treasury books the money. */
export function revenueFields(paper: Paper, order: OrderPaper): Field[] {
  const { field, unitNames, depositKind, currency } = texts(paper.language).documents;
  const { revenue, item } = order;
  return [
    [field.ministryUnit, `${revenue.kodeKl} – ${unitNames.ministry}`],
    [field.echelonUnit, `${revenue.kodeEselon1} – ${unitNames.echelon}`],
    [field.workUnit, `${revenue.kodeSatker} – ${unitNames.work}`],
    [field.account, item.kodeAkun],
    [field.depositKind, depositKind[revenue.jenisPnbp]],
    [field.tariffArticle, item.tariffArticle],
    [field.currency, currency],
  ];
}

/** The seed's item table: No, Produk, Kuantitas, Harga Layanan, Total Harga; with the total in words below. */
export function itemTable(paper: Paper, order: OrderPaper): void {
  const text = texts(paper.language).documents;
  const { item } = order;
  table(
    paper,
    [
      { title: text.table.number, width: 30 },
      { title: text.table.product },
      { title: text.table.quantity, width: 84, align: 'right' },
      { title: text.table.price, width: 88, align: 'right' },
      { title: text.table.lineTotal, width: 122, align: 'right' },
    ],
    [
      [
        '1',
        `${item.serviceName} - ${item.productName}`,
        formatCount(item.quantity),
        formatRupiah(item.unitPrice),
        formatRupiah(item.total),
      ],
    ],
    [text.table.total, formatRupiah(item.total)],
  );
  fields(paper, [[text.field.inWords, amountInWords(item.total, paper.language)]], 60);
  paper.y += 8;
}

/** QR and its sentence as the tail of a column. */
export function verification(paper: Paper, order: OrderPaper): NonNullable<Stack['tail']> {
  const { width } = columnPlace(paper, {}, 0);
  return {
    height: verificationHeight(paper, order.verification.page, width),
    draw: (at) => {
      verificationBlock(paper, order.verification, at);
    },
  };
}
