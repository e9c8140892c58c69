import { fill, type Language, texts } from '#contract/i18n/index';
import { nameOfHalf } from '#contract/metering/half-name';
import { formatCount } from '#contract/shared/money';
import { columnPlace, table, twoColumns } from '../shared/blocks.ts';
import { closePaper, openPaper } from '../shared/paper.ts';
import { verificationBlock, verificationHeight } from '../shared/qr.ts';
import { receiptTitle } from '../shared/receipt-parts.ts';
import { printDay, printTime } from '../shared/times.ts';

/** What the tanda terima of a semester report bears. */
export interface SemesterReceipt {
  readonly number: string;
  readonly institution: string;
  readonly half: string;
  readonly dueOn: string;
  readonly submittedAt: Date;
  readonly submittedByName: string;
  /** Accesses of the half-year by product. */
  readonly products: readonly { readonly name: string; readonly accesses: number; readonly units: number }[];
  readonly verification: { readonly page: string; readonly document: string };
  readonly printedAt: Date;
}

/** The tanda terima as PDF. The same data give the same bytes. */
export async function renderSemesterReceipt(
  receipt: SemesterReceipt,
  language: Language = 'id',
): Promise<Buffer> {
  const { duties } = texts(language);
  const { receiptPaper: text, figureColumns } = duties.semester;
  const half = nameOfHalf({ duties }, receipt.half);
  const paper = openPaper({
    title: fill(text.fileTitle, { half: receipt.half }),
    ...{ subject: text.subject, language, printedAt: receipt.printedAt },
  });
  receiptTitle(paper, text);
  const { width } = columnPlace(paper, {}, 0);
  twoColumns(paper, [
    {
      labelWidth: 92,
      sections: [
        {
          title: text.report,
          fields: [
            [text.number, receipt.number],
            [text.institution, receipt.institution],
            [text.half, half],
            [text.due, printDay(receipt.dueOn, language)],
            [text.submittedAt, printTime(receipt.submittedAt, language)],
            [text.submittedBy, receipt.submittedByName],
          ],
        },
      ],
    },
    {
      labelWidth: 92,
      sections: [],
      tail: {
        height: verificationHeight(paper, receipt.verification.page, width),
        draw: (at) => void verificationBlock(paper, receipt.verification, at),
      },
    },
  ]);
  table(
    paper,
    [
      { title: text.figures },
      { title: figureColumns.accesses, width: 90, align: 'right' },
      { title: figureColumns.units, width: 90, align: 'right' },
    ],
    receipt.products.map(({ name, accesses, units }) => [name, formatCount(accesses), formatCount(units)]),
  );
  return await closePaper(paper, receipt.printedAt);
}
