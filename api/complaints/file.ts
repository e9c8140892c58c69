import type { ComplaintOutcome, ComplaintStatus } from '#contract/complaints/lifecycle';
import { type ComplaintAction, saidToCitizen } from '#contract/complaints/lifecycle';
import { readComplaintNumber } from '#contract/complaints/number';
import type { TrackedComplaint } from '#contract/complaints/schemas';
import { AppError } from '#contract/shared/errors';
import { readTrailLine } from '#contract/trail/line';
import { fileComplaint, findTrackedComplaint } from '#records/complaints/complaints';
import { openComplaint, openComplaintNote } from '#records/complaints/sealed';
import { findTrailRow } from '#records/trail/trail';
import { citizen } from '../requests/public/citizen.ts';
import type { ApiDeps } from '../shared/deps.ts';
import { type AnyContext, implement, implementPrepared } from '../shared/route.ts';
import { trailLimits } from '../trail/limits.ts';
import { accessView, requireTrail } from '../trail/read.ts';
import { type ComplaintRow, withInstitution } from './rows.ts';

type Tracking = AnyContext & {
  readonly secret: string | null;
  readonly params: { readonly number: string };
};

/** The complaint that number and secret open together. Throws `COMPLAINT_NOT_FOUND` for every other pair. */
export async function requireTracked(context: Tracking): Promise<ComplaintRow> {
  const { deps, params, secret } = context;
  await trailLimits.tracking(context);
  const id = await findTrackedComplaint(deps.db, params.number, secret);
  if (id === null) throw new AppError('COMPLAINT_NOT_FOUND');
  return deps.db.accessComplaint.findUniqueOrThrow({ where: { id }, include: withInstitution });
}

/** What the citizen does: raise a complaint from a line of his own trail, and follow it. */
export const citizenComplaintHandlers = [
  implementPrepared(
    'complaints.file',
    async (context) => {
      const trail = await requireTrail(context);
      const line = readTrailLine(context.body.line);
      const access = line && (await findTrailRow(context.deps.db, trail, line));
      if (!access) throw new AppError('TRAIL_LINE_UNKNOWN');
      await trailLimits.complaining(context, trail.nikIndex);
      return { value: { nikIndex: trail.nikIndex, access }, undo: async () => undefined };
    },
    async (context, { nikIndex, access }) => {
      const { deps, tx, body } = context;
      const now = deps.now();
      const { answerDays } = deps.config.complaints;
      const filed = { nikIndex, access, text: body.uraian, answerDays, actor: citizen(context), now };
      return { ...(await fileComplaint(tx, deps.vault, filed)), filedAt: now.toISOString() };
    },
  ),

  implement('complaints.track', async (context) => trackedView(context.deps, await requireTracked(context))),

  /** Whoever opened the trail has shown that the NIK is his: who lost the paper reads his answer all the same. */
  implement('complaints.trackOwn', async (context) => {
    const { deps, params } = context;
    const { nikIndex } = await requireTrail(context);
    const row = await deps.db.accessComplaint.findFirst({
      where: { number: readComplaintNumber(params.number) ?? '', nikIndex },
      include: withInstitution,
    });
    if (!row) throw new AppError('COMPLAINT_NOT_FOUND');
    return trackedView(deps, row);
  }),
];

/** A complaint as who filed it follows it: what was said to him, and by no name. */
async function trackedView(
  { db, vault }: Pick<ApiDeps, 'db' | 'vault'>,
  row: ComplaintRow,
): Promise<TrackedComplaint> {
  const history = await db.accessComplaintHistory.findMany({
    where: { complaintId: row.id },
    orderBy: { version: 'desc' },
  });
  return {
    number: row.number,
    status: row.status as ComplaintStatus,
    statusSince: row.statusSince.toISOString(),
    filedAt: row.filedAt.toISOString(),
    accessAt: row.accessAt.toISOString(),
    institutionName: row.institution.name,
    ...accessView({ ...row, result: row.accessResult }),
    text: openComplaint(vault, row),
    outcome: row.outcome as ComplaintOutcome | null,
    history: history.map(({ at, to, action, noteSealed }) => ({
      at: at.toISOString(),
      to: to as ComplaintStatus,
      action,
      note: saidToCitizen.includes(action as ComplaintAction)
        ? openComplaintNote(vault, row.id, noteSealed)
        : null,
    })),
  };
}
