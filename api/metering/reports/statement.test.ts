import { afterAll, beforeAll, expect, it } from 'vitest';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { addPerson } from '../../../tests/support/people.ts';
import { reportHandlers } from './index.ts';

const bank = institutionId('BANK-CONTOH');
let database: TestDatabase;
let api: TestApi;
let cookie = '';

/** Orders by name: when they were made, and which status they took when. `at` is a day of 2026, 10.00 WIB. */
const orders = {
  A: {
    created: '04-10',
    total: 1_000,
    steps: [
      ['MENUNGGU_PEMBAYARAN', '04-10'],
      ['DIBAYAR', '05-02'],
      ['SELESAI', '05-02'],
    ],
  },
  B: {
    created: '04-20',
    total: 2_000,
    steps: [
      ['MENUNGGU_PEMBAYARAN', '04-20'],
      ['KEDALUWARSA', '04-27'],
      ['PEMBAYARAN_BERMASALAH', '05-03'],
    ],
  },
  C: {
    created: '05-05',
    total: 4_000,
    steps: [
      ['MENUNGGU_PEMBAYARAN', '05-05'],
      ['DIBATALKAN', '05-06'],
    ],
  },
  D: {
    created: '05-31',
    total: 8_000,
    steps: [
      ['MENUNGGU_PEMBAYARAN', '05-31'],
      ['DIBAYAR', '06-01'],
    ],
  },
  E: {
    created: '04-01',
    total: 16_000,
    steps: [
      ['MENUNGGU_PEMBAYARAN', '04-01'],
      ['DIBAYAR', '04-02'],
      ['SELESAI', '04-02'],
    ],
  },
  F: { created: '06-02', total: 32_000, steps: [['MENUNGGU_PEMBAYARAN', '06-02']] },
} as const;

const at = (day: string) => new Date(`2026-${day}T03:00:00Z`);

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seed(db);
  api = await serveTestApi(database, {
    implementations: reportHandlers,
    now: () => new Date('2026-06-10T03:00:00Z'),
  });
  ({ cookie } = await addPerson(db, { roles: ['lembaga-keuangan'], institutionId: bank }));
  const tariff = await db.tariff.findFirstOrThrow({ where: { productId: productId('WEBPORTAL-NIK') } });
  let number = 0;
  for (const [name, { created, total, steps }] of Object.entries(orders)) {
    const last = steps.at(-1);
    await db.order.create({
      data: {
        kuitansi: `KW-B1-010526000${++number}`,
        institutionId: bank,
        productId: productId('WEBPORTAL-NIK'),
        tariffId: tariff.id,
        createdBy: 'somebody',
        createdAt: at(created),
        serviceName: 'Layanan',
        productName: name,
        unit: 'akses',
        unitPrice: 1000n,
        quantity: total / 1000,
        total: BigInt(total),
        tariffArticle: 'uji',
        status: last?.[0] ?? 'DIPROSES',
        statusSince: at(last?.[1] ?? created),
        version: steps.length,
        history: {
          create: steps.map(([to, day], version) => ({
            version: version + 1,
            action: 'issueBilling',
            to,
            actorId: 'system',
            actorName: 'Sistem',
            actorUnit: '',
            actorRole: 'system',
            at: at(day),
          })),
        },
      },
    });
  }
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

async function statement(month: string) {
  const { body } = await api.call('GET', `/api/v1/statements/${month}`, { cookie });
  const names = (rows: { productName: string }[]) => rows.map(({ productName }) => productName).join('');
  const parts = ['opening', 'ordered', 'paid', 'paidLate', 'ended', 'closing'] as const;
  return {
    ...Object.fromEntries(parts.map((part) => [part, `${names(body[part].rows)} ${body[part].total}`])),
    gap: body.gap,
    running: body.running,
  };
}

it.each([
  [
    '2026-03',
    {
      opening: ' 0',
      ordered: ' 0',
      paid: ' 0',
      paidLate: ' 0',
      ended: ' 0',
      closing: ' 0',
      gap: 0,
      running: false,
    },
  ],
  [
    '2026-04',
    {
      opening: ' 0',
      ordered: 'EAB 19000',
      paid: 'E 16000',
      paidLate: ' 0',
      ended: 'B 2000',
      closing: 'A 1000',
      gap: 0,
      running: false,
    },
  ],
  [
    '2026-05',
    {
      opening: 'A 1000',
      ordered: 'CD 12000',
      paid: 'A 1000',
      paidLate: 'B 2000',
      ended: 'C 4000',
      closing: 'D 8000',
      gap: 0,
      running: false,
    },
  ],
  [
    '2026-06',
    {
      opening: 'D 8000',
      ordered: 'F 32000',
      paid: 'D 8000',
      paidLate: ' 0',
      ended: ' 0',
      closing: 'F 32000',
      gap: 0,
      running: true,
    },
  ],
])('tells the bills of %s', async (month, expected) => {
  expect(await statement(month)).toEqual(expected);
});

it('is a PDF as well, and its download is written down', async () => {
  const { status, headers } = await api.call('GET', '/api/v1/statements/2026-05/pdf', { cookie });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/pdf');
  expect(await database.db.auditEntry.count({ where: { event: 'STATEMENT_DOWNLOADED' } })).toBe(1);
});
