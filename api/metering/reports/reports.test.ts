import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#contract/access/roles';
import type { AccessRow } from '#contract/metering/report-schemas';
import { signReconciliation } from '#documents/metering/signature';
import { institutionId, productId, seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import type { Access } from '#records/metering/meter';
import { sealAccess } from '#records/metering/sealed';
import { readPdf } from '../../../documents/shared/read-pdf.fixture.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { accessOf, grantAt, moveTo } from '../../../tests/support/metered-accesses.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import { orderHandlers } from '../../orders/index.ts';
import { reportHandlers } from './index.ts';

const bank = institutionId('BANK-CONTOH');
const other = institutionId('BPR-CONTOH');
const webservice = productId('WEBSERVICE-NIK');
const portal = productId('WEBPORTAL-NIK');
const face = productId('WEBSERVICE-FACE');
const nik = '3374014505900001';

let database: TestDatabase;
let api: TestApi;
let voucher: string;
const people = {} as Record<'auditor' | 'staff' | 'manager' | 'operator' | 'finance' | 'foreign', TestPerson>;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, {
    implementations: [...reportHandlers, ...orderHandlers],
    now: () => new Date('2026-06-10T03:00:00Z'),
  });
  const person = (role: Role, institution: string | null) =>
    addPerson(database.db, { roles: [role], institutionId: institution });
  people.auditor = await person('auditor', null);
  people.staff = await person('staf-pnbp', null);
  people.manager = await person('lembaga-admin', bank);
  people.operator = await person('lembaga-operator', bank);
  people.finance = await person('lembaga-keuangan', bank);
  people.foreign = await person('lembaga-admin', other);
  await database.db.apiCredential.create({
    data: {
      id: credential,
      institutionId: bank,
      productId: webservice,
      environment: 'PRODUKSI',
      userId: '=HYPERLINK("http://evil")',
      label: 'Kantor pusat',
      secretHash: 'hash',
      createdBy: 'somebody',
    },
  });
  await grant('2026-05-01T00:00:00Z', 'VC-PERTAMA', webservice, 3);
  await grant('2026-05-02T00:00:00Z', 'VC-PORTAL', portal, 1);
  for (let at = 0; at < 3; at += 1) await access(`2026-05-1${at}T02:00:00Z`, { credentialId: credential });
  voucher = await grant('2026-05-20T00:00:00Z', 'VC-KEDUA', webservice, 5);
  await access('2026-05-21T02:00:00Z', { credentialId: credential, branch: '@SUM(1)' });
  await access('2026-05-22T02:00:00Z', {
    productId: portal,
    channel: 'WEB_PORTAL',
    method: 'LIHAT_DATA',
    personId: people.operator.id,
  });
});
afterEach(async () => expect(await findBrokenInvariants(database.db)).toEqual([]));
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const credential = '00000000-0000-4000-8000-00000000c001';
const grant = (at: string, number: string, product: string, units: number) =>
  grantAt(database, { number, institutionId: bank, productId: product, units }, at);

async function access(at: string, given: Partial<Access>): Promise<void> {
  const before = await database.db.ledgerTransaction.count();
  const requestId = randomUUID();
  await api.deps.meter.record(
    accessOf({
      requestId,
      institutionId: bank,
      productId: webservice,
      at: new Date(at),
      ...sealAccess(api.deps.vault, requestId, { nik, caseNumber: 'BERKAS-7' }),
      ...given,
    }),
  );
  await moveTo(database, before, at);
}

const get = (who: keyof typeof people, path: string) => api.call('GET', path, { cookie: people[who].cookie });
const accesses = (who: keyof typeof people, filter: object, more = '') =>
  get(who, `/api/v1/accesses?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`);
const may = { from: '2026-05-01', to: '2026-05-31' };

