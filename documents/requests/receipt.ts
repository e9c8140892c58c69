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
import { closePaper, makeRoom, openPaper, type Paper } from '../shared/paper.ts';
import { verificationBlock, verificationHeight } from '../shared/qr.ts';
import { codePanel, pageLink, receiptTitle } from '../shared/receipt-parts.ts';

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
  receiptTitle(paper, text);
  codePanel(paper, { label: text.code, code: receipt.code });
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
  const { url, withSecret } = receipt.tracking;
  pageLink(paper, {
    title: text.tracking,
    words: withSecret ? text.withLink : text.withoutLink,
    alt: text.trackingAlt,
    // An address with a secret is for the camera; nobody types 43 signs.
    ...{ url, typed: !withSecret },
  });
  makeRoom(paper, 19 + stepsHeight(paper, text.steps, paper.width));
  heading(paper, text.next);
  paper.y = steps(paper, text.steps, { x: paper.left, y: paper.y, width: paper.width });
  return await closePaper(paper, receipt.printedAt);
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
