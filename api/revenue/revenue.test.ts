import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reportColumns } from '#contract/external/simponi-report';
import { demoPassword, institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { revenueHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let now = new Date('2026-03-20T03:00:00Z');
let numbers = 0;
/** Each test has a day of its own, so that no report misses the payments of another test. */
let day = '';
let days = 0;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, {
    implementations: revenueHandlers,
    env: { LOG_LEVEL: 'error' },
    now: () => now,
  });
  for (const name of ['pnbp', 'pejabat', 'auditor', 'pemesan.bank']) {
    cookies[name] = await api.signIn(`${name}@demo.loket.test`, demoPassword);
  }
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

beforeEach(() => {
  days += 1;
  day = new Date(Date.UTC(2025, 5, days)).toISOString().slice(0, 10);
});

interface OrderGiven {
  readonly status?: string;
  readonly paid?: string;
  readonly total?: number;
  readonly withCode?: boolean;
}

/** An order of the bank with a kode billing, paid at that moment or not at all. */
async function order({ status = 'SELESAI', paid, total = 100_000, withCode = true }: OrderGiven = {}) {
  const number = ++numbers;
  const ntpn = paid ? ntpnOf(number) : null;
  const row = await database.db.order.create({
    data: {
      kuitansi: `KW-B1-200326${String(number).padStart(4, '0')}`,
      institutionId: institutionId('BANK-CONTOH'),
      productId: productId('WEBSERVICE-NIK'),
      tariffId: (await database.db.tariff.findFirstOrThrow()).id,
      createdBy: 'buyer',
      serviceName: 'Verifikasi',
      productName: 'Webservice NIK',
      unit: 'akses',
      unitPrice: 1_000n,
      quantity: total / 1_000,
      total: BigInt(total),
      tariffArticle: 'PP 10/2023',
      status: paid ? status : 'MENUNGGU_PEMBAYARAN',
      kodeBilling: withCode ? codeOf(number) : null,
      ntpn,
      paidAt: paid ? new Date(paid) : null,
      ...(paid ? { paidInTime: true, paidInFull: true } : {}),
    },
  });
  return { ...row, code: codeOf(number), reported: ntpn ?? ntpnOf(number) };
}
const codeOf = (number: number) => `8202603${String(number).padStart(8, '0')}`;
const ntpnOf = (number: number) => `AB${String(number).padStart(14, '0')}`;

interface Line {
  readonly code: string;
  readonly ntpn: string;
  readonly amount?: number;
  readonly day?: string;
}
let files = 0;
/** A report; every file has another name in its rows, so that no two are the same bytes. */
const csvOf = (lines: readonly Line[]) =>
  [
    reportColumns.join(','),
    ...lines.map(({ code, ntpn, amount = 100_000, day: paidOn = day }) =>
      [code, ntpn, '000000000012', `berkas ${files}`, 'BANK CONTOH', `"${amount},00"`, paidOn].join(','),
    ),
  ].join('\n');

async function upload(content: string, by = 'pnbp') {
  const form = new FormData();
  form.append('file', new Blob([content], { type: 'text/csv' }), 'laporan.csv');
  return api.call('POST', '/api/v1/report-imports', { cookie: cookies[by] ?? '', form });
}
async function importLines(lines: readonly Line[]) {
  files += 1;
  const answer = await upload(csvOf(lines));
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}
const get = (path: string, by = 'pnbp') => api.call('GET', `/api/v1${path}`, { cookie: cookies[by] ?? '' });
const post = (path: string, body: unknown, by = 'pnbp') =>
  api.call('POST', `/api/v1${path}`, { cookie: cookies[by] ?? '', body, key: `revenue-key-${++numbers}` });
const casesOf = async (importId: string) => {
  const query = new URLSearchParams({ filter: JSON.stringify({ importId }) });
  return (await get(`/report-differences?${query}`)).body as Record<string, unknown>[];
};
/** Everything that an import may write, as text, to see that nothing changed. */
const snapshot = async () => {
  const { db } = database;
  const rows = [
    await db.reportImport.findMany(),
    await db.reportDifference.findMany({ orderBy: { id: 'asc' } }),
    await db.paymentNotice.findMany({ orderBy: { id: 'asc' } }),
    await db.unmatchedPayment.findMany({ orderBy: { id: 'asc' } }),
    await db.order.findMany({ orderBy: { id: 'asc' } }),
    await db.auditEntry.count(),
  ];
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
};

describe('an import of a report', () => {
  it('finds that the books agree, and keeps the reported amounts', async () => {
    const paid = await order({ paid: `${day}T02:00:00Z` });
    const body = await importLines([
      { code: paid.code, ntpn: paid.reported, amount: 40_000 },
      { code: paid.code, ntpn: paid.reported, amount: 60_000 },
    ]);
    expect(body).toMatchObject({
      fileName: 'laporan.csv',
      encoding: 'UTF-8',
      rowCount: 2,
      matched: 1,
      differences: 0,
      periodFrom: day,
      periodTo: day,
      importedByName: 'Nanda Bendahara',
      repeated: false,
    });
    const row = await database.db.order.findUniqueOrThrow({ where: { id: paid.id } });
    expect(row).toMatchObject({ reportedAmount: 100_000n, paidInFull: true, status: 'SELESAI', version: 1 });
    const audit = await database.db.auditEntry.findFirstOrThrow({ where: { subjectId: body.id } });
    expect(audit).toMatchObject({ event: 'REPORT_IMPORTED', actorName: 'Nanda Bendahara' });
    expect(audit.details).toMatchObject({ rowCount: 2, matched: 1, casesOpened: 0 });
  });

  it('names a code that nobody here knows, and the order that bears its NTPN', async () => {
    const paid = await order({ paid: `${day}T02:00:00Z` });
    const body = await importLines([
      { code: '711111111111111', ntpn: 'ZZ00000000000001' },
      { code: '711111111111112', ntpn: paid.reported },
    ]);
    const cases = await casesOf(body.id);
    expect(cases.find(({ kodeBilling }) => kodeBilling === '711111111111111')).toMatchObject({
      kind: 'UNKNOWN_CODE',
      orderId: null,
      reportedAmount: 100_000,
    });
    expect(cases.find(({ kodeBilling }) => kodeBilling === '711111111111112')).toMatchObject({
      kind: 'UNKNOWN_CODE',
      orderId: paid.id,
      kuitansi: paid.kuitansi,
    });
  });

  it('names another amount, keeps it with the order and calls the payment not full', async () => {
    const paid = await order({ paid: `${day}T02:00:00Z`, status: 'PEMBAYARAN_BERMASALAH' });
    const body = await importLines([{ code: paid.code, ntpn: paid.reported, amount: 90_000 }]);
    const [difference] = await casesOf(body.id);
    expect(difference).toMatchObject({
      kind: 'AMOUNT',
      expectedAmount: 100_000,
      reportedAmount: 90_000,
      orderId: paid.id,
      status: 'TERBUKA',
    });
    const row = await database.db.order.findUniqueOrThrow({ where: { id: paid.id } });
    expect(row).toMatchObject({
      reportedAmount: 90_000n,
      paidInFull: false,
      status: 'PEMBAYARAN_BERMASALAH',
    });
  });

  it('names a payment that was not heard of, and puts it into the inbox for the workflow to ask', async () => {
    const waiting = await order();
    const body = await importLines([{ code: waiting.code, ntpn: waiting.reported, amount: 70_000 }]);
    const kinds = (await casesOf(body.id)).map(({ kind }) => String(kind)).sort();
    expect(kinds).toEqual(['AMOUNT', 'MISSING_HERE']);
    const notice = await database.db.paymentNotice.findFirstOrThrow({ where: { kodeBilling: waiting.code } });
    expect(notice).toMatchObject({
      kind: 'REPORT',
      status: 'RECEIVED',
      orderId: waiting.id,
      ntpn: waiting.reported,
      ntb: '000000000012',
    });
    const row = await database.db.order.findUniqueOrThrow({ where: { id: waiting.id } });
    expect(row).toMatchObject({ status: 'MENUNGGU_PEMBAYARAN', ntpn: null, paidInFull: null });
    expect(row.reportedAmount).toBe(70_000n);
  });

  it('has SIMPONI asked again about a payment that it did not confirm, and about no other', async () => {
    const [waiting, settled] = [await order(), await order()];
    const lines = [waiting, settled].map(({ code, reported }) => ({ code, ntpn: reported }));
    await importLines(lines);
    const end = (orderId: string, status: string) =>
      database.db.paymentNotice.updateMany({ where: { orderId }, data: { status, settledAt: new Date() } });
    await end(waiting.id, 'UNCONFIRMED');
    await end(settled.id, 'UNMATCHED');
    await importLines(lines);
    const notices = await database.db.paymentNotice.findMany({
      where: { orderId: { in: [waiting.id, settled.id] } },
      select: { orderId: true, status: true },
    });
    expect(new Map(notices.map(({ orderId, status }) => [orderId, status]))).toEqual(
      new Map([
        [waiting.id, 'RECEIVED'],
        [settled.id, 'UNMATCHED'],
      ]),
    );
  });

  it('names a second payment of one order by its NTPN, and keeps the amount of the first', async () => {
    const paid = await order({ paid: `${day}T02:00:00Z` });
    const body = await importLines([
      { code: paid.code, ntpn: paid.reported },
      { code: paid.code, ntpn: 'AA00000000000077', amount: 55_000 },
    ]);
    expect(await casesOf(body.id)).toMatchObject([
      { kind: 'NTPN', ntpn: 'AA00000000000077', reportedAmount: 55_000, orderId: paid.id },
    ]);
    const row = await database.db.order.findUniqueOrThrow({ where: { id: paid.id } });
    expect(row.reportedAmount).toBe(100_000n);
    expect(await database.db.paymentNotice.count({ where: { ntpn: 'AA00000000000077' } })).toBe(1);
  });

  it('names payments of ours that the report misses, within its days and only of days that are over', async () => {
    const inside = await order({ paid: '2026-02-10T16:59:59Z' });
    const before = await order({ paid: '2026-02-09T16:59:59Z' });
    const after = await order({ paid: '2026-02-11T17:00:00Z' });
    const body = await importLines([
      { code: '722222222222221', ntpn: 'YY00000000000001', day: '2026-02-10' },
      { code: '722222222222222', ntpn: 'YY00000000000002', day: '2026-02-11' },
    ]);
    const missing = (await casesOf(body.id)).filter(({ kind }) => kind === 'MISSING_IN_REPORT');
    expect(missing).toMatchObject([{ orderId: inside.id, expectedAmount: 100_000, reportedAmount: null }]);
    expect(missing.map(({ orderId }) => orderId)).not.toContain(before.id);
    expect(missing.map(({ orderId }) => orderId)).not.toContain(after.id);

    now = new Date('2026-04-02T09:00:00Z');
    await order({ paid: '2026-04-02T08:00:00Z' });
    const today = await importLines([
      { code: '722222222222223', ntpn: 'YY00000000000003', day: '2026-04-02' },
    ]);
    expect((await casesOf(today.id)).map(({ kind }) => kind)).toEqual(['UNKNOWN_CODE']);
    now = new Date('2026-03-20T03:00:00Z');
  });

  it('of the very same file again changes nothing and says so, also at the same moment', async () => {
    const waiting = await order();
    files += 1;
    const content = csvOf([{ code: waiting.code, ntpn: waiting.reported }]);
    const answers = await Promise.all([upload(content), upload(content), upload(content)]);
    expect(answers.map(({ body }) => body.repeated).sort()).toEqual([false, true, true]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const before = await snapshot();
    expect((await upload(content)).body.repeated).toBe(true);
    expect(await snapshot()).toBe(before);
  });

  it('of the same rows in another file opens no second case, and reopens none that is closed', async () => {
    const line = { code: '733333333333331', ntpn: 'XX00000000000001' };
    const first = await importLines([line]);
    const [difference] = await casesOf(first.id);
    await post(`/report-differences/${difference?.id}/close`, { note: 'Setoran satker lain' });
    const second = await importLines([line]);
    expect(second.differences).toBe(0);
    expect(await casesOf(second.id)).toEqual([]);
    const row = await database.db.reportDifference.findUniqueOrThrow({
      where: { id: String(difference?.id) },
    });
    expect(row).toMatchObject({ status: 'SELESAI', note: 'Setoran satker lain' });
  });

  it('closes open cases of before that are explained now', async () => {
    const paid = await order({ paid: `${day}T02:00:00Z` });
    const without = await importLines([{ code: '744444444444441', ntpn: 'WW00000000000001' }]);
    const missing = (await casesOf(without.id)).find(({ kind }) => kind === 'MISSING_IN_REPORT');
    expect(missing).toMatchObject({ orderId: paid.id, status: 'TERBUKA' });
    await importLines([{ code: paid.code, ntpn: paid.reported }]);
    const after = (await get(`/report-differences/${missing?.id}`)).body;
    expect(after).toMatchObject({ status: 'SELESAI', closedByName: 'Sistem' });
  });

  it('tells a payment without an order its amount', async () => {
    const payment = { kodeBilling: '755555555555551', ntpn: 'VV00000000000001', reason: 'UNKNOWN_CODE' };
    await database.db.unmatchedPayment.create({ data: payment });
    await importLines([{ code: payment.kodeBilling, ntpn: payment.ntpn, amount: 12_345 }]);
    const row = await database.db.unmatchedPayment.findFirstOrThrow({ where: payment });
    expect(row.amount).toBe(12_345n);
  });

  it.each([
    ['without its columns', 'nama;alamat\r\nBank;Jakarta', 'REPORT_COLUMNS'],
    ['with one wrong row', `${csvOf([])}\n1,2,3`, 'REPORT_ROWS'],
  ])('%s is refused and keeps nothing', async (_, content, code) => {
    const before = await snapshot();
    const answer = await upload(content);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe(code);
    expect(await snapshot()).toBe(before);
  });

  it('is the work of staf-pnbp; others may read', async () => {
    expect((await upload(csvOf([]), 'pejabat')).status).toBe(403);
    expect((await get('/report-imports', 'auditor')).status).toBe(200);
    expect((await get('/report-imports', 'pemesan.bank')).status).toBe(403);
    expect((await post('/report-imports', {})).body.code).toBe('MALFORMED_BODY');
  });
});

describe('a report of 100,000 rows', () => {
  it('is taken in whole, and the one row that differs is found', async () => {
    const orders = 20_000;
    const tariff = await database.db.tariff.findFirstOrThrow();
    await database.db.$executeRaw`
      INSERT INTO "order" (kuitansi, institution_id, product_id, tariff_id, created_by, service_name, product_name,
        unit, unit_price, quantity, total, tariff_article, status, kode_billing, ntpn, paid_at, paid_in_time, paid_in_full)
      SELECT 'KW-B1-010125' || n, ${institutionId('BANK-CONTOH')}::uuid, ${productId('WEBSERVICE-NIK')}::uuid,
        ${tariff.id}::uuid, 'buyer', 'Verifikasi', 'Webservice NIK', 'akses', 1000, 100, 100000, 'PP 10/2023',
        'SELESAI', '9' || lpad(n::text, 14, '0'), 'BULK' || lpad(n::text, 12, '0'),
        '2025-01-01T05:00:00Z'::timestamptz, true, true
      FROM generate_series(1, ${orders}) AS n`;
    const lines = Array.from({ length: orders }, (_, index) => {
      const digits = String(index + 1);
      const line = { code: `9${digits.padStart(14, '0')}`, ntpn: `BULK${digits.padStart(12, '0')}` };
      const day = '2025-01-01';
      const accounts = [20_000, 20_000, 20_000, 20_000, index === 7 ? 19_000 : 20_000];
      return accounts.map((amount) => ({ ...line, day, amount }));
    }).flat();
    const content = csvOf(lines);
    const answer = await upload(content);
    expect(answer.body).toMatchObject({
      rowCount: 100_000,
      matched: orders - 1,
      differences: 1,
      repeated: false,
    });
    expect(await casesOf(answer.body.id)).toMatchObject([{ kind: 'AMOUNT', reportedAmount: 99_000 }]);
    expect(
      await database.db.order.count({
        where: { reportedAmount: { not: null }, tariffId: tariff.id, kodeBilling: { startsWith: '9' } },
      }),
    ).toBe(orders);
    const before = await database.db.reportDifference.count();
    expect((await upload(content)).body.repeated).toBe(true);
    expect(await database.db.reportDifference.count()).toBe(before);
  }, 180_000);
});

describe('a case', () => {
  it('is closed once with a note, whoever comes first', async () => {
    const body = await importLines([{ code: '766666666666661', ntpn: 'UU00000000000001' }]);
    const [difference] = await casesOf(body.id);
    const close = (note: string, by?: string) =>
      post(`/report-differences/${difference?.id}/close`, { note }, by);
    expect((await close('x')).status).toBe(422);
    expect((await close('Bukan wewenang', 'pejabat')).status).toBe(403);
    const answers = await Promise.all([close('Sudah dicek satu'), close('Sudah dicek dua')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('CASE_ALREADY_CLOSED');
    const after = (await get(`/report-differences/${difference?.id}`)).body;
    expect(after).toMatchObject({ status: 'SELESAI', closedByName: 'Nanda Bendahara' });
    const trail = await database.db.auditEntry.findMany({ where: { subjectId: String(difference?.id) } });
    expect(trail.map(({ event }) => event)).toEqual(['DIFFERENCE_CLOSED']);
  });

  it('of a payment without an order is listed, found and closed', async () => {
    const { id } = await database.db.unmatchedPayment.create({
      data: {
        kodeBilling: '777777777777771',
        ntpn: 'TT00000000000001',
        reason: 'SECOND_PAYMENT',
        confirmed: true,
      },
    });
    const query = new URLSearchParams({ filter: '{"status":"TERBUKA","q":"tt00000000000001"}' });
    expect((await get(`/unmatched-payments?${query}`, 'pejabat')).body).toMatchObject([
      { id, confirmed: true },
    ]);
    expect((await post(`/unmatched-payments/${id}/close`, { note: 'Dikembalikan' })).body.status).toBe(
      'SELESAI',
    );
    expect((await get(`/unmatched-payments?${query}`)).body).toEqual([]);
    const unknown = '00000000-0000-4000-8000-000000000001';
    expect((await post(`/unmatched-payments/${unknown}/close`, { note: 'Tidak ada' })).status).toBe(404);
  });
});

describe('a standing decision', () => {
  const request = {
    institutionId: institutionId('KEMENTERIAN-CONTOH'),
    productId: productId('WEBSERVICE-NIK'),
    maxUnits: 1_000,
    note: 'Sesuai PKS',
  };
  const decide = (change: object = {}, by = 'pejabat') =>
    post('/standing-decisions', { ...request, ...change }, by);

  it('of pejabat covers the PKS year that holds today, once while units are left', async () => {
    const answers = await Promise.all([decide(), decide(), decide()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const made = answers.find(({ status }) => status === 201)?.body;
    // The PKS began on 15 April 2024: its second year ends on 14 April 2026.
    expect(made).toMatchObject({ validFrom: '2026-03-20', validTo: '2026-04-14', usedUnits: 0 });
    await database.db.standingDecision.update({ where: { id: made.id }, data: { usedUnits: 1_000 } });
    expect((await decide()).status).toBe(201);
    expect((await get('/standing-decisions', 'auditor')).body).toHaveLength(2);
  });

  it('is revoked once, with a note', async () => {
    const [latest] = (await get('/standing-decisions')).body;
    const revoke = (by: string) =>
      post(`/standing-decisions/${latest.id}/revoke`, { note: 'PKS diubah' }, by);
    expect((await revoke('pnbp')).status).toBe(403);
    expect((await revoke('pejabat')).body.revokedAt).toBe(now.toISOString());
    expect((await revoke('pejabat')).body.code).toBe('CASE_ALREADY_CLOSED');
    const trail = await database.db.auditEntry.findMany({
      where: { subjectId: latest.id },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ event }) => event)).toEqual(['STANDING_DECISION_MADE', 'STANDING_DECISION_REVOKED']);
  });

  it('is refused where a price is charged, without a PKS in force, and to anybody else', async () => {
    const paying = await decide({ institutionId: institutionId('BANK-CONTOH') });
    expect(paying.body.errors).toMatchObject([{ path: 'productId', code: 'NOT_FREE' }]);
    const ended = await decide({ institutionId: institutionId('BPR-CONTOH') });
    expect(ended.body.code).toBe('AGREEMENT_INACTIVE');
    const untariffed = await decide({ productId: productId('SAM') });
    expect(untariffed.body.code).toBe('TARIFF_MISSING');
    const unknown = await decide({ productId: '00000000-0000-4000-8000-000000000001' });
    expect(unknown.status).toBe(404);
    expect((await decide({}, 'pnbp')).status).toBe(403);
  });
});