describe('the reconciliation', () => {
  it('is read by finance for its own institution, and by staff for any', async () => {
    const own = await get('finance', '/api/v1/reconciliations/2026-05');
    const asked = await get('staff', `/api/v1/reconciliations/2026-05?institutionId=${bank}`);
    expect(own.status).toBe(200);
    expect(asked.body).toEqual(own.body);
    expect(own.body).toMatchObject({ balanced: true, running: false });
    const product = own.body.products.find((one: { productId: string }) => one.productId === webservice);
    expect(product).toMatchObject({ opening: 0, received: 8, used: 4, closing: 4, gap: 0, logGap: 0 });
    expect(product.bySubject).toEqual([
      { of: { kind: 'CREDENTIAL', name: '=HYPERLINK("http://evil") (Kantor pusat)' }, units: 4 },
    ]);
  });

  it('refuses another institution, no institution, and a month that is none', async () => {
    expect((await get('finance', `/api/v1/reconciliations/2026-05?institutionId=${other}`)).status).toBe(404);
    expect((await get('staff', '/api/v1/reconciliations/2026-05')).body.errors).toMatchObject([
      { path: 'institutionId', code: 'INSTITUTION_MISSING' },
    ]);
    expect((await get('finance', '/api/v1/reconciliations/2026-13')).status).toBe(404);
  });

  it('has empty months, and says of one that runs or is to come that it is not over', async () => {
    const before = await get('finance', '/api/v1/reconciliations/2026-04');
    expect(before.body).toMatchObject({ balanced: true, running: false, refusals: [] });
    for (const month of ['2026-06', '2030-01']) {
      const { body } = await get('finance', `/api/v1/reconciliations/${month}`);
      expect(body.running).toBe(true);
      expect(body.products).toContainEqual(
        expect.objectContaining({ productId: webservice, opening: 4, closing: 4 }),
      );
    }
    const { body } = await get('staff', `/api/v1/reconciliations/2026-05?institutionId=${other}`);
    expect(body.products).toEqual([]);
  });

  it('is a workbook of numbers and text without a formula or a NIK', async () => {
    const response = await fetch(`${api.url}/api/v1/reconciliations/2026-05/xlsx`, {
      headers: { cookie: people.finance.cookie },
    });
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const all = Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)] as const);
    const sheets = all.filter(([name]) => name.startsWith('xl/worksheets/sheet'));
    expect(sheets).toHaveLength(5);
    const text = all.map(([, content]) => content).join('\n');
    expect(text).toContain('=HYPERLINK');
    expect(text).toContain('VC-KEDUA');
    expect(text).not.toMatch(/<f[ >]/);
    expect(text).not.toContain(nik);
    // Figures are numbers, so that they can be summed.
    expect(sheets[0]?.[1]).toMatch(/<c [^>]*><v>8<\/v>/);
  });

  it('is a Berita Acara without a NIK, and each download is written down', async () => {
    const response = await fetch(`${api.url}/api/v1/reconciliations/2026-05/pdf`, {
      headers: { cookie: people.finance.cookie },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const pages = (await readPdf(bytes)).text;
    expect(pages).toContain('BERITA ACARA');
    expect(pages).toContain('VC-PERTAMA');
    expect(pages).not.toContain(nik);
    const audit = await database.db.auditEntry.findMany({ where: { event: 'RECONCILIATION_DOWNLOADED' } });
    expect(audit.map(({ details }) => (details as { form: string }).form)).toEqual(['xlsx', 'pdf']);
  });
});

it('the public page says what the signature of a Berita Acara covers', async () => {
  const paper = {
    month: '2026-05',
    institution: 'Bank',
    balances: [{ product: 'Webservice NIK', opening: 0, received: 8, taken: 4, closing: 4 }],
    printedAt: '2026-06-10T03:00:00.000Z',
  };
  const token = signReconciliation(api.deps.config.documentSigningKey, paper);
  const check = (of: string) => api.call('POST', '/api/v1/public/document-checks', { body: { token: of } });
  const { month: number, ...covered } = paper;
  expect((await check(token)).body).toMatchObject({
    genuine: true,
    about: 'reconciliation',
    number,
    ...covered,
  });
  expect((await check(`x${token}`)).body).toEqual({ genuine: false });
});

