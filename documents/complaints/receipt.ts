import { fill, type Language, texts } from '#contract/i18n/index';
import type { AccessChannel, AccessPurpose } from '#contract/metering/codes';
import type { TrailKind } from '#contract/trail/codes';
import { formatDateTime } from '#platform/clock';
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
import { printTime } from '../shared/times.ts';

/** What the tanda terima of a complaint bears. Neither who complains nor what he wrote: a paper lies about. */
export interface ComplaintReceipt {
  readonly number: string;
  /** With the number it opens the complaint; null on a paper for anybody but who filed it. */
  readonly secret: string | null;
  readonly filedAt: Date;
  readonly access: {
    readonly at: Date;
    readonly institution: string;
    readonly purpose: AccessPurpose | null;
    readonly kind: TrailKind;
    readonly channel: AccessChannel;
  };
  readonly trackingPage: string;
  readonly verification: { readonly page: string; readonly document: string };
  readonly printedAt: Date;
}

/** The tanda terima as PDF. The same data give the same bytes. */
export async function renderComplaintReceipt(
  receipt: ComplaintReceipt,
  language: Language = 'id',
): Promise<Buffer> {
  const { receipt: text, page } = texts(language).complaints;
  const paper = openPaper({
    title: fill(text.fileTitle, { number: receipt.number }),
    ...{ subject: text.subject, language, printedAt: receipt.printedAt },
  });
  receiptTitle(paper, text);
  codePanel(
    paper,
    { label: page.number, code: receipt.number },
    ...(receipt.secret ? [{ label: page.secret, code: receipt.secret }] : []),
  );
  banner(paper, 'good', text.free);
  const { width } = columnPlace(paper, {}, 0);
  twoColumns(paper, [
    {
      labelWidth: 78,
      sections: [
        { title: text.complaint, fields: complaintFields(receipt, language) },
        { title: page.access, fields: accessFields(receipt, language) },
      ],
    },
    {
      labelWidth: 78,
      sections: [],
      tail: {
        height: verificationHeight(paper, receipt.verification.page, width),
        draw: (at) => void verificationBlock(paper, receipt.verification, at),
      },
    },
  ]);
  pageLink(paper, {
    title: text.follow,
    words: receipt.secret ? text.withSecret : text.withoutSecret,
    alt: text.followAlt,
    ...{ url: receipt.trackingPage, typed: true },
  });
  nextSteps(paper, text.steps, text.next);
  return await closePaper(paper, receipt.printedAt);
}

function nextSteps(paper: Paper, items: readonly string[], title: string): void {
  makeRoom(paper, 19 + stepsHeight(paper, items, paper.width));
  heading(paper, title);
  paper.y = steps(paper, items, { x: paper.left, y: paper.y, width: paper.width });
}

function complaintFields({ filedAt }: ComplaintReceipt, language: Language): Field[] {
  const { receipt: text, page } = texts(language).complaints;
  return [
    [page.filedAt, printTime(filedAt, language)],
    [text.examinedBy, text.desk],
  ];
}

function accessFields({ access }: ComplaintReceipt, language: Language): Field[] {
  const { trail } = texts(language);
  return [
    [trail.at, formatDateTime(access.at, 'WIB', language)],
    [trail.institution, access.institution],
    [trail.purposeLabel, access.purpose ? trail.purpose[access.purpose] : trail.purposeNone],
    [trail.kindLabel, trail.kind[access.kind]],
    [trail.channelLabel, trail.channel[access.channel]],
  ];
}
