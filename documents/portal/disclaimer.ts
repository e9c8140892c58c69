import { fill, type Language, texts } from '#contract/i18n/index';
import { disclaimerDuties } from '#contract/metering/disclaimer';
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
import { verificationBlock, verificationHeight } from '../shared/qr.ts';

/** What a form disclaimer bears. */
export interface DisclaimerPaper {
  readonly name: string;
  readonly email: string;
  readonly institution: string;
  readonly branch: string | null;
  readonly version: string;
  /** The electronic signature; null: the form is empty. */
  readonly signed: {
    readonly at: Date;
    readonly endsAt: Date;
    readonly signature: string;
    readonly address: string | null;
  } | null;
  readonly verification: { readonly page: string; readonly document: string };
  readonly printedAt: Date;
}

/** The form disclaimer of the web portal as PDF, with a place to sign by hand. The same data give the same bytes. */
export async function renderDisclaimer(form: DisclaimerPaper, language: Language = 'id'): Promise<Buffer> {
  const { paper: text, disclaimer } = texts(language).portal;
  const paper = openPaper({
    title: fill(text.fileTitle, { version: form.version }),
    subject: text.subject,
    language,
    printedAt: form.printedAt,
  });
  title(paper);
  const { signed } = form;
  if (signed)
    banner(paper, 'good', fill(text.signed, { name: signed.signature, at: time(paper, signed.at) }));
  else banner(paper, 'wait', text.unsigned);
  const { width } = columnPlace(paper, {}, 0);
  twoColumns(paper, [
    {
      labelWidth: 92,
      sections: [
        { title: text.operator, fields: operatorFields(paper, form) },
        { title: text.about, fields: formFields(paper, form) },
      ],
    },
    {
      labelWidth: 92,
      sections: [],
      tail: {
        height: verificationHeight(paper, form.verification.page, width),
        draw: (at) => void verificationBlock(paper, form.verification, at),
      },
    },
  ]);
  heading(paper, text.duties);
  write(paper, disclaimer.statement, { gap: 6 });
  const duties = disclaimerDuties.map((duty) => disclaimer.duties[duty]);
  makeRoom(paper, stepsHeight(paper, duties, paper.width));
  paper.y = steps(paper, duties, { x: paper.left, y: paper.y, width: paper.width });
  handSignatures(paper, form);
  return await closePaper(paper, form.printedAt);
}

const time = (paper: Paper, at: Date): string => formatDateTime(at, 'WIB', paper.language);

function title(paper: Paper): void {
  const text = texts(paper.language).portal.paper;
  const at = { x: paper.left, width: paper.width };
  const large = { face: 'heavy', size: 22, color: ink.text } as const;
  tagged(paper, 'H1', () => textAt(paper, text.title, { ...at, y: paper.y - 4 }, large));
  const soft = { size: 10.5, color: ink.soft } as const;
  tagged(paper, 'P', () => textAt(paper, text.subtitle, { ...at, y: paper.y + 24 }, soft));
  paper.y += 48;
}

function operatorFields({ language }: Paper, form: DisclaimerPaper): Field[] {
  const text = texts(language).portal.paper;
  return [
    [text.name, form.name],
    [text.email, form.email],
    [text.institution, form.institution],
    ...(form.branch ? [[text.unit, form.branch] as const] : []),
  ];
}

function formFields(paper: Paper, { version, signed }: DisclaimerPaper): Field[] {
  const text = texts(paper.language).portal.paper;
  return [
    [text.version, version],
    ...(signed
      ? ([
          [text.signedAt, time(paper, signed.at)],
          [text.endsAt, time(paper, signed.endsAt)],
          [text.fromAddress, signed.address ?? '–'],
        ] as const)
      : []),
  ];
}

/** Two places to sign by hand: the operator's own and his superior's. */
function handSignatures(paper: Paper, form: DisclaimerPaper): void {
  const text = texts(paper.language).portal.paper;
  const height = 128;
  makeRoom(paper, height);
  const top = paper.y + 14;
  const soft = { size: 9, color: ink.soft } as const;
  const line = '…………………………………………';
  const places = [
    { title: text.signature, name: form.name },
    { title: text.superior, name: line },
  ];
  places.forEach((place, index) => {
    const { x, width } = columnPlace(paper, {}, index);
    tagged(paper, 'P', () => {
      if (index === 0) textAt(paper, `${text.place}: ${line}`, { x, y: top, width }, soft);
      textAt(paper, place.title, { x, y: top + 16, width }, { face: 'strong', size: 9.5 });
    });
    artifact(paper, () => paper.doc.rect(x, top + 88, width - 40, 0.6).fill(ink.rule));
    tagged(paper, 'P', () =>
      textAt(paper, `${text.nameLine} ${place.name}`, { x, y: top + 92, width }, soft),
    );
  });
  paper.y = top + height;
}
