import { randomUUID } from 'node:crypto';
import { roleNames, roles } from '#contract/access/roles';
import { disclaimerVersion } from '#contract/metering/disclaimer';
import type { MatchingStatus } from '#contract/metering/matching/lifecycle';
import type { SemesterReportStatus } from '#contract/metering/semester-lifecycle';
import type { OrderStatus } from '#contract/orders/lifecycle';
import type { RequestStatus } from '#contract/requests/lifecycle';
import { writeTrailLine } from '#contract/trail/line';
import { sha256 } from '#platform/crypto';
import { newStorageKey, type StoragePort } from '#ports/storage/storage-port';
import type { Database } from '#prisma/client';
import { institutionId, officeId, type ProductCode, productId, seed } from '#prisma/seed';
import { issueUnits } from '#records/ledger';
import { sealAccess } from '#records/metering/sealed';
import { issueChallenge } from '../../api/requests/public/challenge.ts';
import type { ApiDeps } from '../../api/shared/deps.ts';
import { freshNik, solve } from '../support/citizen.ts';
import { addDevice } from '../support/devices.ts';
import { addHandover } from '../support/handovers.ts';
import { accessOf } from '../support/metered-accesses.ts';
import { addPerson, type TestPerson } from '../support/people.ts';
import { addPhoto, createRequest, type RequestOptions } from '../support/requests.ts';
import { addAccess, addComplaint, addTrail } from '../support/trail.ts';

/**
 * Whose an object is: of the institution of the `lembaga-*` people (a request: of the office of the `*-dinas` people), of
 * another one, of staff; `-` = of nobody.
 */
export type Whose = '-' | 'own' | 'other' | 'staff';

/** `-` is somebody who is not signed in. */
export const actors = ['-', ...roleNames] as const;
export type ActorName = (typeof actors)[number];

/** Two institutions, one person for each role, and ways to make fresh objects that a request may change. */
export interface World {
  readonly db: Database;
  readonly people: ReadonlyMap<ActorName, TestPerson>;
  readonly institutionOf: (whose: Whose) => string;
  order(whose: Whose, more?: OrderMore): Promise<string>;
  file(whose: Whose): Promise<{ orderId: string; fileId: string }>;
  cartLine(userId: string, whose: Whose): Promise<string>;
  /** Waiting for the checker; by somebody else than the actor unless told. */
  checkout(whose: Whose, submittedBy?: string): Promise<string>;
  voucher(whose: Whose, product?: ProductCode): Promise<string>;
  /** An access to somebody's data, made at the web portal by this person. */
  access(whose: Whose, personId: string): Promise<string>;
  /** Recorded by somebody else than the actor, with its letter. */
  handover(whose: Whose): Promise<string>;
  matchingJob(whose: Whose, status?: MatchingStatus): Promise<string>;
  /** Somebody whose account or invitation may be changed. */
  person(whose: Whose): Promise<string>;
  invitation(whose: Whose): Promise<string>;
  /** Each as somebody else than the actor registered it. */
  credential(whose: Whose): Promise<string>;
  network(whose: Whose): Promise<string>;
  terminal(whose: Whose): Promise<string>;
  /** What the browser of somebody sends at an approved device of the first institution; he has signed the disclaimer. */
  atDevice(personId: string): Promise<Readonly<Record<string, string>>>;
  agreement(whose: Whose): Promise<{ id: string; agreementId: string }>;
  returnData(whose: Whose): Promise<string>;
  semesterReport(whose: Whose, status?: SemesterReportStatus): Promise<string>;
  unmatchedPayment(): Promise<string>;
  /** Token of an opened trail. */
  trail(nik: string): Promise<string>;
  /** A line of the trail of this NIK. */
  accessLine(nik: string): Promise<string>;
  /** A complaint that was forwarded to the institution. */
  complaint(whose: Whose): Promise<{ id: string; number: string; secret: string }>;
  difference(): Promise<string>;
  standingDecision(whose: Whose): Promise<string>;
  /** Proposed by nobody of the matrix, so that its official may decide it. */
  proposedTariff(): Promise<string>;
  /** A citizen's request in this state, with its secret. */
  filed(status?: RequestStatus): Promise<{ code: string; secret: string }>;
  /** An answered challenge. */
  proof(): { tantangan: string; jawaban: string };
  holiday(day: string): Promise<string>;
  ramadan(day: string): Promise<string>;
  /** At the office of the `*-dinas` people, or at another one. */
  request(whose: Whose, more?: Partial<RequestOptions>): Promise<string>;
  photo(whose: Whose): Promise<{ id: string; photoId: string }>;
}

