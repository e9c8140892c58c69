import { z } from 'zod';
import { actorNames } from '../access/roles.ts';
import { noticeChannels, noticeStatuses } from '../orders/codes.ts';
import { NoticeRow } from '../orders/notice-row.ts';
import {
  applicantKinds,
  causeCodes,
  clockStops,
  correctedFields,
  counterChannels,
  dwhReadings,
  lookupKinds,
  photoKinds,
  privacyNoticeVersion,
  readerKinds,
  readingPurposes,
  requestChannels,
  requestLinks,
  requestWarnings,
} from './codes.ts';
import { normalizeNumber, sixteenDigits } from './identity.ts';
import { bulkRequestActions, requestActions, requestStatuses } from './lifecycle.ts';
import { bulkStepActions, requestSteps, stepActions, stepResultCodes, stepStatuses } from './steps.ts';

/** Shapes of the request's API. Times are ISO 8601 in UTC; names of the form's fields are the form's own words. */

const instant = z.iso.datetime();
const note = z.string().trim().max(2_000);
const requiredNote = note.min(3);

export const RequestStatusCode = z.enum(requestStatuses);
export const RequestActionName = z.enum(requestActions);
export const RequestStepName = z.enum(requestSteps);
export const StepActionName = z.enum(stepActions);
export const StepResultCode = z.enum(stepResultCodes);

const number = (message: string) =>
  z.string().max(60).transform(normalizeNumber).pipe(z.string().regex(sixteenDigits, { message }));

/** A NIK; blanks, dots and dashes between the digits are taken out. */
export const Nik = number('BAD_NIK');
/** A KK number, likewise. */
export const NoKk = number('BAD_KK');

/** `on`, `ya` and `true` are what forms send for a ticked box. */
const ticked = z.union([z.boolean(), z.string()]).transform((value) => {
  return value === true || (typeof value === 'string' && ['on', 'ya', 'true'].includes(value.toLowerCase()));
});

/** A choice that a form may leave open. */
const optionalChoice = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z
    .union([z.literal(''), z.enum(choices)])
    .optional()
    .transform((value) => (value === '' || value === undefined ? null : value));

// ── The form ──────────────────────────────────────────────────────────────────────────────────────────────────

const formFields = {
  namaPemohon: z.string().trim().min(2).max(100),
  nik: Nik,
  noKk: NoKk,
  untukSiapa: z.enum(applicantKinds).default('DIRI_SENDIRI'),
  diBawah17: ticked.default(false),
  permasalahan: z.string().trim().min(5).max(2_000),
  penyebab: optionalChoice(causeCodes),
  belumTerbacaDi: z.enum(readerKinds),
  /** Kabupaten/kota of the KK, four digits. */
  wilayahKk: z.string().regex(/^\d{4}$/, { message: 'BAD_REGION' }),
};

/** Shows that somebody took the trouble: a challenge of ours and what answers it (see `Challenge`). */
const proof = { tantangan: z.string().max(500), jawaban: z.string().trim().max(100) };

const notTheSame = (form: { nik: string; noKk: string }): boolean => form.nik !== form.noKk;
const sameNumber = { message: 'KK_IS_NIK', path: ['noKk'] };

/**
 * The citizen's form ("Isian Pengajuan"). `nomorWa` is read as a mobile number by the server (`BAD_PHONE`), the region
 * is looked up (`BAD_REGION`), and the pictures that `requiredPhotos` names are demanded (`PHOTO_MISSING`).
 */
export const RequestForm = z
  .object({
    ...formFields,
    nomorWa: z.string().trim().min(1).max(30),
    /** He has read what happens to his data: the version of the notice that he saw. */
    persetujuan: z.literal(privacyNoticeVersion, { message: 'CONSENT_NEEDED' }),
    ...proof,
  })
  .refine(notTheSame, sameNumber);
export type RequestForm = z.infer<typeof RequestForm>;

/** "Input Loket": an operator files it for somebody; a person without WhatsApp leaves no number. */
export const CounterForm = z
  .object({
    ...formFields,
    nomorWa: z.string().trim().max(30).default(''),
    kanal: z.enum(counterChannels),
    persetujuan: z.literal(privacyNoticeVersion, { message: 'CONSENT_NEEDED' }),
  })
  .refine(notTheSame, sameNumber);
export type CounterForm = z.infer<typeof CounterForm>;

/** Fields that an operator may correct, each with its old and new value in the history. */
export const CorrectedFields = z
  .object({
    namaPemohon: formFields.namaPemohon,
    nik: Nik,
    noKk: NoKk,
    nomorWa: z.string().trim().max(30),
    wilayahKk: formFields.wilayahKk,
  })
  .partial();

