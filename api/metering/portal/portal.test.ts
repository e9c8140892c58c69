import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { disclaimerDuties, disclaimerVersion } from '#contract/metering/disclaimer';
import { usualElements } from '#contract/metering/person';
import { signDisclaimerPaper } from '#documents/portal/disclaimer-signature';
import { readHistogram } from '#platform/metrics';
import { createSiakPort } from '#ports/siak/siak-port';
import { productId, seed } from '#prisma/seed';
import { findBrokenInvariants, issueUnits } from '#records/ledger';
import { MeterUnavailable } from '#records/metering/meter';
import { openAccessCase, openAccessNik } from '#records/metering/sealed';
import { type SiakSimulator, startSiakSimulator } from '../../../simulators/siak/simulator.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { addDevice, type TestDevice } from '../../../tests/support/devices.ts';
import { serveTestApi, type TestAnswer, type TestApi } from '../../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import { documentHandlers } from '../../orders/documents.ts';
import { portalHandlers } from './index.ts';

const token = 'token-siak-portal';
const nik = '3374014507900001';
const product = productId('WEBPORTAL-NIK');
/** Never opens: each test sees SIAK for itself. */
const breaker = { atLeast: 1_000 };
const start = new Date('2026-05-04T03:00:00Z');

let database: TestDatabase;
let siak: SiakSimulator;
let api: TestApi;
let now = start;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  siak = await startSiakSimulator({ mode: 'demo', port: 0, token });
  const port = createSiakPort({ baseUrl: siak.url, token, timeoutMs: 800, concurrency: 8, breaker });
  api = await serveTestApi(database, {
    implementations: [...portalHandlers, ...documentHandlers],
    ports: { siak: port },
    now: () => now,
  });
});
beforeEach(async () => {
  now = start;
  desk = await openDesk();
});
afterEach(async () => {
  expect(await findBrokenInvariants(database.db)).toEqual([]);
});
afterAll(async () => {
  await api?.close();
  await siak?.stop();
  await database?.drop();
});

/** An institution in order with three units, and its operator at an approved device in a registered network. */
interface Desk {
  readonly institution: string;
  readonly operator: TestPerson;
  readonly device: TestDevice;
  /** What his browser sends. */
  readonly cookie: string;
}
let desk: Desk;

async function openDesk(units = 3): Promise<Desk> {
  const { id: institution } = await database.db.institution.create({
    data: {
      code: `PORTAL-${randomUUID().slice(0, 8)}`,
      name: 'BANK UJI PORTAL',
      category: 'PERBANKAN',
      address: 'Jl. Uji 1',
      email: 'uji@lembaga.test',
      phone: '021-555',
      juknisNumber: 'JUKNIS/UJI',
      juknisDoneOn: new Date('2025-01-01'),
      juknisElements: [...usualElements],
      agreements: {
        create: { number: 'PKS/UJI', startsOn: new Date('2025-01-01'), endsOn: new Date('2027-12-31') },
      },
    },
  });
  const operator = await addPerson(database.db, {
    roles: ['lembaga-operator'],
    institutionId: institution,
    name: 'Oki Operator',
  });
  const approved = { status: 'DISETUJUI', decidedBy: 'manager', decidedAt: start };
  await database.db.allowedNetwork.create({
    data: {
      institutionId: institution,
      cidr: '127.0.0.1/32',
      label: 'Kantor',
      requestedBy: 'it',
      ...approved,
    },
  });
  const device = await addDevice(database.db, api.deps.config, {
    institutionId: institution,
    registeredBy: operator.id,
  });
  if (units > 0) await grant(institution, units);
  return { institution, operator, device, cookie: `${operator.cookie}; ${device.cookie}` };
}

const grant = (institutionId: string, units: number) =>
  database.db.$transaction((tx) =>
    issueUnits(tx, {
      number: `VC-PORTAL-${randomUUID()}`,
      institutionId,
      productId: product,
      orderId: null,
      ntpn: null,
      units,
      source: 'SALDO_AWAL',
    }),
  );

