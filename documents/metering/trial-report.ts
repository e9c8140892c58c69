import { fill, type Language, texts } from '#contract/i18n/index';
import type { AccessMethod } from '#contract/metering/codes';
import { type TrialExercise, trialNikOf } from '#contract/metering/trial';
import { banner, fields, heading, table } from '../shared/blocks.ts';
import { closePaper, ink, makeRoom, openPaper, type Paper, tagged, textAt, write } from '../shared/paper.ts';
import { verificationBlock, verificationHeight } from '../shared/qr.ts';
import { printTime } from '../shared/times.ts';

/** What a Berita Acara PoC bears. Its NIKs are those of Mode Uji, which nobody has. */
export interface TrialReport {
  readonly institution: { readonly code: string; readonly name: string };
  readonly tried: readonly {
    readonly exercise: TrialExercise;
    readonly methods: readonly AccessMethod[];
    readonly firstAt: Date;
  }[];
  readonly completedAt: Date;
  readonly verification: { readonly page: string; readonly document: string };
  readonly printedAt: Date;
}

/** The Berita Acara of the proof of concept as PDF. The same data give the same bytes. */
export async function renderTrialReport(report: TrialReport, language: Language = 'id'): Promise<Buffer> {
  const { trial } = texts(language);
  const { report: text } = trial;
  const paper = openPaper({
    title: fill(text.fileTitle, { code: report.institution.code }),
    subject: text.subtitle,
    language,
    printedAt: report.printedAt,
  });
  title(paper);
  fields(
    paper,
    [
      [text.institution, report.institution.name],
      [text.code, report.institution.code],
      [text.completedAt, printTime(report.completedAt, language)],
    ],
    130,
  );
  paper.y += 6;
  banner(paper, 'good', text.result);
  heading(paper, text.tried);
  table(
    paper,
    [
      { title: text.exercise },
      { title: text.nik, width: 110 },
      { title: text.method, width: 130 },
      { title: text.firstAt, width: 120 },
    ],
    report.tried.map(({ exercise, methods, firstAt }) => [
      trial.exercise[exercise],
      trialNikOf(exercise) ?? '–',
      methods.join(', '),
      printTime(firstAt, language),
    ]),
  );
  paper.y += 8;
  write(paper, text.statement, { gap: 10 });
  signatures(paper);
  const width = paper.width / 2;
  makeRoom(paper, verificationHeight(paper, report.verification.page, width) + 8);
  verificationBlock(paper, report.verification, { x: paper.left, y: paper.y, width });
  return await closePaper(paper, report.printedAt);
}

function title(paper: Paper): void {
  const { report: text } = texts(paper.language).trial;
  const at = { x: paper.left, width: paper.width };
  const large = { face: 'heavy', size: 22, color: ink.text } as const;
  tagged(paper, 'H1', () => textAt(paper, text.title, { ...at, y: paper.y - 4 }, large));
  const soft = { size: 10.5, color: ink.soft } as const;
  tagged(paper, 'P', () => textAt(paper, text.subtitle, { ...at, y: paper.y + 24 }, soft));
  paper.y += 48;
}

/** Two places to sign, side by side. */
function signatures(paper: Paper): void {
  const { report: text } = texts(paper.language).trial;
  const height = 92;
  makeRoom(paper, height);
  const half = paper.width / 2;
  const style = { size: 9.5, color: ink.text } as const;
  [text.forInstitution, text.forCentre].forEach((who, index) => {
    const at = { x: paper.left + index * half, width: half - 20 };
    tagged(paper, 'P', () => textAt(paper, who, { ...at, y: paper.y }, style));
    tagged(paper, 'P', () => textAt(paper, text.signHere, { ...at, y: paper.y + 66 }, style));
  });
  paper.y += height;
}