/** "Masih belum terbaca": what still is not read, and where. */
export const FeedbackForm = z
  .object({ permasalahan: z.string().trim().min(5).max(2_000), belumTerbacaDi: z.enum(readerKinds) })
  .strict();

/** "Lupa kode": the link goes to the WhatsApp number of the request; the answer is the same for every NIK. */
export const LinkRecoveryInput = z.object({ nik: Nik, ...proof }).strict();

/**
 * A proof of work: find a text whose SHA-256 over `token.text` begins with `bits` zero bits; or answer the `question`,
 * which a browser without JavaScript shows instead. Either answers the `token`, once, until `expiresAt`.
 */
export const Challenge = z.object({
  token: z.string(),
  bits: z.int(),
  question: z.string(),
  expiresAt: instant,
});
export type Challenge = z.infer<typeof Challenge>;

// ── What a citizen is answered ────────────────────────────────────────────────────────────────────────────────

/** After sending: the code and the secret of the tracking page; the secret is shown this once. */
export const SubmittedRequest = z.object({
  code: z.string(),
  secret: z.string(),
  /** Address of the tracking page; the secret stands in its fragment. */
  trackingUrl: z.url(),
  officeName: z.string(),
  expectedAt: instant.nullable(),
  zone: z.string(),
});
export type SubmittedRequest = z.infer<typeof SubmittedRequest>;

/** After "Input Loket": the same, for the person at the counter. */
export const FiledRequest = SubmittedRequest.extend({
  id: z.uuid(),
  /** Lets the tanda terima be printed with the link's QR, by whoever filed it and for some minutes. */
  receipt: z.string(),
});
export type FiledRequest = z.infer<typeof FiledRequest>;