const post = (path: string, body: unknown, key: string = randomUUID()): Promise<TestAnswer> =>
  api.call('POST', `/api/v1/portal/${path}`, { cookie: desk.cookie, key, body });
const sign = (changes: object = {}) =>
  post('disclaimers', {
    version: disclaimerVersion,
    duties: disclaimerDuties,
    name: 'Oki Operator',
    ...changes,
  });
const question = { nik, purpose: 'KREDIT', caseNumber: 'KRD-2026-0001' };
const lookup = (changes: object = {}, key?: string) => post('lookups', { ...question, ...changes }, key);
const compare = (elements: object, threshold = 90, key?: string) =>
  post('comparisons', { ...question, elements, threshold }, key);
const state = async () => (await api.call('GET', '/api/v1/portal', { cookie: desk.cookie })).body;

const accesses = () =>
  database.db.accessLog.findMany({ where: { institutionId: desk.institution }, orderBy: { id: 'asc' } });
const debited = async () => {
  const where = { institutionId_productId: { institutionId: desk.institution, productId: product } };
  return Number((await database.db.quotaAccount.findUnique({ where }))?.debited ?? 0);
};
/** What a refusal must leave behind: nothing. */
async function expectNothingPaid() {
  expect(await debited()).toBe(0);
  expect((await accesses()).filter(({ unit }) => unit !== null)).toEqual([]);
}

describe('the form disclaimer', () => {
  it('is asked for before the first lookup, and kept with who, when and from where', async () => {
    expect(await lookup()).toMatchObject({ status: 409, body: { code: 'DISCLAIMER_UNSIGNED' } });
    await expectNothingPaid();
    expect(await sign()).toMatchObject({ status: 201, body: { due: false, version: disclaimerVersion } });
    expect(
      await database.db.portalDisclaimer.findMany({ where: { personId: desk.operator.id } }),
    ).toMatchObject([
      {
        personName: 'Oki Operator',
        institutionName: 'BANK UJI PORTAL',
        signature: 'Oki Operator',
        terminalId: desk.device.terminalId,
        branch: 'Cabang Semarang',
        address: '127.0.0.1',
        version: disclaimerVersion,
        signedAt: start,
      },
    ]);
    const [audit] = await database.db.auditEntry.findMany({
      where: { actorId: desk.operator.id, event: 'PORTAL_DISCLAIMER_SIGNED' },
    });
    expect(audit).toMatchObject({ subjectId: desk.operator.id, institutionId: desk.institution });
    expect((await lookup()).status).toBe(200);
  });

  it.each([
    ['a duty that was not ticked', { duties: disclaimerDuties.slice(1) }, 'duties', 'DUTIES_NEEDED'],
    ["somebody else's name", { name: 'Ani Admin' }, 'name', 'NAME_DIFFERS'],
  ])('is not signed with %s', async (_, changes, path, code) => {
    const answer = await sign(changes);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path, code }]);
    expect((await state()).disclaimer.due).toBe(true);
  });

  it('is not signed in words that are no more', async () => {
    expect(await sign({ version: '2020-1' })).toMatchObject({
      status: 409,
      body: { code: 'DISCLAIMER_CHANGED' },
    });
  });

  it('is asked for anew after its days, or when the newest signature is under other words', async () => {
    await sign();
    now = new Date(start.getTime() + 180 * 86_400_000 - 1);
    expect((await lookup()).status).toBe(200);
    now = new Date(start.getTime() + 180 * 86_400_000);
    expect(await lookup()).toMatchObject({ status: 409, body: { code: 'DISCLAIMER_UNSIGNED' } });
    await sign();
    expect((await lookup()).status).toBe(200);
  });

  it('is never changed, not even by the application', async () => {
    await sign();
    const change = database.db.portalDisclaimer.updateMany({ data: { signature: 'x' } });
    await expect(change).rejects.toThrow(/permission denied/);
  });

  it('prints as PDF, signed or not', async () => {
    await sign();
    const printed = await api.call('GET', '/api/v1/portal/disclaimer.pdf', { cookie: desk.cookie });
    expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(printed.text.startsWith('%PDF-1.7')).toBe(true);
  });

  it('is known by its QR to the public page, with whether it still holds; a forged one is not', async () => {
    await sign();
    const row = await database.db.portalDisclaimer.findFirstOrThrow({
      where: { personId: desk.operator.id },
    });
    const qr = signDisclaimerPaper(api.deps.config.documentSigningKey, {
      disclaimerId: row.id,
      nameMasked: 'Oki O***',
      institution: row.institutionName,
      version: row.version,
      signedAt: row.signedAt.toISOString(),
      printedAt: now.toISOString(),
    });
    const check = async (each: string) =>
      (await api.call('POST', '/api/v1/public/document-checks', { body: { token: each } })).body;
    const held = {
      genuine: true,
      about: 'disclaimer',
      nameMasked: 'Oki O***',
      institution: 'BANK UJI PORTAL',
    };
    expect(await check(qr)).toMatchObject({ ...held, statusLabel: 'Berlaku' });
    now = new Date(start.getTime() + 180 * 86_400_000);
    expect(await check(qr)).toMatchObject({ ...held, statusLabel: 'Tidak berlaku lagi' });
    const [body = '', signature = ''] = qr.split('.');
    const forged = Buffer.from(body, 'base64url').toString().replace('Oki', 'Ani');
    expect(await check(`${Buffer.from(forged).toString('base64url')}.${signature}`)).toEqual({
      genuine: false,
    });
  });
});

