import type { Actor } from '../access/roles.ts';
import { defineLifecycle } from '../shared/lifecycle.ts';

/** DRAF: the institution writes. DIAJUKAN: the partnership desk reads. DIKEMBALIKAN: to be written again. */
export const semesterReportStatuses = ['DRAF', 'DIAJUKAN', 'DIKEMBALIKAN', 'DITERIMA'] as const;
export type SemesterReportStatus = (typeof semesterReportStatuses)[number];

export const semesterReportActions = ['submit', 'return', 'accept'] as const;
export type SemesterReportAction = (typeof semesterReportActions)[number];

export interface SemesterReportFacts {
  /** The half-year has ended, so that its figures change no more. */
  readonly isOver: boolean;
  /** What the data was used for is written down. */
  readonly isWritten: boolean;
}

export const semesterReportPredicates = {
  isHalfOver: (facts: SemesterReportFacts) => facts.isOver,
  isWritten: (facts: SemesterReportFacts) => facts.isWritten,
} as const;
export type SemesterReportPredicate = keyof typeof semesterReportPredicates;

/** THE table of a semester report. Whose report it is, is the query's matter. */
export const semesterReportLifecycle = defineLifecycle<
  SemesterReportStatus,
  SemesterReportAction,
  Actor,
  SemesterReportPredicate,
  SemesterReportFacts
>({
  name: 'semester report',
  states: semesterReportStatuses,
  initial: 'DRAF',
  final: ['DITERIMA'],
  predicates: semesterReportPredicates,
  rows: [
    {
      action: 'submit',
      from: ['DRAF', 'DIKEMBALIKAN'],
      to: 'DIAJUKAN',
      by: ['lembaga-admin'],
      when: ['isHalfOver', 'isWritten'],
      event: 'SEMESTER_REPORT_SUBMITTED',
    },
    {
      action: 'return',
      from: ['DIAJUKAN'],
      to: 'DIKEMBALIKAN',
      by: ['staf-kerjasama'],
      note: 'required',
      event: 'SEMESTER_REPORT_RETURNED',
    },
    {
      action: 'accept',
      from: ['DIAJUKAN'],
      to: 'DITERIMA',
      by: ['staf-kerjasama'],
      note: 'optional',
      event: 'SEMESTER_REPORT_ACCEPTED',
    },
  ],
});

/** Whether the institution may still write into it. */
export const isWritable = (status: SemesterReportStatus): boolean =>
  status === 'DRAF' || status === 'DIKEMBALIKAN';