describe('the access log', () => {
  it('shows the centre an institution, masked, newest first, page by page', async () => {
    const first = await accesses('auditor', { institutionId: bank, ...may }, '&range=[0,1]');
    expect(first.headers.get('content-range')).toBe('items 0-1/5');
    const after = first.headers.get('x-next-after') ?? '';
    const second = await accesses('auditor', { institutionId: bank, ...may }, `&range=[2,4]&after=${after}`);
    const rows: AccessRow[] = [...first.body, ...second.body];
    expect(rows.map(({ at }) => at)).toEqual([
      '2026-05-22T02:00:00.000Z',
      '2026-05-21T02:00:00.000Z',
      '2026-05-12T02:00:00.000Z',
      '2026-05-11T02:00:00.000Z',
      '2026-05-10T02:00:00.000Z',
    ]);
    expect(JSON.stringify(rows)).not.toContain(nik);
    expect(rows[0]?.nikMasked).toMatch(/0001$/);
  });

  it.each([
    [{ productId: portal }, 1],
    [{ method: 'CALL_NIK' }, 4],
    [{ method: 'CALL_NIK', result: 'DATA' }, 4],
    [{ method: 'CALL_NIK', result: 'COMPARED' }, 0],
    [{ productId: face }, 0],
    [{ result: 'DOUBLE' }, 0],
    [{ outcome: 'DEBITED' }, 5],
    [{ outcome: 'EXHAUSTED' }, 0],
    [{ credentialId: credential }, 4],
    [{ from: '2026-05-21' }, 2],
    [{ from: '2026-05-10', to: '2026-05-10' }, 1],
  ])('filters by %j', async (filter, found) => {
    const { body } = await accesses('staff', { institutionId: bank, ...may, ...filter });
    expect(body).toHaveLength(found);
  });

  it('finds nothing of one institution by the credential of another', async () => {
    const { body } = await accesses('staff', { institutionId: other, ...may, credentialId: credential });
    expect(body).toEqual([]);
  });

  it('finds what cost nothing, of a product that used no unit in the span', async () => {
    const requestId = randomUUID();
    const sealed = sealAccess(api.deps.vault, requestId, { nik, caseNumber: null });
    const free = {
      method: 'FACE_RECOGNITION',
      charged: false,
      at: new Date('2026-03-05T02:00:00Z'),
    } as const;
    await api.deps.meter.record(
      accessOf({ requestId, institutionId: bank, productId: face, ...sealed, ...free }),
    );
    const march = { from: '2026-03-01', to: '2026-03-31', productId: face };
    expect((await accesses('manager', march)).body).toMatchObject([{ outcome: 'FREE' }]);
    expect((await accesses('manager', { ...march, outcome: 'DEBITED' })).body).toEqual([]);
  });

  it('reads a month at most, and the centre names an institution', async () => {
    const wide = await accesses('auditor', { institutionId: bank, ...may, from: '2026-04-30' });
    expect(wide.body.errors).toMatchObject([{ path: 'filter.from', code: 'SPAN_TOO_LONG' }]);
    expect((await accesses('auditor', may)).body.errors).toMatchObject([{ code: 'INSTITUTION_MISSING' }]);
  });

  it('shows a manager his institution, an operator his own accesses, and finance nothing', async () => {
    expect((await accesses('manager', may)).body).toHaveLength(5);
    expect((await accesses('operator', may)).body).toHaveLength(1);
    expect((await accesses('foreign', { ...may, institutionId: bank })).body).toEqual([]);
    expect((await accesses('finance', may)).status).toBe(403);
  });

  it('tells what a voucher bought, in the order of its units', async () => {
    const { body } = await accesses('staff', { voucherId: voucher });
    expect(body.map(({ unit }: AccessRow) => unit)).toEqual([4]);
    const { body: read } = await get('staff', `/api/v1/vouchers/${voucher}`);
    expect(read).toMatchObject({ firstUnit: 4, lastUnit: 8, units: 5, used: 1, left: 4 });
    expect((await accesses('foreign', { voucherId: voucher })).body).toEqual([]);
  });

  it('tells who paid for an access, and an operator the case of his own', async () => {
    const [row] = (await accesses('operator', may)).body as AccessRow[];
    const own = await get('operator', `/api/v1/accesses/${row?.id}`);
    expect(own.body).toMatchObject({
      caseNumber: 'BERKAS-7',
      mayUnmask: false,
      voucher: { number: 'VC-PORTAL' },
    });
    const read = await get('staff', `/api/v1/accesses/${row?.id}`);
    expect(read.body).toMatchObject({ caseNumber: null, voucher: { firstUnit: 1, lastUnit: 1 } });
    expect((await get('foreign', `/api/v1/accesses/${row?.id}`)).status).toBe(404);
  });

  it('opens a NIK to the auditor with a reason, which is written down without it', async () => {
    const [row] = (await accesses('auditor', { institutionId: bank, ...may })).body as AccessRow[];
    const path = `/api/v1/accesses/${row?.id}/unmaskings`;
    const unmask = (who: 'auditor' | 'manager', reason: string) =>
      api.call('POST', path, { cookie: people[who].cookie, body: { reason } });
    expect((await unmask('auditor', 'pendek')).status).toBe(422);
    expect((await unmask('manager', 'Pengaduan warga nomor 12')).status).toBe(403);
    expect((await unmask('auditor', 'Pengaduan warga nomor 12')).body).toEqual({
      nik,
      caseNumber: 'BERKAS-7',
    });
    const entries = await database.db.auditEntry.findMany({ where: { event: 'ACCESS_UNMASKED' } });
    expect(entries).toMatchObject([{ subjectId: row?.id, details: { reason: 'Pengaduan warga nomor 12' } }]);
    expect(JSON.stringify(entries[0]?.details)).not.toContain(nik);
  });
});