describe('a lookup', () => {
  beforeEach(async () => void (await sign()));

  it('costs one unit, is logged with its reason, and shows what the juknis names', async () => {
    const answer = await lookup();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toMatchObject({ kind: 'person', outcome: 'DEBITED', left: 2, masked: ['noKk'] });
    const { elements } = answer.body;
    expect(elements).toMatchObject({ nik, tanggalLahir: '05-07-1990', namaKab: 'KOTA SEMARANG' });
    expect(elements.noKk).toMatch(/^\d{4}\*{8}\d{4}$/);
    expect(Object.keys(elements).sort()).toEqual([...usualElements, 'noKk'].sort());
    const [row] = await accesses();
    expect(row).toMatchObject({
      channel: 'WEB_PORTAL',
      method: 'LIHAT_DATA',
      result: 'DATA',
      outcome: 'DEBITED',
      unit: 1n,
      personId: desk.operator.id,
      terminalId: desk.device.terminalId,
      branch: 'Cabang Semarang',
      address: '127.0.0.1',
      purpose: 'KREDIT',
    });
    const { vault } = api.deps;
    expect(row && [openAccessNik(vault, row), openAccessCase(vault, row)]).toEqual([nik, 'KRD-2026-0001']);
    expect(JSON.stringify(row, (_, each) => (typeof each === 'bigint' ? Number(each) : each))).not.toMatch(
      /KRD-2026|3374014507/,
    );
  });

  it('costs nothing when it is repeated under its key, and a unit when it is asked anew', async () => {
    const key = randomUUID();
    const first = await lookup({}, key);
    const again = await lookup({}, key);
    expect(again.body).toMatchObject({ outcome: 'REPEATED', left: 2, elements: first.body.elements });
    expect((await lookup()).body).toMatchObject({ outcome: 'DEBITED', left: 1 });
    expect(await debited()).toBe(2);
  });

  it("does not take another question's key, nor another operator's", async () => {
    const key = randomUUID();
    await lookup({}, key);
    expect(await lookup({ nik: '3374014507900002' }, key)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    const colleague = await addPerson(database.db, {
      roles: ['lembaga-operator'],
      institutionId: desk.institution,
      name: 'Oki Operator',
    });
    desk = { ...desk, operator: colleague, cookie: `${colleague.cookie}; ${desk.device.cookie}` };
    await sign();
    expect((await lookup({}, key)).body).toMatchObject({ outcome: 'DEBITED' });
  });

  it.each([
    ['5001', 'DECEASED'],
    ['6001', 'DOUBLE'],
    ['7001', 'NOT_FOUND'],
    ['8001', 'INACTIVE'],
  ])('of a NIK that ends in %s opens nothing and says %s', async (serial, absence) => {
    const answer = await lookup({ nik: `337401450790${serial}` });
    expect(answer.body).toEqual({
      kind: 'absent',
      absence,
      outcome: 'DEBITED',
      left: 2,
      at: now.toISOString(),
    });
  });

  it('is not held open by the router: what came is kept nowhere but in the log', async () => {
    await lookup();
    expect(await database.db.idempotencyKey.count({ where: { route: { contains: 'lookups' } } })).toBe(0);
  });

  it('ends with the quota, and goes on with a new voucher', async () => {
    for (let unit = 0; unit < 3; unit += 1) await lookup();
    expect(await lookup()).toMatchObject({ status: 409, body: { code: 'QUOTA_EXHAUSTED' } });
    expect(await debited()).toBe(3);
    await grant(desk.institution, 1);
    expect((await lookup()).status).toBe(200);
  });

  it('ends with the daily limit of the operator, and goes on the next day', async () => {
    await database.db.user.update({ where: { id: desk.operator.id }, data: { dailyLimit: 1 } });
    expect((await lookup()).status).toBe(200);
    expect(await lookup()).toMatchObject({ status: 409, body: { code: 'DAILY_LIMIT_REACHED' } });
    expect(await debited()).toBe(1);
    now = new Date('2026-05-04T17:00:00Z');
    expect((await lookup()).status).toBe(200);
  });

  it('stands in the figures of the access service, by what came of it', async () => {
    const count = async (outcome: string) =>
      (await readHistogram(api.deps.metrics, 'access_duration_seconds')).find(
        ({ labels }) => labels['method'] === 'LIHAT_DATA' && labels['outcome'] === outcome,
      )?.count ?? 0;
    const outcomes = ['person', 'absent', 'KEY_REUSED', 'MALFORMED', 'AGREEMENT_INACTIVE'];
    const counts = () => Promise.all(outcomes.map(count));
    const before = await counts();
    const key = randomUUID();
    await lookup({}, key);
    await lookup({ nik: '3374014507907001' });
    await lookup({ nik: '3374014507900002' }, key);
    await database.db.agreement.deleteMany({ where: { institutionId: desk.institution } });
    await lookup();
    expect((await counts()).map((after, at) => after - (before[at] ?? 0))).toEqual([1, 1, 1, 0, 1]);
  });

  it('is not possible at the speed of a program', async () => {
    const answers = await Promise.all(Array.from({ length: 35 }, () => lookup({ nik: '3374014507907001' })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(refused[0]?.body.code).toBe('RATE_LIMITED');
  });
});

describe('a comparison', () => {
  beforeEach(async () => void (await sign()));

  it('says what agrees and by how much, and nothing of the data', async () => {
    const { elements } = (await lookup()).body;
    const answer = await compare({
      namaLengkap: elements.namaLengkap.toLowerCase(),
      tanggalLahir: '1991-01-01',
    });
    expect(answer.body).toMatchObject({
      kind: 'comparison',
      elements: {
        namaLengkap: { matches: true, score: 100 },
        tanggalLahir: { matches: false, score: null },
      },
      threshold: 90,
      shown: {},
      left: 1,
    });
    expect(answer.text).not.toContain(elements.namaLengkap);
    expect((await accesses()).at(-1)).toMatchObject({ method: 'BANDINGKAN', result: 'COMPARED' });
  });

  it('of a card tells the state of the KTP-el where the juknis has it', async () => {
    const card = () =>
      post('card-checks', { ...question, elements: { namaLengkap: 'SIAPA PUN' }, threshold: 90 });
    const shown = (await card()).body.shown;
    expect(shown).toEqual({ statusEktp: 'SUDAH_REKAM' });
    await database.db.institution.update({
      where: { id: desk.institution },
      data: { juknisElements: ['namaLengkap'] },
    });
    expect((await card()).body.shown).toEqual({});
    expect((await accesses()).map(({ method }) => method)).toEqual(['CEK_KTP', 'CEK_KTP']);
  });
});

describe('nobody is let in', () => {
  beforeEach(async () => void (await sign()));
  const barred = async (code: string, status: number) => {
    expect((await state()).bar).toMatchObject({ code });
    for (const answer of [await lookup(), await compare({ namaLengkap: 'SITI' })]) {
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    await expectNothingPaid();
    const counted = await database.db.accessRefusal.findMany({ where: { subject: desk.operator.id } });
    expect(counted.map(({ reason }) => reason)).toContain(code);
  };
  const change = (data: object) => database.db.institution.update({ where: { id: desk.institution }, data });

  it('whose institution is suspended', async () => {
    await change({ suspendedAt: now });
    await barred('INSTITUTION_SUSPENDED', 409);
  });
  it('whose PKS ended yesterday, until the midnight of WIB', async () => {
    await database.db.agreement.updateMany({
      where: { institutionId: desk.institution },
      data: { endsOn: new Date('2026-05-04') },
    });
    now = new Date('2026-05-04T16:59:59Z');
    expect((await state()).bar).toBeNull();
    now = new Date('2026-05-04T17:00:00Z');
    await barred('AGREEMENT_INACTIVE', 409);
  });
  it('whose institution has no juknis', async () => {
    await change({ juknisDoneOn: null });
    await barred('TECHNICAL_GUIDE_MISSING', 409);
  });
  it('who calls from another network', async () => {
    await database.db.allowedNetwork.updateMany({
      where: { institutionId: desk.institution },
      data: { cidr: '203.0.113.0/24' },
    });
    await barred('ADDRESS_NOT_ALLOWED', 403);
  });
  it('who says that he comes from a registered network', async () => {
    await database.db.allowedNetwork.updateMany({
      where: { institutionId: desk.institution },
      data: { cidr: '203.0.113.0/24' },
    });
    const answer = await api.call('POST', '/api/v1/portal/lookups', {
      cookie: desk.cookie,
      key: randomUUID(),
      body: question,
      headers: { 'x-forwarded-for': '203.0.113.7', forwarded: 'for=203.0.113.7' },
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'ADDRESS_NOT_ALLOWED']);
    await expectNothingPaid();
  });
  it('whose device was blocked', async () => {
    await database.db.terminal.update({
      where: { id: desk.device.terminalId },
      data: { status: 'DIBLOKIR' },
    });
    await barred('TERMINAL_NOT_ALLOWED', 403);
  });
  it('whose browser was registered by another institution, or by nobody', async () => {
    const { device } = await openDesk();
    // Also under the name that his own institution's browser would have.
    const forged = `${desk.device.name}=${device.secret}`;
    desk = { ...desk, cookie: [desk.operator.cookie, device.cookie, forged].join('; ') };
    await barred('TERMINAL_NOT_ALLOWED', 403);
    desk = { ...desk, cookie: desk.operator.cookie };
    await barred('TERMINAL_NOT_ALLOWED', 403);
  });
});

describe('when SIAK is in trouble', () => {
  beforeEach(async () => void (await sign()));

  it.each(['9901', '9902', '9903', '9904', '9905'])(
    '%s: nothing is debited and the same key may try again',
    async (serial) => {
      const answer = await lookup({ nik: `337401450790${serial}` });
      expect([answer.status, answer.body.code]).toEqual([503, 'SIAK_UNAVAILABLE']);
      await expectNothingPaid();
    },
  );
});

describe('when the database does not say what became of a question', () => {
  beforeEach(async () => void (await sign()));

  it('says so and opens nothing; the same key asked again is told, and is paid for once', async () => {
    const key = randomUUID();
    // The statement was done, and its answer was lost.
    const { meter } = api.deps;
    const { record } = meter;
    vi.spyOn(meter, 'record').mockImplementationOnce(async (access) => {
      await record(access);
      throw new MeterUnavailable('the database did not answer');
    });
    const first = await lookup({}, key);
    expect([first.status, first.body.code]).toEqual([503, 'ACCESS_UNCERTAIN']);
    expect(first.body).not.toHaveProperty('elements');
    const again = await lookup({}, key);
    expect([again.status, again.body.outcome]).toEqual([200, 'REPEATED']);
    expect((await accesses()).map(({ outcome }) => outcome)).toEqual(['DEBITED', 'REPEATED']);
  });
});

describe('hostile input', () => {
  beforeEach(async () => void (await sign()));

  it.each([
    ['a NIK of 15 digits', { nik: '337401450790001' }, 'nik'],
    ['a NIK of 17 digits', { nik: '33740145079000011' }, 'nik'],
    ['letters for a NIK', { nik: '33740145079O0001' }, 'nik'],
    ['an array for a NIK', { nik: [nik] }, 'nik'],
    ['an object for a NIK', { nik: { $ne: null } }, 'nik'],
    ['other digits than ours', { nik: '٣٣٧٤٠١٤٥٠٧٩٠٠٠٠١' }, 'nik'],
    ['no NIK', { nik: undefined }, 'nik'],
    ['a purpose that is none', { purpose: 'IBLIS' }, 'purpose'],
    ['a list of purposes', { purpose: ['KREDIT'] }, 'purpose'],
    ['a case number of two letters', { caseNumber: ' ab ' }, 'caseNumber'],
    ['a case number of 65 letters', { caseNumber: 'x'.repeat(65) }, 'caseNumber'],
    ['a case number of 100,000 letters', { caseNumber: 'x'.repeat(100_000) }, 'caseNumber'],
    ['a case number with a line break', { caseNumber: 'abc\ndef' }, 'caseNumber'],
    ['a case number with a NUL', { caseNumber: 'abc\0def' }, 'caseNumber'],
    ['a field that is none', { institutionId: randomUUID() }, ''],
  ])('%s is refused at its field and costs nothing', async (_, changes, path) => {
    const answer = await lookup(changes);
    expect(answer.status).toBe(422);
    if (path) expect(answer.body.errors.map((each: { path: string }) => each.path)).toContain(path);
    await expectNothingPaid();
    expect(answer.text).not.toContain('3374014507');
  });

  it.each([
    ['no element', {}, 90],
    ['an element that is none', { password: 'x' }, 90],
    ['an array', { namaLengkap: ['SITI'] }, 90],
    ['an empty text', { namaLengkap: '' }, 90],
    ['a text of 201 letters', { namaLengkap: 'x'.repeat(201) }, 90],
    ['the name of a prototype', JSON.parse('{"__proto__": "x"}'), 90],
    ['a threshold of 49', { namaLengkap: 'SITI' }, 49],
    ['a threshold of 101', { namaLengkap: 'SITI' }, 101],
    ['a threshold of text', { namaLengkap: 'SITI' }, '90' as unknown as number],
  ])('a comparison of %s is refused and costs nothing', async (_, elements, threshold) => {
    expect((await compare(elements, threshold)).status).toBe(422);
    await expectNothingPaid();
  });

  it('a lookup without a key is refused', async () => {
    const answer = await api.call('POST', '/api/v1/portal/lookups', { cookie: desk.cookie, body: question });
    expect([answer.status, answer.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
  });
});
