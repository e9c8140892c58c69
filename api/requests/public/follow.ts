import type { ApplicantKind, CauseCode, PhotoKind, ReaderKind, RequestLink } from '#contract/requests/codes';
import { photoFields, type privacyNoticeVersion, requiredPhotos } from '#contract/requests/codes';
import { feedbackStatuses, resubmittableStatuses } from '#contract/requests/lifecycle';
import type { RequestDraft } from '#contract/requests/schemas';
import { AppError } from '#contract/shared/errors';
import type { Transaction } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { openPersonal } from '#records/requests/sealed';
import type { StoredPhoto } from '#records/requests/submit';
import type { ApiDeps } from '../../shared/deps.ts';
import { implement, implementPrepared } from '../../shared/route.ts';
import { checkForm, fileRequest, storePhotos } from '../filing.ts';
import { checkChallenge, spendChallenge } from './challenge.ts';
import { citizen } from './citizen.ts';
import { limits } from './limits.ts';
import { feedbackEnd, keptKinds, readTracked, requireTracked, type TrackedRow } from './tracked.ts';

/** What follows a request: the same mended and filed again, or "masih belum terbaca". */
export const followHandlers = [
  implement('publicRequests.draft', async (context) => {
    const { deps, params, secret } = context;
    const id = await requireTracked(context, params.code, secret);
    const row = await readTracked(deps.db, id);
    requireResubmittable(row);
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'REQUEST_DRAFT_READ',
        actor: citizen(context),
        subjectType: 'REQUEST',
        subjectId: id,
      }),
    );
    return draftOf(deps, row);
  }),

  implementPrepared(
    'publicRequests.resubmit',
    async (context) => {
      const { deps, params, body, files, key, secret } = context;
      const id = await requireTracked(context, params.code, secret);
      await limits.filing(context);
      const answered = checkChallenge(deps, body);
      const row = await readTracked(deps.db, id);
      requireResubmittable(row);
      const kept = keptKinds(row);
      const checked = await checkForm(deps.db, body, { files, kept, channel: 'DARING' });
      await limits.proof(context, answered);
      await limits.filingForNik(context, body.nik);
      await spendChallenge(deps.db, answered, key);
      const { value: photos, undo } = await storePhotos(deps, files);
      const sent = photos.map(({ kind }) => kind);
      const needed = requiredPhotos(body).filter((kind) => !sent.includes(kind));
      return { value: { requestId: id, checked, photos, needed }, undo };
    },
    async (context, { requestId, needed, ...prepared }) => {
      await lockForFollower(context.tx, requestId);
      const row = await readTracked(context.tx, requestId);
      requireResubmittable(row);
      const { id: _, ...answer } = await fileRequest(context.tx, context.deps, {
        ...prepared,
        keptPhotos: keptPhotos(row, needed),
        follows: { requestId, link: 'PERBAIKAN' },
        actor: citizen(context),
        role: 'pemohon',
        channel: 'DARING',
      });
      return answer;
    },
  ),

  implementPrepared(
    'publicRequests.feedback',
    async (context) => {
      const requestId = await requireTracked(context, context.params.code, context.secret);
      await limits.filing(context);
      return { value: { requestId }, undo: async () => undefined };
    },
    async (context, { requestId }) => {
      const { tx, deps, body } = context;
      await lockForFollower(tx, requestId);
      const row = await readTracked(tx, requestId);
      requireFeedback(deps, row);
      const { form, phone } = formOf(deps, row);
      const { id: _, ...answer } = await fileRequest(tx, deps, {
        checked: { form: { ...form, ...body }, phone },
        photos: [],
        keptPhotos: keptPhotos(
          row,
          row.photos.map(({ kind }) => kind as PhotoKind),
        ),
        follows: { requestId, link: 'BELUM_TERBACA' },
        actor: citizen(context),
        role: 'pemohon',
        channel: 'DARING',
      });
      return answer;
    },
  ),
];

/** Two followers at once take turns, and the second one finds the first. */
async function lockForFollower(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS one FROM sync_request WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
}

function requireResubmittable(row: TrackedRow): void {
  refuseSecondFollower(row, 'PERBAIKAN');
  if ((resubmittableStatuses as readonly string[]).includes(row.status)) return;
  throw new AppError('REQUEST_NOT_RESUBMITTABLE', { params: { state: row.status } });
}

function requireFeedback({ config, now }: Pick<ApiDeps, 'config' | 'now'>, row: TrackedRow): void {
  refuseSecondFollower(row, 'BELUM_TERBACA');
  if (!(feedbackStatuses as readonly string[]).includes(row.status) || !row.endedAt) {
    throw new AppError('FEEDBACK_NOT_NOW', { params: { state: row.status } });
  }
  const days = config.requests.feedbackDays;
  if (feedbackEnd(row.endedAt, days) <= now()) throw new AppError('FEEDBACK_TOO_LATE', { params: { days } });
}

function refuseSecondFollower({ followers }: TrackedRow, link: RequestLink): void {
  const follower = followers.find((each) => each.link === link);
  if (follower) throw new AppError('REQUEST_ALREADY_FOLLOWED', { params: { code: follower.code } });
}

/** Throws `INVALID_INPUT` when a picture that need not be sent a moment ago was destroyed meanwhile. */
function keptPhotos(row: TrackedRow, kinds: readonly PhotoKind[]): StoredPhoto[] {
  return kinds.map((kind) => {
    const photo = row.photos.find((each) => each.kind === kind);
    if (!photo) {
      throw new AppError('INVALID_INPUT', { errors: [{ path: photoFields[kind], code: 'PHOTO_MISSING' }] });
    }
    const { storageKey, width, height, bytes, sha256 } = photo;
    return { kind, storageKey, width, height, bytes, sha256 };
  });
}

/** What was filed, as a form that was found right. */
function formOf({ vault }: Pick<ApiDeps, 'vault'>, row: TrackedRow) {
  const { name, nik, noKk, phone, problem } = openPersonal(vault, row);
  const form = {
    namaPemohon: name,
    nik,
    noKk,
    untukSiapa: row.applicantKind as ApplicantKind,
    diBawah17: row.underSeventeen,
    permasalahan: problem,
    penyebab: row.cause as CauseCode | null,
    belumTerbacaDi: row.reader as ReaderKind,
    wilayahKk: row.regionCode,
    nomorWa: phone ?? '',
    persetujuan: row.privacyVersion as typeof privacyNoticeVersion,
  };
  return { form, phone };
}

function draftOf(deps: Pick<ApiDeps, 'vault'>, row: TrackedRow): RequestDraft {
  const { persetujuan: _, ...form } = formOf(deps, row).form;
  return { ...form, photosKept: keptKinds(row) };
}
