import { z } from 'zod';
import { accessMethods, accessResults } from './codes.ts';
import {
  returnDataColumns,
  returnDataFaults,
  returnDataRefusals,
  returnDataStatuses,
} from './return-data.ts';
import { type Half as HalfYear, halfPattern } from './semester.ts';
import { semesterReportActions, semesterReportStatuses } from './semester-lifecycle.ts';

/** What an institution owes for its access: databalikan and the semester report. Times ISO 8601 in UTC, days in WIB. */

const instant = z.iso.datetime();
const day = z.iso.date();
const count = z.int().min(0);

/** A file of databalikan with how far its check has come. */
export const ReturnData = z.object({
  id: z.uuid(),
  institutionId: z.uuid(),
  institutionName: z.string(),
  fileName: z.string(),
  bytes: count,
  status: z.enum(returnDataStatuses),
  refusal: z.enum(returnDataRefusals).nullable(),
  /** Of a file that was refused for its heading. */
  missingColumns: z.array(z.enum(returnDataColumns)),
  /** Percent of the file that has been read. */
  progress: z.int().min(0).max(100),
  checkedRows: count,
  acceptedRows: count,
  rejectedRows: count,
  uploadedByName: z.string(),
  uploadedAt: instant,
  finishedAt: instant.nullable(),
  /** When the file itself was destroyed at the end of its retention; what was read stays. */
  fileDeletedAt: instant.nullable(),
  /** This very file had been uploaded before, and nothing was changed. */
  repeated: z.boolean(),
});
export type ReturnData = z.infer<typeof ReturnData>;

/** One wrong cell. What stood there is not kept. */
export const ReturnDataFaultRow = z.object({
  id: z.uuid(),
  line: z.int().min(1),
  column: z.enum(returnDataColumns).nullable(),
  fault: z.enum(returnDataFaults),
});
export type ReturnDataFaultRow = z.infer<typeof ReturnDataFaultRow>;

export const Half = z.string().regex(halfPattern, { message: 'BAD_FORMAT' }) as unknown as z.ZodType<
  HalfYear,
  string
>;

/** Accesses of one product by one method with one result in one month. */
export const SemesterFigure = z.object({
  productName: z.string(),
  method: z.enum(accessMethods),
  result: z.enum(accessResults),
  month: z.string(),
  accesses: count,
  /** Those of them that used a unit. */
  units: count,
});
export type SemesterFigure = z.infer<typeof SemesterFigure>;

export const SemesterReportStep = z.object({
  version: z.int(),
  action: z.enum(['open', ...semesterReportActions]),
  from: z.enum(semesterReportStatuses).nullable(),
  to: z.enum(semesterReportStatuses),
  actorName: z.string(),
  actorUnit: z.string(),
  note: z.string().nullable(),
  at: instant,
});
export type SemesterReportStep = z.infer<typeof SemesterReportStep>;

const reportRow = {
  id: z.uuid(),
  institutionId: z.uuid(),
  institutionName: z.string(),
  half: z.string(),
  dueOn: day,
  status: z.enum(semesterReportStatuses),
  statusSince: instant,
  submittedAt: instant.nullable(),
  /** Not handed in although it was due. */
  late: z.boolean(),
  version: z.int(),
};

export const SemesterReportRow = z.object(reportRow);
export type SemesterReportRow = z.infer<typeof SemesterReportRow>;

export const SemesterReport = z.object({
  ...reportRow,
  purpose: z.string(),
  obstacles: z.string(),
  followUps: z.string(),
  figures: z.array(SemesterFigure),
  figuresAt: instant,
  history: z.array(SemesterReportStep),
  /** What the person who asks may do now: of the lifecycle's table. */
  allowed: z.array(z.enum(semesterReportActions)),
  editable: z.boolean(),
});
export type SemesterReport = z.infer<typeof SemesterReport>;

export const SemesterReportOpening = z.object({ half: Half }).strict();

const words = z.string().trim().max(5_000);

/** `version` is the one that the form was opened with: a change in between is refused, nothing is overwritten. */
export const SemesterReportText = z
  .object({ purpose: words, obstacles: words, followUps: words, version: z.int() })
  .strict();

export const SemesterReportAct = z.object({ note: z.string().trim().max(2_000).optional() }).strict();