interface OrderMore {
  readonly status?: OrderStatus;
}

const webportal = productId('WEBPORTAL-NIK');
let number = 0;
const next = (): string => String(++number).padStart(8, '0');

export async function createWorld(
  db: Database,
  storage: StoragePort,
  deps: Pick<ApiDeps, 'config' | 'vault' | 'now' | 'meter'>,
): Promise<World> {
  const { vault } = deps;
  await seed(db);
  const own = institutionId('DEMO-PUSAT');
  const other = institutionId('BANK-CONTOH');
  const institutionOf = (whose: Whose): string => (whose === 'other' ? other : own);
  const people = new Map<ActorName, TestPerson>();
  for (const role of roleNames) {
    const isLembaga = roles[role].group === 'lembaga';
    const office = roles[role].group === 'dinas' ? { officeId: officeId('3374') } : {};
    people.set(
      role,
      await addPerson(db, { roles: [role], institutionId: isLembaga ? own : null, ...office }),
    );
  }
  const tariff = await db.tariff.findFirstOrThrow({ where: { productId: webportal } });

  const order = async (whose: Whose, { status = 'MENUNGGU_PEMBAYARAN' }: OrderMore = {}) => {
    const unique = next();
    const row = await db.order.create({
      data: {
        kuitansi: `KW-B1-010126${unique}`,
        institutionId: institutionOf(whose),
        productId: webportal,
        tariffId: tariff.id,
        createdBy: 'somebody',
        serviceName: 'Layanan',
        productName: 'Webportal NIK',
        unit: 'akses',
        unitPrice: 1000n,
        quantity: 1,
        total: 1000n,
        tariffArticle: 'uji',
        status,
        trxId: `trx-${unique}`,
        kodeBilling: `8200000${unique}`,
        billingIssuedAt: new Date(),
        expiresAt: new Date(Date.now() + 86_400_000),
      },
    });
    return row.id;
  };

  const request: World['request'] = async (whose, more = {}) => {
    const code = whose === 'other' ? '5103' : '3374';
    const made = await createRequest(db, vault, { officeId: officeId(code), regionCode: code, ...more });
    return made.id;
  };

  return {
    db,
    people,
    institutionOf,
    order,
    async file(whose) {
      const orderId = await order(whose);
      const storageKey = newStorageKey();
      const kept = await storage.put(storageKey, Buffer.from('%PDF-1.7'), { contentType: 'application/pdf' });
      const row = await db.storedFile.create({
        data: {
          kind: 'BUKTI_PEMBAYARAN',
          storageKey,
          fileName: 'bukti.pdf',
          contentType: 'application/pdf',
          ...kept,
          orderId,
          uploadedBy: 'somebody',
        },
      });
      return { orderId, fileId: row.id };
    },
    async cartLine(userId, whose) {
      await db.cartLine.deleteMany({ where: { userId } });
      const row = await db.cartLine.create({
        data: {
          userId,
          institutionId: institutionOf(whose),
          productId: webportal,
          quantity: 1,
          seenPrice: 1000n,
        },
      });
      return row.id;
    },
    async checkout(whose, submittedBy) {
      const by = submittedBy ?? (await addPerson(db, { roles: [], institutionId: institutionOf(whose) })).id;
      const row = await db.checkout.create({
        data: {
          institutionId: institutionOf(whose),
          status: 'MENUNGGU_PENYETUJU',
          total: 1000n,
          submittedBy: by,
          lines: { create: { productId: webportal, quantity: 1, unitPrice: 1000n } },
        },
      });
      return row.id;
    },
    async voucher(whose, product = 'WEBPORTAL-NIK') {
      const { id } = await db.$transaction((tx) =>
        issueUnits(tx, {
          number: `VC-UJI-${next()}`,
          institutionId: institutionOf(whose),
          productId: productId(product),
          orderId: null,
          ntpn: null,
          units: 1,
          source: 'SALDO_AWAL',
        }),
      );
      return id;
    },
    async access(whose, personId) {
      const requestId = randomUUID();
      const institution = institutionOf(whose);
      const sealed = sealAccess(vault, requestId, { nik: freshNik(), caseNumber: null });
      await deps.meter.record(
        accessOf({
          ...sealed,
          requestId,
          institutionId: institution,
          productId: webportal,
          at: new Date(),
          personId,
          charged: false,
        }),
      );
      const row = await db.accessLog.findFirstOrThrow({ where: { requestId, institutionId: institution } });
      return String(row.id);
    },
    handover: (whose) => addHandover(db, storage, institutionOf(whose)),
    async matchingJob(whose, status = 'DIPROSES') {
      const { id } = await db.matchingJob.create({
        data: {
          ...{ institutionId: institutionOf(whose), productId: productId('PEMADANAN-LENGKAP'), status },
          ...{ fileName: 'uji.csv', elements: [], totalRows: 1, badRows: 0 },
          ...{ doneRows: status === 'SELESAI' ? 1 : 0, createdBy: 'uji', createdByName: 'Uji' },
        },
      });
      return id;
    },
    async person(whose) {
      const staff = whose === 'staff';
      const person = await addPerson(db, {
        roles: staff ? ['operator-dinas'] : ['lembaga-operator'],
        institutionId: staff ? null : institutionOf(whose),
        ...(staff ? { officeId: officeId('3374') } : {}),
      });
      return person.id;
    },
    async invitation(whose) {
      const staff = whose === 'staff';
      const row = await db.invitation.create({
        data: {
          tokenHash: randomUUID(),
          email: `${randomUUID()}@uji.test`,
          name: 'Undangan Uji',
          roles: staff ? ['operator-dinas'] : ['lembaga-admin'],
          institutionId: staff ? null : institutionOf(whose),
          officeId: staff ? officeId('3374') : null,
          expiresAt: new Date(Date.now() + 86_400_000),
        },
      });
      return row.id;
    },
    async credential(whose) {
      const row = await db.apiCredential.create({
        data: {
          institutionId: institutionOf(whose),
          productId: productId('WEBSERVICE-NIK'),
          environment: 'UJI',
          userId: `uji-${next()}`,
          label: 'Uji',
          secretHash: randomUUID(),
          createdBy: 'somebody',
        },
      });
      return row.id;
    },
    async network(whose) {
      const row = await db.allowedNetwork.create({
        data: {
          institutionId: institutionOf(whose),
          cidr: `2001:db8::${Number(next()).toString(16)}/128`,
          label: 'Uji',
          status: 'MENUNGGU',
          requestedBy: 'somebody',
        },
      });
      return row.id;
    },
    async terminal(whose) {
      const row = await db.terminal.create({
        data: {
          institutionId: institutionOf(whose),
          name: 'Uji',
          tokenHash: randomUUID(),
          status: 'MENUNGGU',
          registeredBy: 'somebody',
        },
      });
      return row.id;
    },
    async atDevice(personId) {
      const institutionId = institutionOf('own');
      const person = [...people.values()].find(({ id }) => id === personId);
      const { cookie, terminalId } = await addDevice(db, deps.config, {
        institutionId,
        registeredBy: personId,
      });
      await db.portalDisclaimer.create({
        data: {
          institutionId,
          personId,
          personName: 'Uji',
          institutionName: 'Uji',
          version: disclaimerVersion,
          signature: 'Uji',
          terminalId,
          requestId: randomUUID(),
        },
      });
      return { cookie: [person?.cookie, cookie].filter(Boolean).join('; ') };
    },
    async agreement(whose) {
      const storageKey = newStorageKey();
      const kept = await storage.put(storageKey, Buffer.from('%PDF-1.7'), { contentType: 'application/pdf' });
      const id = institutionOf(whose);
      const file = await db.storedFile.create({
        data: {
          kind: 'PKS',
          storageKey,
          fileName: 'pks.pdf',
          contentType: 'application/pdf',
          ...kept,
          institutionId: id,
          uploadedBy: 'somebody',
        },
      });
      const row = await db.agreement.create({
        data: {
          institutionId: id,
          number: `PKS-UJI-${next()}`,
          startsOn: new Date('2020-01-01'),
          endsOn: new Date('2020-12-31'),
          fileId: file.id,
        },
      });
      return { id, agreementId: row.id };
    },
    async holiday(day) {
      const data = { day: new Date(day), name: 'Libur uji', kind: 'LIBUR_NASIONAL' };
      return (await db.holiday.create({ data })).id;
    },
    async ramadan(day) {
      const data = { from: new Date(day), to: new Date(day) };
      return (await db.ramadanPeriod.create({ data })).id;
    },
    async returnData(whose) {
      const data = {
        institutionId: institutionOf(whose),
        ...{ fileName: 'balikan.csv', bytes: 1n, sha256: randomUUID(), status: 'SELESAI' },
        ...{ uploadedBy: 'somebody', uploadedByName: 'Orang Uji' },
      };
      return (await db.returnData.create({ data })).id;
    },
    async semesterReport(whose, status = 'DRAF') {
      const submittedAt = status === 'DRAF' ? null : new Date();
      const half = `${2001 + Number(next())}-1`;
      const row = await db.semesterReport.create({
        data: {
          institutionId: institutionOf(whose),
          ...{ half, status, submittedAt, figures: [], figuresAt: new Date() },
          dueOn: new Date('2020-07-31'),
        },
      });
      return row.id;
    },
    trail: (nik) => addTrail(db, vault, nik),
    accessLine: async (nik) =>
      writeTrailLine(await addAccess(db, vault, { nik, institutionId: institutionOf('own') })),
    complaint: (whose) => addComplaint(db, vault, institutionOf(whose)),
    async unmatchedPayment() {
      const data = { kodeBilling: `8300000${next()}`, ntpn: `N${next()}`, reason: 'UNKNOWN_CODE' };
      return (await db.unmatchedPayment.create({ data })).id;
    },
    async difference() {
      const report = await db.reportImport.create({
        data: {
          fileName: 'laporan.csv',
          sha256: randomUUID(),
          encoding: 'utf-8',
          rowCount: 1,
          matched: 0,
          differences: 1,
          importedBy: 'somebody',
          cases: { create: { kind: 'UNKNOWN_CODE', kodeBilling: `8400000${next()}` } },
        },
        include: { cases: true },
      });
      return report.cases[0]?.id ?? '';
    },
    async filed(status = 'BARU') {
      const { id, code } = await createRequest(db, vault, { officeId: officeId('3374'), status });
      const secret = randomUUID();
      await db.syncRequest.update({ where: { id }, data: { secretHash: sha256(secret) } });
      return { code, secret };
    },
    proof() {
      const { token, bits } = issueChallenge(deps, 'id');
      return { tantangan: token, jawaban: solve(token, bits) };
    },
    async standingDecision(whose) {
      const row = await db.standingDecision.create({
        data: {
          institutionId: institutionOf(whose),
          productId: webportal,
          validFrom: new Date('2020-01-01'),
          validTo: new Date('2020-12-31'),
          maxUnits: 1,
          note: 'uji',
          decidedBy: 'somebody',
        },
      });
      return row.id;
    },
    async proposedTariff() {
      const row = await db.tariff.create({
        data: {
          productId: productId('SAM'),
          article: 'S-1, 2 Januari 2024: Lampiran',
          amount: 1n,
          validFrom: new Date('2024-01-02'),
          status: 'DIUSULKAN',
          proposedBy: 'somebody',
        },
      });
      return row.id;
    },
    request,
    async photo(whose) {
      const id = await request(whose);
      return { id, photoId: await addPhoto(db, storage, id) };
    },
  };
}
