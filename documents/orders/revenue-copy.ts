import { bankName, channelName } from '#contract/external/simponi-codes';
import { fill, type Language, texts } from '#contract/i18n/index';
import { formatRupiah } from '#contract/shared/money';
import { banner, type Field, fields, table, twoColumns } from '../shared/blocks.ts';
import { closePaper, ink, openPaper, type Paper, write } from '../shared/paper.ts';
import { printDay, printTime } from '../shared/times.ts';
import { amountInWords } from '../shared/words.ts';
import type { RevenueCopy } from './data.ts';
import { payerFields, revenueFields, titleRow, transactionFields, verification } from './parts.ts';

/**
 * The "Salinan Data Penerimaan Negara (sumber: SIMPONI)" as PDF: the fields of a BPN as SIMPONI tells them. It says that it
 * is a copy, since the BPN itself is issued by the bank or post that took the money. Same data, same bytes.
 */
export async function renderStateRevenueCopy(copy: RevenueCopy, language: Language = 'id'): Promise<Buffer> {
  const text = texts(language).documents;
  const paper = openPaper({
    title: fill(text.copy.fileTitle, { kuitansi: copy.kuitansi }),
    subject: text.copy.subject,
    language,
    printedAt: copy.printedAt,
  });
  titleRow(paper, text.copy.title, text.copy.subtitle, copy.state, 17);
  banner(paper, 'wait', text.copy.notice);
  if (copy.state !== 'SUDAH_DIBAYAR') banner(paper, 'stop', text.billStateHelp[copy.state]);
  twoColumns(paper, [
    { labelWidth: 84, sections: [{ title: text.copy.payment, fields: paymentFields(paper, copy) }] },
    { labelWidth: 78, sections: [{ title: text.copy.billing, fields: revenueFields(paper, copy) }] },
  ]);
  perAccount(paper, copy);
  twoColumns(paper, [
    { labelWidth: 84, sections: [{ title: text.field.payer, fields: payerFields(paper, copy) }] },
    {
      labelWidth: 92,
      sections: [{ title: text.field.transaction, fields: transactionFields(paper, copy) }],
      tail: verification(paper, copy),
    },
  ]);
  return await closePaper(paper, copy.printedAt);
}

function paymentFields(paper: Paper, copy: RevenueCopy): Field[] {
  const { field, unknownCode } = texts(paper.language).documents;
  const { payment } = copy;
  const named = (name: string | null, code: string) =>
    name === null ? fill(unknownCode, { code }) : `${name} (${code})`;
  return [
    [field.kodeBilling, copy.kodeBilling],
    [field.ntpn, payment.ntpn],
    [field.ntb, payment.ntb],
    [field.paidAt, printTime(payment.paidAt, paper.language)],
    [field.bookDate, printDay(payment.bookDate, paper.language)],
    [field.payerName, copy.payer.name],
    [field.amountPaid, formatRupiah(paidAmount(copy))],
    [field.bank, named(bankName(payment.bankCode), payment.bankCode)],
    [field.channel, named(channelName(payment.channelCode), payment.channelCode)],
  ];
}

const paidAmount = (copy: RevenueCopy): number => copy.payment.reportedAmount ?? copy.item.total;

/** One line per account; an order has one product and so one account. */
function perAccount(paper: Paper, copy: RevenueCopy): void {
  const text = texts(paper.language).documents;
  const { item, revenue, payment } = copy;
  const amount = formatRupiah(paidAmount(copy));
  write(paper, text.copy.perAccount, { tag: 'H2', face: 'heavy', size: 10.5, color: ink.accent, gap: 4 });
  table(
    paper,
    [
      { title: text.table.account, width: 66 },
      { title: text.table.depositKind, width: 96 },
      { title: text.table.description },
      { title: text.table.amount, width: 122, align: 'right' },
    ],
    [
      [
        item.kodeAkun,
        text.depositKind[revenue.jenisPnbp],
        `${item.serviceName} - ${item.productName}`,
        amount,
      ],
    ],
    [text.table.total, amount],
  );
  fields(paper, [[text.field.inWords, amountInWords(paidAmount(copy), paper.language)]], 60);
  paper.y += 2;
  const source =
    payment.reportedAmount === null
      ? text.copy.amountNote
      : `${text.copy.reportedAmount}: ${formatRupiah(payment.reportedAmount)}`;
  write(paper, source, { size: 8.5, color: ink.soft, gap: 10 });
}
