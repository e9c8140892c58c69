import { type PhotoKind, photoFields, type RequestChannel, requiredPhotos } from '#contract/requests/codes';
import type { CounterForm, RequestForm, SubmittedRequest } from '#contract/requests/schemas';
import { AppError, type FieldError } from '#contract/shared/errors';
import { readMobile } from '#platform/phone';
import { newStorageKey } from '#ports/storage/storage-port';
import type { DatabaseReader, Transaction } from '#prisma/client';
import type { ActingPerson } from '#records/audit';
import { officeForRegion } from '#records/offices/office-for-region';
import { notePendingFiles } from '#records/requests/pending-files';
import {
  type StoredPhoto,
  type SubmitRequestInput,
  type SubmitSettings,
  submitRequest,
} from '#records/requests/submit';
import type { ApiDeps } from '../shared/deps.ts';
import { keepablePhoto } from '../shared/photos.ts';
import { putAway } from '../shared/put-away.ts';
import type { Prepared, UploadedFile } from '../shared/route.ts';

/** Files of a form, by its fields. */
export type PhotoFiles = Readonly<Record<string, UploadedFile | undefined>>;

type Form = Pick<
  RequestForm & CounterForm,
  | 'namaPemohon'
  | 'nik'
  | 'noKk'
  | 'untukSiapa'
  | 'diBawah17'
  | 'permasalahan'
  | 'penyebab'
  | 'belumTerbacaDi'
  | 'wilayahKk'
  | 'nomorWa'
  | 'persetujuan'
>;

/** A form whose every field was found right; what it does not say (pictures, office) comes with the transaction. */
export interface CheckedForm {
  readonly form: Form;
  /** E.164, or null where an operator left it empty. */
  readonly phone: string | null;
}

export interface FormRules {
  readonly files: PhotoFiles;
  /** Pictures that need not be sent, of the request before this one. */
  readonly kept?: readonly PhotoKind[];
  readonly channel: RequestChannel;
}

/**
 * What the schema cannot know: a mobile number, a region that exists, the pictures that this case needs. Throws
 * `INVALID_INPUT` with every wrong field at once.
 */
export async function checkForm(db: DatabaseReader, form: Form, rules: FormRules): Promise<CheckedForm> {
  const { files, kept = [], channel } = rules;
  const phone = form.nomorWa === '' ? null : readMobile(form.nomorWa);
  const missing = requiredPhotos({ ...form, kanal: channel }).filter(
    (kind) => !files[photoFields[kind]] && !kept.includes(kind),
  );
  const regions = await db.region.count({ where: { code: form.wilayahKk } });
  const wrongPhone = phone === null && (channel === 'DARING' || form.nomorWa !== '');
  const errors: FieldError[] = [
    ...(wrongPhone ? [{ path: 'nomorWa', code: 'BAD_PHONE' }] : []),
    ...(regions === 0 ? [{ path: 'wilayahKk', code: 'BAD_REGION' }] : []),
    ...missing.map((kind) => ({ path: photoFields[kind], code: 'PHOTO_MISSING' })),
  ];
  if (errors.length === 0) return { form, phone };
  const message = errors.map(({ path, code }) => `${path}: ${code}`).join(', ');
  throw new AppError('INVALID_INPUT', { message, errors });
}

type StoreDeps = Pick<ApiDeps, 'db' | 'ports' | 'logger' | 'now'>;

/**
 * Decodes every picture, then puts what is kept of them into the storage, all at once. Nothing is stored when one is
 * refused. `undo` destroys them, unless a transaction has taken them. Throws what `keepablePhoto` throws, of the first
 * picture that is refused; `STORAGE_UNAVAILABLE`.
 */
export async function storePhotos(deps: StoreDeps, files: PhotoFiles): Promise<Prepared<StoredPhoto[]>> {
  const sent = Object.entries(photoFields).flatMap(([kind, field]) => {
    const file = files[field];
    return file ? [{ kind: kind as PhotoKind, field, file, storageKey: newStorageKey() }] : [];
  });
  const decoded = await allSettled(
    sent.map(async ({ file, field, ...photo }) => ({ ...photo, ...(await keepablePhoto(file, field)) })),
  );
  const keys = decoded.map(({ storageKey }) => storageKey);
  const undo = () => putAway(deps, keys);
  await notePendingFiles(deps.db, keys, deps.now());
  try {
    const value = await allSettled(
      decoded.map(async ({ jpeg, ...photo }) => {
        const stored = await deps.ports.storage.put(photo.storageKey, jpeg, { contentType: 'image/jpeg' });
        return { ...photo, ...stored };
      }),
    );
    return { value, undo };
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Like `Promise.all`, but a failure waits for the others: none of them is still writing when it is cleaned up. */
async function allSettled<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

export const submitSettings = ({ config }: Pick<ApiDeps, 'config'>): SubmitSettings => ({
  publicUrl: config.publicUrl,
  dataKeys: config.dataKeys,
  serviceDays: config.requests.serviceDays,
  remindHours: config.requests.remindHours,
});

export interface Filing extends Pick<SubmitRequestInput, 'keptPhotos' | 'follows' | 'role' | 'channel'> {
  readonly checked: CheckedForm;
  readonly photos: readonly StoredPhoto[];
  readonly actor: ActingPerson;
}

/** Files the request and says what its sender is answered; `id` is for staff only. */
export async function fileRequest(
  tx: Transaction,
  deps: Pick<ApiDeps, 'config' | 'vault' | 'now'>,
  { checked, ...filing }: Filing,
): Promise<SubmittedRequest & { id: string }> {
  const { form, phone } = checked;
  const office = await officeForRegion(tx, form.wilayahKk);
  const made = await submitRequest(tx, deps.vault, {
    ...filing,
    personal: { name: form.namaPemohon, nik: form.nik, noKk: form.noKk, phone, problem: form.permasalahan },
    applicantKind: form.untukSiapa,
    underSeventeen: form.diBawah17,
    cause: form.penyebab,
    reader: form.belumTerbacaDi,
    regionCode: form.wilayahKk,
    privacyVersion: form.persetujuan,
    office,
    settings: submitSettings(deps),
    now: deps.now(),
  });
  const { id, code, secret, trackingUrl, expectedAt } = made;
  return {
    ...{ id, code, secret, trackingUrl },
    officeName: office.name,
    expectedAt: expectedAt?.toISOString() ?? null,
    zone: office.zone,
  };
}
