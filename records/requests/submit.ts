import { randomInt, randomUUID } from 'node:crypto';
import type { Actor } from '#contract/access/roles';
import { texts } from '#contract/i18n/index';
import type { OutboxKind } from '#contract/orders/codes';
import type {
  ApplicantKind,
  CauseCode,
  PhotoKind,
  ReaderKind,
  RequestChannel,
  RequestLink,
} from '#contract/requests/codes';
import { codeAlphabet, formatRequestCode } from '#contract/requests/identity';
import type { RequestStatus } from '#contract/requests/lifecycle';
import { requestSteps } from '#contract/requests/steps';
import { pagePaths } from '#contract/shared/pages';
import { formatDate } from '#platform/clock';
import { type KeyRing, randomToken, sha256 } from '#platform/crypto';
import type { Vault } from '#platform/vault';
import type { Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { noteWhatsappWithoutNumber, queueWhatsapp } from '../notices.ts';
import type { ServingOffice } from '../offices/office-for-region.ts';
import { wakeDispatcher } from '../payments/inbox.ts';
import { type PromiseSettings, promiseFor } from './deadlines.ts';
import { takePendingFiles } from './pending-files.ts';
import { type PersonalData, sealPersonal } from './sealed.ts';
import { announceRequest } from './transition.ts';

/** A picture that lies in the storage already. */
export interface StoredPhoto {
  readonly kind: PhotoKind;
  readonly storageKey: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a filed request needs of the settings. */
export interface SubmitSettings extends PromiseSettings {
  readonly publicUrl: string;
  readonly dataKeys: KeyRing;
}

export interface SubmitRequestInput {
  readonly personal: PersonalData;
  readonly applicantKind: ApplicantKind;
  readonly underSeventeen: boolean;
  readonly cause: CauseCode | null;
  readonly reader: ReaderKind;
  readonly regionCode: string;
  readonly privacyVersion: string;
  readonly channel: RequestChannel;
  /** `officeForRegion` of the region, asked in the same transaction. */
  readonly office: ServingOffice;
  /** The citizen, or the operator who files for him. */
  readonly actor: ActingPerson;
  readonly role: Actor;
  /** New pictures: put into the storage as pending files. */
  readonly photos: readonly StoredPhoto[];
  /** Pictures of the request before this one that need not be taken again; both rows name one file. */
  readonly keptPhotos?: readonly StoredPhoto[];
  readonly follows?: { readonly requestId: string; readonly link: RequestLink };
  readonly settings: SubmitSettings;
  readonly now: Date;
}

/** `secret` is known here and to the citizen only; nobody can read it again. */
export interface SubmittedRequest {
  readonly id: string;
  readonly code: string;
  readonly secret: string;
  readonly trackingUrl: string;
  readonly expectedAt: Date | null;
}

const first = 'BARU' satisfies RequestStatus;

/**
 * Files a request: its row with personal data sealed, its steps, its photos, the first row of Status Pengajuan, audit,
 * the first message by WhatsApp, and the outbox row that brings it to its workflow, all in the caller's transaction.
 * From its commit on nothing of it can be lost. Throws `STORAGE_UNAVAILABLE` when a picture was swept away meanwhile.
 */
export async function submitRequest(
  tx: Transaction,
  vault: Vault,
  input: SubmitRequestInput,
): Promise<SubmittedRequest> {
  const { office, settings, now } = input;
  const id = randomUUID();
  const secret = randomToken();
  const promise = await promiseFor(tx, {
    status: first,
    officeId: office.id,
    from: now,
    settings,
    priority: input.follows?.link === 'BELUM_TERBACA',
  });
  const code = await insertRequest(tx, vault, input, { id, secret, promise });
  await tx.requestStepState.createMany({
    data: requestSteps.map((step) => ({ requestId: id, step, status: 'MENUNGGU', since: now })),
  });
  await insertPhotos(tx, id, input);
  await writeFirstEntry(tx, id, input);
  const trackingUrl = settings.publicUrl + pagePaths.tracking(code, secret);
  await tellCitizen(tx, { id, code, trackingUrl, expectedAt: promise.expectedAt }, input);
  await tx.outbox.create({ data: { kind: 'START_REQUEST' satisfies OutboxKind, refId: id } });
  await wakeDispatcher(tx);
  await announceRequest(tx, { requestId: id, officeId: office.id, status: first });
  return { id, code, secret, trackingUrl, expectedAt: promise.expectedAt };
}

interface Made {
  readonly id: string;
  readonly secret: string;
  readonly promise: Awaited<ReturnType<typeof promiseFor>>;
}

const draws = 5;

/**
 * A code that is taken already is drawn anew; the insert itself finds that out, so that two at once cannot get the
 * same one and the transaction goes on.
 */
async function insertRequest(
  tx: Transaction,
  vault: Vault,
  input: SubmitRequestInput,
  { id, secret, promise }: Made,
): Promise<string> {
  const { office, now, follows, channel } = input;
  const data = {
    id,
    secretHash: sha256(secret),
    channel,
    submittedBy: channel === 'DARING' ? null : input.actor.id,
    submittedAt: now,
    privacyVersion: input.privacyVersion,
    ...sealPersonal(vault, id, input.personal),
    applicantKind: input.applicantKind,
    underSeventeen: input.underSeventeen,
    cause: input.cause,
    reader: input.reader,
    regionCode: input.regionCode,
    officeId: office.id,
    status: first,
    statusSince: now,
    ...promise,
    priority: follows?.link === 'BELUM_TERBACA',
    previousId: follows?.requestId ?? null,
    link: follows?.link ?? null,
  };
  for (let draw = 0; draw < draws; draw += 1) {
    const code = drawCode();
    const { count } = await tx.syncRequest.createMany({ data: { ...data, code }, skipDuplicates: true });
    if (count === 1) return code;
  }
  throw new Error(`no free code in ${draws} draws`);
}

const drawCode = (): string =>
  formatRequestCode(Array.from({ length: 9 }, () => randomInt(codeAlphabet.length)));

async function insertPhotos(
  tx: Transaction,
  requestId: string,
  { photos, keptPhotos = [], now }: SubmitRequestInput,
): Promise<void> {
  await takePendingFiles(
    tx,
    photos.map(({ storageKey }) => storageKey),
  );
  await tx.requestPhoto.createMany({
    data: [...photos, ...keptPhotos].map((photo) => ({ ...photo, requestId, storedAt: now })),
  });
}

/** The first row of Status Pengajuan, and the trail. */
async function writeFirstEntry(tx: Transaction, requestId: string, input: SubmitRequestInput): Promise<void> {
  const { actor, role, channel, office, regionCode, follows, photos, keptPhotos = [], now } = input;
  await tx.requestHistory.create({
    data: {
      requestId,
      version: 1,
      action: 'submit',
      from: null,
      to: first,
      actorId: actor.id,
      actorName: actor.name,
      actorUnit: actor.unit,
      actorRole: role,
      at: now,
    },
  });
  await writeAudit(tx, {
    event: 'REQUEST_SUBMITTED',
    actor,
    subjectType: 'REQUEST',
    subjectId: requestId,
    details: {
      ...{ action: 'submit', from: null, to: first, version: 1 },
      ...{ channel, officeId: office.id, regionCode },
      photos: photos.map(({ kind }) => kind),
      kept: keptPhotos.map(({ kind }) => kind),
      ...(follows ? { previousId: follows.requestId, link: follows.link } : {}),
    },
  });
}

/** The code and the link by WhatsApp; for somebody who left no number the log says so. */
async function tellCitizen(
  tx: Transaction,
  { id, code, trackingUrl, expectedAt }: Omit<SubmittedRequest, 'secret'>,
  { personal, office, settings }: SubmitRequestInput,
): Promise<void> {
  const about = {
    template: 'pengajuan_diterima',
    requestId: id,
    dedupeKey: `request:${id}:submit`,
  } as const;
  if (personal.phone === null) return noteWhatsappWithoutNumber(tx, about);
  const expected = expectedAt
    ? formatDate(expectedAt, office.zone, 'id')
    : texts('id').documents.requestReceipt.unknown;
  const notice = {
    ...about,
    phone: personal.phone,
    parameters: [code, office.name, trackingUrl, expected],
    secretParameters: [2],
  } as const;
  await queueWhatsapp(tx, notice, settings.dataKeys);
}
