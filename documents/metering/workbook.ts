import writeXlsxFile, { type Cell, type Row, type Sheet } from 'write-excel-file/node';
import { type Language, texts } from '#contract/i18n/index';
import type { Reconciliation, ReconciliationProduct } from '#contract/metering/report-schemas';
import { groupsOfUse, printMonth } from './words.ts';

/**
 * The reconciliation of a month as a workbook: figures are numbers, moments are dates in WIB, everything else is text. A
 * cell of type text is never calculated, whatever it begins with, and no cell is a formula. No NIK stands in it.
 */
export async function reconciliationWorkbook(figures: Reconciliation, language: Language): Promise<Buffer> {
  const sheets = [
    summary(figures, language),
    vouchers(figures, language),
    use(figures, language),
    days(figures, language),
    refusals(figures, language),
  ];
  return await writeXlsxFile(sheets).toBuffer();
}

type SheetOf = Sheet<never>;

const text = (value: string): Cell => ({ type: String, value });
const number = (value: number): Cell => ({ type: Number, value, format: '#,##0' });
const bold = (value: string): Cell => ({ type: String, value, fontWeight: 'bold' });
const heads = (titles: readonly string[]): Row => titles.map(bold);

/** Excel's dates know no zone: the wall clock of WIB, written as if it were UTC. */
const moment = (instant: string): Cell => ({
  type: Date,
  value: new Date(Date.parse(instant) + 7 * 3_600_000),
  format: 'yyyy-mm-dd hh:mm:ss',
});

const sheet = (name: string, widths: readonly number[], data: Row[]): SheetOf => ({
  sheet: name,
  columns: widths.map((width) => ({ width })),
  data,
});

const nameOf = ({ serviceName, productName }: ReconciliationProduct): string =>
  `${serviceName} - ${productName}`;

function summary(figures: Reconciliation, language: Language): SheetOf {
  const { reports } = texts(language);
  const { figures: words, sheets, reconciliation } = reports;
  const state = figures.balanced ? reconciliation.balanced : reconciliation.unbalanced;
  return sheet(
    sheets.summary,
    [44, 10, 14, 16, 20, 18, 12, 14, 18, 26],
    [
      [bold(sheets.institution), text(figures.institutionName)],
      [bold(sheets.month), text(printMonth(figures.month, language))],
      [text(state)],
      ...(figures.running ? [[text(reconciliation.running)]] : []),
      [],
      heads([
        ...[words.product, words.unit, words.opening, words.received, words.used, words.handedOver],
        ...[words.lapsed, words.closing, words.gap, words.logGap],
      ]),
      ...figures.products.map((product) => [
        text(nameOf(product)),
        text(product.unit),
        ...[product.opening, product.received, product.used, product.handedOver].map(number),
        ...[product.lapsed, product.closing, product.gap, product.logGap].map(number),
      ]),
    ],
  );
}

function vouchers({ products }: Reconciliation, language: Language): SheetOf {
  const { reports, orders } = texts(language);
  const { figures: words, sheets } = reports;
  const { voucherSource } = orders;
  return sheet(
    sheets.vouchers,
    [44, 26, 24, 22, 22, 14],
    [
      heads([words.product, words.voucher, words.kuitansi, words.ntpn, words.grantedAt, words.units]),
      ...products.flatMap((product) =>
        product.vouchers.map((voucher) => [
          text(nameOf(product)),
          text(voucher.number),
          text(voucher.kuitansi ?? voucherSource[voucher.source]),
          text(voucher.ntpn ?? ''),
          moment(voucher.grantedAt),
          number(voucher.units),
        ]),
      ),
    ],
  );
}

function use({ products }: Reconciliation, language: Language): SheetOf {
  const { figures: words, sheets } = texts(language).reports;
  return sheet(
    sheets.use,
    [44, 28, 44, 14],
    [
      heads([words.product, sheets.group, sheets.of, words.units]),
      ...products.flatMap((product) =>
        groupsOfUse(product, language).flatMap(({ title, lines }) =>
          lines.map(([label, units]) => [text(nameOf(product)), text(title), text(label), number(units)]),
        ),
      ),
    ],
  );
}

function days({ products }: Reconciliation, language: Language): SheetOf {
  const { figures: words, sheets } = texts(language).reports;
  return sheet(
    sheets.days,
    [44, 14, 14],
    [
      heads([words.product, words.day, words.units]),
      ...products.flatMap((product) =>
        product.byDay.map(({ of, units }) => [text(nameOf(product)), text(of), number(units)]),
      ),
    ],
  );
}

function refusals({ refusals: rows }: Reconciliation, language: Language): SheetOf {
  const { figures: words, refusal, sheets } = texts(language).reports;
  return sheet(
    sheets.refusals,
    [44, 14],
    [heads([words.refusal, words.units]), ...rows.map(({ of, units }) => [text(refusal[of]), number(units)])],
  );
}
