import { z } from 'zod';
import { actorNames } from '../access/roles.ts';
import { accessChannels, accessMethods, accessPurposes } from '../metering/codes.ts';
import { NoticeRow } from '../orders/notice-row.ts';
import { trailKinds } from '../trail/codes.ts';
import { complaintActions, complaintOutcomes, complaintStatuses } from './lifecycle.ts';

/** Shapes of complaints about an access. Times are ISO 8601 in UTC. */

const instant = z.iso.datetime();
const words = z.string().trim();

export const ComplaintStatusCode = z.enum(complaintStatuses);
export const ComplaintActionName = z.enum(complaintActions);
export const longestComplaint = 2_000;

export const ComplaintForm = z
  .object({ line: z.string().max(100), uraian: words.min(10).max(longestComplaint) })
  .strict();
/** Number and secret together show its state; the secret is told this once. */
export const FiledComplaint = z.object({ number: z.string(), secret: z.string(), filedAt: instant });
export type FiledComplaint = z.infer<typeof FiledComplaint>;

const access = {
  accessAt: instant,
  institutionName: z.string(),
  channel: z.enum(accessChannels),
  purpose: z.enum(accessPurposes).nullable(),
  kind: z.enum(trailKinds),
};

/** As the citizen who filed it sees it: no name of staff. */
export const TrackedComplaint = z.object({
  number: z.string(),
  status: ComplaintStatusCode,
  statusSince: instant,
  filedAt: instant,
  ...access,
  text: z.string(),
  outcome: z.enum(complaintOutcomes).nullable(),
  history: z.array(
    z.object({ at: instant, to: ComplaintStatusCode, action: z.string(), note: z.string().nullable() }),
  ),
});
export type TrackedComplaint = z.infer<typeof TrackedComplaint>;

export const ComplaintSummary = z.object({
  id: z.uuid(),
  number: z.string(),
  status: ComplaintStatusCode,
  statusSince: instant,
  filedAt: instant,
  institutionId: z.uuid(),
  ...access,
  assigneeName: z.string().nullable(),
  outcome: z.enum(complaintOutcomes).nullable(),
  /** Until then the citizen is to have his next word; null once closed, and to the institution, which promised nothing. */
  answerDueAt: instant.nullable(),
  /** That moment is past. */
  overdue: z.boolean(),
});
export type ComplaintSummary = z.infer<typeof ComplaintSummary>;

export const ComplaintDetail = ComplaintSummary.extend({
  method: z.enum(accessMethods),
  /** Of the access, as the log and the institution have it. */
  accessRequestId: z.uuid(),
  text: z.string(),
  version: z.int(),
  allowed: z.array(
    z.object({ action: ComplaintActionName, note: z.enum(['required', 'optional']).nullable() }),
  ),
  /** Newest first. */
  history: z.array(
    z.object({
      at: instant,
      action: z.string(),
      from: ComplaintStatusCode.nullable(),
      to: ComplaintStatusCode,
      actorName: z.string(),
      actorUnit: z.string(),
      actorRole: z.enum(actorNames),
      note: z.string().nullable(),
      /** Whether the citizen reads the note. */
      saidToCitizen: z.boolean(),
    }),
  ),
  /** What was sent to the citizen and the institution, oldest first; null for the institution, whom it does not concern. */
  notices: z.array(NoticeRow).nullable(),
});
export type ComplaintDetail = z.infer<typeof ComplaintDetail>;

/** `version`: the one that the person saw; another one is refused. `outcome` belongs to `close` alone. */
export const ComplaintActInput = z
  .object({
    version: z.int().min(1),
    note: words.max(longestComplaint).optional(),
    outcome: z.enum(complaintOutcomes).optional(),
  })
  .strict();
export const ComplaintActResult = z.object({ status: ComplaintStatusCode, version: z.int() });
