import { fill } from '#contract/i18n/index';
import type { SemesterReportStatus } from '#contract/metering/semester-lifecycle';
import { type Tone, ToneChip } from '../common/StatusChip.tsx';
import { type Bundle, useT } from '../i18n/texts.ts';

const tones = {
  DRAF: 'neutral',
  DIAJUKAN: 'waiting',
  DIKEMBALIKAN: 'bad',
  DITERIMA: 'good',
} as const satisfies Record<SemesterReportStatus, Tone>;

export const ReportStatus = ({ report }: { report: { status: SemesterReportStatus; late: boolean } }) => {
  const { semester: t } = useT().duties;
  return (
    <>
      <ToneChip label={t.status[report.status]} tone={tones[report.status]} />{' '}
      {report.late ? <ToneChip label={t.late} tone="bad" /> : null}
    </>
  );
};

/** `2026-1` as people read it. */
export const halfName = ({ duties }: Bundle, half: string): string =>
  fill(duties.semester.halfName[half.endsWith('2') ? '2' : '1'], { year: half.slice(0, 4) });