/** One row of *Status Pengajuan* or *Proses Pengerjaan*. */
export const HistoryRow = z.object({
  version: z.int(),
  action: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  at: instant,
  actorName: z.string(),
  actorUnit: z.string(),
  actorRole: z.enum(actorNames),
  note: z.string().nullable(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

export const StatusHistoryRow = HistoryRow.extend({
  from: RequestStatusCode.nullable(),
  to: RequestStatusCode,
});
export const StepHistoryRow = HistoryRow.extend({
  step: RequestStepName,
  from: z.enum(stepStatuses),
  to: z.enum(stepStatuses),
  result: StepResultCode.nullable(),
});
export type StatusHistoryRow = z.infer<typeof StatusHistoryRow>;
export type StepHistoryRow = z.infer<typeof StepHistoryRow>;

/**
 * The tracking page. Officers stand as their unit and role, without their names; rows that are ours alone (a question
 * between offices, who took it) are left out.
 */
export const TrackedRequest = z.object({
  code: z.string(),
  status: RequestStatusCode,
  statusSince: instant,
  submittedAt: instant,
  nikMasked: z.string(),
  nameMasked: z.string(),
  officeName: z.string(),
  officeAddress: z.string(),
  officePhone: z.string(),
  /** The office's zone, in which times are shown. */
  zone: z.string(),
  /** When all of the work is expected to be done; says nothing while the clock stands still. */
  expectedAt: instant.nullable(),
  /** That moment is past, and the request is still open. */
  late: z.boolean(),
  clockStopped: z.enum(clockStops).nullable(),
  statusHistory: z.array(StatusHistoryRow),
  stepHistory: z.array(StepHistoryRow),
  steps: z.array(
    z.object({ name: RequestStepName, status: z.enum(stepStatuses), result: StepResultCode.nullable() }),
  ),
  allowed: z.array(RequestActionName),
  mayResubmit: z.boolean(),
  /** Until when "masih belum terbaca" may be said; null = not now. */
  feedbackUntil: instant.nullable(),
  /** Codes of requests linked to this one, with the way they are. */
  previous: z.object({ code: z.string(), link: z.enum(requestLinks) }).nullable(),
  followers: z.array(z.object({ code: z.string(), link: z.enum(requestLinks) })),
  /** "Perbaiki dan ajukan ulang": pictures that need not be sent again. */
  photosKept: z.array(z.enum(photoKinds)),
  phoneEnding: z.string().nullable(),
  notices: z.array(
    z.object({
      template: z.string(),
      status: z.enum(noticeStatuses),
      at: instant,
      channel: z.enum(noticeChannels),
    }),
  ),
});
export type TrackedRequest = z.infer<typeof TrackedRequest>;

/** What he typed before, to be mended: his own data, behind his own secret. */
export const RequestDraft = z.object({
  namaPemohon: z.string(),
  nik: z.string(),
  noKk: z.string(),
  untukSiapa: z.enum(applicantKinds),
  diBawah17: z.boolean(),
  permasalahan: z.string(),
  penyebab: z.enum(causeCodes).nullable(),
  belumTerbacaDi: z.enum(readerKinds),
  wilayahKk: z.string(),
  nomorWa: z.string(),
  photosKept: z.array(z.enum(photoKinds)),
});
export type RequestDraft = z.infer<typeof RequestDraft>;

// ── What staff read ───────────────────────────────────────────────────────────────────────────────────────────

/** A row of the queue. Personal data is masked. */
export const RequestSummary = z.object({
  id: z.uuid(),
  code: z.string(),
  status: RequestStatusCode,
  statusSince: instant,
  submittedAt: instant,
  dueAt: instant.nullable(),
  overdue: z.boolean(),
  clockStopped: z.enum(clockStops).nullable(),
  priority: z.boolean(),
  channel: z.enum(requestChannels),
  belumTerbacaDi: z.enum(readerKinds),
  nikMasked: z.string(),
  nameMasked: z.string(),
  officeId: z.uuid(),
  officeName: z.string(),
  zone: z.string(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The step that the work is at; null before approval and after the end. */
  step: RequestStepName.nullable(),
  stepStatus: z.enum(stepStatuses).nullable(),
  stepSince: instant.nullable(),
  stepAssignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  stepResult: StepResultCode.nullable(),
  /** Job at the DWH, in percent; null when none is under way. */
  dwhProgress: z.int().min(0).max(100).nullable(),
});
export type RequestSummary = z.infer<typeof RequestSummary>;

/** Name, numbers and text of the citizen, in full. Given to who may see them, and each time written down. */
export const RequestPersonalData = z.object({
  namaPemohon: z.string(),
  nik: z.string(),
  noKk: z.string(),
  nomorWa: z.string().nullable(),
  permasalahan: z.string(),
});
export type RequestPersonalData = z.infer<typeof RequestPersonalData>;

/**
 * What an unmasking shows: the data in full, and what corrections replaced, oldest first. `null`: there was none. Of a
 * region its name.
 */
export const UnmaskedRequest = RequestPersonalData.extend({
  corrections: z.array(
    z.object({
      version: z.int(),
      at: instant,
      field: z.enum(correctedFields),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type UnmaskedRequest = z.infer<typeof UnmaskedRequest>;

/** A button: what it needs beside the press. */
export const Offer = z.object({
  action: z.string(),
  note: z.enum(['required', 'optional']).nullable(),
  results: z.array(StepResultCode),
});

export const RequestDetail = RequestSummary.extend({
  version: z.int(),
  /** Null: masked; `POST …/unmaskings` with a reason gives it. */
  personal: RequestPersonalData.nullable(),
  noKkMasked: z.string(),
  untukSiapa: z.enum(applicantKinds),
  diBawah17: z.boolean(),
  penyebab: z.enum(causeCodes).nullable(),
  regionCode: z.string(),
  regionName: z.string(),
  privacyVersion: z.string(),
  expectedAt: instant.nullable(),
  warnings: z.array(z.enum(requestWarnings)),
  photos: z.array(
    z.object({ id: z.uuid(), kind: z.enum(photoKinds), width: z.int(), height: z.int(), bytes: z.int() }),
  ),
  photosDestroyedAt: instant.nullable(),
  hold: z.object({ byName: z.string(), at: instant, note: z.string() }).nullable(),
  phoneProven: z.object({ byName: z.string(), at: instant }).nullable(),
  statusHistory: z.array(StatusHistoryRow),
  stepHistory: z.array(StepHistoryRow),
  steps: z.array(
    z.object({
      name: RequestStepName,
      status: z.enum(stepStatuses),
      since: instant,
      assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
      result: StepResultCode.nullable(),
      dwh: z
        .object({
          jobId: z.string().nullable(),
          progress: z.int().nullable(),
          reason: z.string().nullable(),
          attempt: z.int(),
          asOf: instant.nullable(),
        })
        .nullable(),
      allowed: z.array(Offer),
    }),
  ),
  allowed: z.array(Offer),
  mayAssign: z.enum(['no', 'take', 'release', 'hand-over']),
  mayUnmask: z.boolean(),
  mayReadDwh: z.boolean(),
  mayHold: z.boolean(),
  /** Readings of the DWH, newest first: what it said of this NIK, and for what we asked. */
  readings: z.array(
    z.object({
      at: instant,
      reading: z.enum(dwhReadings),
      purpose: z.enum(readingPurposes),
      byName: z.string(),
    }),
  ),
  previous: z.object({ id: z.uuid(), code: z.string(), link: z.enum(requestLinks) }).nullable(),
  followers: z.array(z.object({ id: z.uuid(), code: z.string(), link: z.enum(requestLinks) })),
  /** Earlier and later requests with the same NIK that this person may see. */
  sameNik: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      status: RequestStatusCode,
      submittedAt: instant,
      officeName: z.string(),
    }),
  ),
  notices: z.array(NoticeRow),
});
export type RequestDetail = z.infer<typeof RequestDetail>;

// ── Acts ──────────────────────────────────────────────────────────────────────────────────────────────────────

const plain = z.object({ note: note.optional() }).strict();
const withReason = z.object({ note: requiredNote }).strict();

/** What each act on a request takes beside the press of its button. */
export const requestActionInputs = {
  correct: z
    .object({
      note: requiredNote,
      fields: CorrectedFields.refine((fields) => Object.keys(fields).length > 0, { message: 'REQUIRED' }),
    })
    .strict(),
  forward: z.object({ note: requiredNote, officeId: z.uuid() }).strict(),
  approve: plain,
  /** `photos: true`: the photos must be taken anew when the citizen files it again. */
  cancel: z.object({ note: requiredNote, photos: z.boolean().optional() }).strict(),
  withdraw: plain,
  wishToStop: plain,
} as const;
export type RequestActionInputs = {
  [A in keyof typeof requestActionInputs]: z.infer<(typeof requestActionInputs)[A]>;
};

/** What each act on a step takes. Which results fit, `resultsFor` says. */
export const stepActionInputs = {
  take: plain,
  release: plain,
  ask: withReason,
  answer: withReason,
  complete: z.object({ note: note.optional(), result: StepResultCode }).strict(),
  fail: z.object({ note: requiredNote, result: StepResultCode }).strict(),
  retry: plain,
  redo: withReason,
} as const;
export type StepActionInputs = {
  [A in keyof typeof stepActionInputs]: z.infer<(typeof stepActionInputs)[A]>;
};

export const RequestActionResult = z.object({
  status: RequestStatusCode,
  version: z.int(),
  step: z.object({ name: RequestStepName, status: z.enum(stepStatuses) }).nullable(),
});

/** One act on many requests; each row has its own result, and what failed failed alone. */
export const BatchInput = z
  .object({
    ids: z.array(z.uuid()).min(1).max(100),
    act: z.discriminatedUnion('on', [
      z.object({ on: z.literal('request'), action: z.enum(bulkRequestActions) }).strict(),
      z.object({ on: z.literal('step'), step: RequestStepName, action: z.enum(bulkStepActions) }).strict(),
    ]),
    note: note.optional(),
    result: StepResultCode.optional(),
    /** With `cancel`: the photos must be taken anew, as its note says. */
    photos: z.boolean().optional(),
  })
  .strict();
export type BatchInput = z.infer<typeof BatchInput>;

export const BatchResult = z.object({
  done: z.int(),
  refused: z.int(),
  rows: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      ok: z.boolean(),
      /** The sentence of the refusal, as the single act would have answered. */
      message: z.string().nullable(),
      errorCode: z.string().nullable(),
    }),
  ),
});
export type BatchResult = z.infer<typeof BatchResult>;

/** Take (`to` = oneself), release (null), hand over (`supervisor-dinas`: a colleague of the office). */
export const AssignmentInput = z.object({ to: z.string().max(100).nullable() }).strict();

/** Search by a full NIK or KK number: the number travels in a body, the list is filtered by the token. */
export const LookupInput = z.object({ kind: z.enum(lookupKinds), number: z.string().max(60) }).strict();
export const LookupResult = z.object({ token: z.string(), expiresAt: instant });

export const UnmaskInput = z.object({ reason: z.string().trim().min(10).max(500) }).strict();

/** The request as the operator saw it: what he compared was the number of that version. */
export const PhoneProofInput = z.object({ version: z.int() }).strict();

export const HoldInput = z.object({ note: requiredNote }).strict();

/** Who has seen what of a request, for the auditor. */
export const RequestAccessRow = z.object({
  id: z.string(),
  at: instant,
  event: z.string(),
  actorName: z.string(),
  actorUnit: z.string(),
  actorRoles: z.array(z.string()),
  address: z.string().nullable(),
  reason: z.string().nullable(),
});
export type RequestAccessRow = z.infer<typeof RequestAccessRow>;

/** Counters of the queue: `key` has a label in i18n, `filter` is where a press leads. Counted up to `countCap`. */
export const RequestCounter = z.object({
  key: z.enum([
    'new',
    'mine',
    'overdue',
    'dueToday',
    'approved',
    'inProcess',
    'questions',
    'failed',
    'doneThisMonth',
  ]),
  count: z.int(),
  capped: z.boolean(),
  filter: z.record(z.string(), z.unknown()),
});
export type RequestCounter = z.infer<typeof RequestCounter>;
