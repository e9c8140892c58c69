import { randomInt, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { PhotoKind, RequestChannel, RequestLink } from '#contract/requests/codes';
import { formatRequestCode } from '#contract/requests/identity';
import { isEnded, type RequestStatus } from '#contract/requests/lifecycle';
import { type RequestStep, requestSteps, type StepResult, type StepStatus } from '#contract/requests/steps';
import { sha256 } from '#platform/crypto';
import type { Vault } from '#platform/vault';
import { newStorageKey, type StoragePort } from '#ports/storage/storage-port';
import type { Database, Transaction } from '#prisma/client';
import { sealNote, sealPersonal } from '#records/requests/sealed';

/** What a request of a test is like; what is not said is ordinary. */
export interface RequestOptions {
  readonly officeId: string;
  readonly regionCode?: string;
  readonly status?: RequestStatus;
  /** The steps where they are not what the status says. */
  readonly steps?: Partial<Record<RequestStep, StepStatus>>;
  readonly stepResult?: StepResult;
  /** Who has taken the step that the work is at. */
  readonly stepAssignee?: Person;
  /** Who has taken the request at its office. */
  readonly assignee?: Person;
  readonly name?: string;
  readonly nik?: string;
  readonly noKk?: string;
  readonly phone?: string | null;
  readonly problem?: string;
  readonly channel?: RequestChannel;
  readonly submittedAt?: Date;
  /** Three days after it was filed unless said; null: the clock stands still. */
  readonly dueAt?: Date | null;
  readonly endedAt?: Date;
  readonly priority?: boolean;
  readonly stopWished?: boolean;
  readonly previous?: { readonly id: string; readonly link: RequestLink };
  readonly code?: string;
  /** Note of the officer who decided. */
  readonly note?: string;
}

interface Person {
  readonly id: string;
  readonly name: string;
}

export interface MadeRequest {
  readonly id: string;
  readonly code: string;
  readonly nik: string;
  readonly noKk: string;
  readonly name: string;
  readonly phone: string | null;
}

const longAgo = new Date('2000-01-01T00:00:00Z');
const oneDay = 86_400_000;
const officer = { actorId: 'petugas', actorName: 'Petugas Uji', actorUnit: 'Dinas Uji' };
const system = { actorId: 'system', actorName: 'Sistem', actorUnit: 'Sistem', actorRole: 'system' };

export const randomCode = (): string => formatRequestCode(Array.from({ length: 9 }, () => randomInt(31)));

/** A NIK that nobody has: region, a plausible birth date, a serial number at random. */
export const randomNik = (region = '3374'): string =>
  `${region}01${String(randomInt(1, 29)).padStart(2, '0')}0${randomInt(1, 10)}${randomInt(60, 99)}${String(randomInt(1, 10_000)).padStart(4, '0')}`;

/** The steps of a request in this state, where nothing else is said. */
const ordinarySteps: Readonly<Record<RequestStatus, Record<RequestStep, StepStatus>>> = {
  BARU: { KONSOLIDASI_MANUAL: 'MENUNGGU', SINKRONISASI_DWH: 'MENUNGGU' },
  DISETUJUI: { KONSOLIDASI_MANUAL: 'MENUNGGU', SINKRONISASI_DWH: 'MENUNGGU' },
  DIBATALKAN: { KONSOLIDASI_MANUAL: 'MENUNGGU', SINKRONISASI_DWH: 'MENUNGGU' },
  DIPROSES: { KONSOLIDASI_MANUAL: 'DIKERJAKAN', SINKRONISASI_DWH: 'MENUNGGU' },
  SELESAI: { KONSOLIDASI_MANUAL: 'SELESAI', SINKRONISASI_DWH: 'SELESAI' },
};

/**
 * Puts a request straight into the database, sealed as a filed one is, in any state and with the histories that lead
 * there. No workflow knows of it.
 */
export async function createRequest(
  db: Database,
  vault: Vault,
  options: RequestOptions,
): Promise<MadeRequest> {
  const id = randomUUID();
  const { status = 'BARU', code = randomCode(), regionCode = '3374', phone = '+628123456789' } = options;
  const person = {
    name: options.name ?? 'Siti Rahayu Wibowo',
    nik: options.nik ?? randomNik(regionCode),
    noKk: options.noKk ?? randomNik(regionCode),
    phone,
    problem: options.problem ?? 'NIK tidak terbaca di BPJS',
  };
  const steps = { ...ordinarySteps[status], ...options.steps };
  await db.$transaction(async (tx) => {
    const data = { ...placeOf(options, status), ...currentStepOf(options, status, steps) };
    await tx.syncRequest.create({
      data: {
        id,
        code,
        secretHash: sha256(randomUUID()),
        channel: options.channel ?? 'DARING',
        privacyVersion: '2026-11',
        ...sealPersonal(vault, id, person),
        applicantKind: 'DIRI_SENDIRI',
        underSeventeen: false,
        reader: 'BPJS',
        regionCode,
        officeId: options.officeId,
        status,
        assigneeId: options.assignee?.id ?? null,
        assigneeName: options.assignee?.name ?? null,
        assignedAt: options.assignee ? new Date() : null,
        stopWishedAt: options.stopWished ? new Date() : null,
        priority: options.priority ?? false,
        previousId: options.previous?.id ?? null,
        link: options.previous?.link ?? null,
        ...data,
      },
    });
    await addSteps(tx, id, steps, options);
    await addHistories(tx, vault, id, status, options);
  });
  return { id, code, nik: person.nik, noKk: person.noKk, name: person.name, phone };
}

function placeOf(options: RequestOptions, status: RequestStatus) {
  const { submittedAt = new Date(), priority = false } = options;
  const promised = options.dueAt === undefined ? new Date(submittedAt.getTime() + 3 * oneDay) : options.dueAt;
  const endedAt = isEnded(status) ? (options.endedAt ?? new Date()) : null;
  return {
    submittedAt,
    statusSince: endedAt ?? submittedAt,
    endedAt,
    dueAt: endedAt ? null : promised,
    expectedAt: promised,
    clockStopped: promised === null && !endedAt ? 'KLARIFIKASI' : null,
    queueAt: endedAt ?? (priority ? longAgo : (promised ?? submittedAt)),
  };
}

const inWork: readonly RequestStatus[] = ['DISETUJUI', 'DIPROSES'];

function currentStepOf(
  { stepAssignee }: RequestOptions,
  status: RequestStatus,
  steps: Record<RequestStep, StepStatus>,
) {
  const step = inWork.includes(status) ? requestSteps.find((each) => steps[each] !== 'SELESAI') : undefined;
  return {
    step: step ?? null,
    stepStatus: step ? steps[step] : null,
    stepAssigneeId: step ? (stepAssignee?.id ?? null) : null,
  };
}

async function addSteps(
  tx: Transaction,
  requestId: string,
  steps: Record<RequestStep, StepStatus>,
  { stepAssignee, stepResult, submittedAt = new Date() }: RequestOptions,
): Promise<void> {
  const current = requestSteps.find((each) => steps[each] !== 'SELESAI');
  await tx.requestStepState.createMany({
    data: requestSteps.map((step) => ({
      requestId,
      step,
      status: steps[step],
      since: submittedAt,
      assigneeId: step === current ? (stepAssignee?.id ?? null) : null,
      assigneeName: step === current ? (stepAssignee?.name ?? null) : null,
      result: step === current ? (stepResult ?? null) : null,
    })),
  });
}

interface Entry {
  readonly action: string;
  readonly from: RequestStatus | null;
  readonly to: RequestStatus;
  readonly by: object;
}

const by = (actorRole: string) => ({ ...officer, actorRole });
const submitted: Entry = {
  action: 'submit',
  from: null,
  to: 'BARU',
  by: { actorId: 'pemohon', actorName: 'Pemohon', actorUnit: 'Pemohon', actorRole: 'pemohon' },
};
const approved: Entry = { action: 'approve', from: 'BARU', to: 'DISETUJUI', by: by('operator-dinas') };
const started: Entry = {
  action: 'startProcessing',
  from: 'DISETUJUI',
  to: 'DIPROSES',
  by: by('staf-konsolidasi'),
};
const ways: Readonly<Record<RequestStatus, readonly Entry[]>> = {
  BARU: [submitted],
  DISETUJUI: [submitted, approved],
  DIBATALKAN: [submitted, { action: 'cancel', from: 'BARU', to: 'DIBATALKAN', by: by('operator-dinas') }],
  DIPROSES: [submitted, approved, started],
  SELESAI: [
    submitted,
    approved,
    started,
    { action: 'complete', from: 'DIPROSES', to: 'SELESAI', by: system },
  ],
};

async function addHistories(
  tx: Transaction,
  vault: Vault,
  requestId: string,
  status: RequestStatus,
  { note, submittedAt = new Date() }: RequestOptions,
): Promise<void> {
  const way = ways[status];
  const noted = (at: number) => (at === 1 && note ? sealNote(vault, requestId, note) : null);
  await tx.requestHistory.createMany({
    data: way.map(({ action, from, to, by: who }, at) => ({
      requestId,
      version: at + 1,
      action,
      from,
      to,
      at: new Date(submittedAt.getTime() + at * 60_000),
      ...(who as ReturnType<typeof by>),
      noteSealed: noted(at),
    })),
  });
  const taken = way.indexOf(started);
  if (taken >= 0) {
    await tx.requestStepHistory.create({
      data: {
        requestId,
        version: taken + 1,
        step: 'KONSOLIDASI_MANUAL',
        action: 'take',
        from: 'MENUNGGU',
        to: 'DIKERJAKAN',
        ...by('staf-konsolidasi'),
      },
    });
  }
  await tx.syncRequest.update({ where: { id: requestId }, data: { version: way.length } });
}

/** Adds a small picture to a request, stored as uploads are; gives its id. */
export async function addPhoto(
  db: Database,
  storage: StoragePort,
  requestId: string,
  kind: PhotoKind = 'KTP_EL',
): Promise<string> {
  const picture = await sharp({
    create: { width: 8, height: 5, channels: 3, background: '#888888' },
  })
    .jpeg()
    .toBuffer();
  const storageKey = newStorageKey();
  const { bytes, sha256: digest } = await storage.put(storageKey, picture, { contentType: 'image/jpeg' });
  const row = await db.requestPhoto.create({
    data: { requestId, kind, storageKey, width: 8, height: 5, bytes, sha256: digest },
  });
  return row.id;
}
