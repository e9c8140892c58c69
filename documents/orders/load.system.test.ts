import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderStatus } from '#contract/orders/lifecycle';
import type { Database } from '#prisma/client';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { readPdf } from '../shared/read-pdf.fixture.ts';
import { checkDocument } from '../shared/signature.ts';
import { documentSettings, makeOrderDocument } from './documents.ts';
import { loadBill, loadRevenueCopy } from './load.ts';

const config = testConfig({ PUBLIC_URL: 'https://loket.example' });
const settings = documentSettings(config);
const beforeExpiry = { at: new Date('2023-03-10T00:00:00.400Z'), language: 'id' } as const;

let database: TestDatabase;
let base: Awaited<ReturnType<typeof arrange>>;

beforeAll(async () => {
  database = await createTestDatabase();
  base = await arrange(database.owner);
});
afterAll(async () => {
  await database?.drop();
});

/** An institution with its PKS, and a product with its tariff. */
async function arrange(db: Database) {
  const institution = await db.institution.create({
    data: {
      code: 'DEMO-PUSAT',
      name: 'DEMO PUSAT',
      category: 'KEMENTERIAN',
      address: 'Jl. Raya Pasar Minggu KM 19',
      email: 'dukcapil@kemendagri.go.id',
      phone: '(021) 79194075',
      agreements: {
        create: {
          number: '119/1234',
          startsOn: new Date('2019-02-14T00:00:00Z'),
          endsOn: new Date('2029-02-13T00:00:00Z'),
        },
      },
    },
    include: { agreements: true },
  });
  const product = await db.product.create({
    data: {
      code: 'WS-NIK',
      name: 'Webservice NIK',
      description: '-',
      unit: 'NIK',
      deliverable: true,
      maxQuantity: 1_000_000,
      simponiTarif: '000001',
      simponiPp: '2023010',
      simponiAkun: '425129',
      position: 1,
      service: { create: { code: 'WEB', name: 'Verifikasi Data Kependudukan Berbasis Web', position: 1 } },
      tariffs: {
        create: { article: 'PP 10/2023', amount: 1_000n, validFrom: new Date('2023-03-01T00:00:00Z') },
      },
    },
    include: { tariffs: true },
  });
  return {
    institutionId: institution.id,
    agreementId: institution.agreements[0]?.id ?? null,
    productId: product.id,
    tariffId: product.tariffs[0]?.id ?? '',
  };
}

let serial = 0;

const billed = () => ({
  kodeBilling: `82023030900${String(serial).padStart(4, '0')}`,
  billingIssuedAt: new Date('2023-03-09T07:05:30Z'),
  expiresAt: new Date('2023-03-16T07:05:30Z'),
});

const paid = () => ({
  ntpn: `A1B2C3D4E5F6${String(serial).padStart(4, '0')}`,
  ntb: '000012345678',
  paidAt: new Date('2023-03-10T02:15:09Z'),
  bankCode: '008',
  channelCode: '7012',
  bookDate: new Date('2023-03-10T00:00:00Z'),
  paidInTime: true,
  paidInFull: true,
});

async function order(status: OrderStatus, data: object = {}): Promise<string> {
  serial += 1;
  const { id } = await database.owner.order.create({
    data: {
      ...base,
      kuitansi: `KW-B1-090323${String(serial).padStart(4, '0')}`,
      createdBy: 'test',
      createdAt: new Date('2023-03-09T07:05:12Z'),
      serviceName: 'Verifikasi Data Kependudukan Berbasis Web',
      productName: 'Webservice NIK',
      unit: 'NIK',
      unitPrice: 1_000n,
      quantity: 100,
      total: 100_000n,
      tariffArticle: 'PP 10/2023',
      status,
      ...data,
    },
  });
  return id;
}

const refusal = (code: string) => expect.objectContaining({ code });

describe('the bill of an order', () => {
  it('is what stands in its row, with a QR that our key vouches for', async () => {
    const id = await order('MENUNGGU_PEMBAYARAN', billed());
    const bill = await loadBill(database.db, id, settings, beforeExpiry);
    expect(bill).toMatchObject({
      state: 'BELUM_BAYAR',
      payer: { name: 'DEMO PUSAT', category: 'KEMENTERIAN', agreement: { endsOn: '2029-02-13' } },
      item: { quantity: 100, unitPrice: 1_000, total: 100_000, kodeAkun: '425129' },
      revenue: { kodeKl: '010', kodeEselon1: '08', kodeSatker: '664090', jenisPnbp: 'F' },
    });
    const [page, token = ''] = bill.verification.document.split('#');
    expect(page).toBe('https://loket.example/verifikasi');
    expect(checkDocument(config.documentSigningKey, token)).toEqual({
      kind: 'tagihan',
      kuitansi: bill.kuitansi,
      kodeBilling: bill.kodeBilling,
      institution: 'DEMO PUSAT',
      total: 100_000,
      expiresAt: '2023-03-16T07:05:30.000Z',
      ntpn: null,
      printedAt: '2023-03-10T00:00:00.000Z',
    });
  });

  it('is not called payable after its deadline, even before the order is expired', async () => {
    const id = await order('MENUNGGU_PEMBAYARAN', billed());
    const late = { at: new Date('2023-03-16T07:05:31Z'), language: 'id' } as const;
    expect((await loadBill(database.db, id, settings, late)).state).toBe('LEWAT_WAKTU');
  });

  it.each([
    'DIPROSES',
    'MENUNGGU_PERSETUJUAN',
    'PENERBITAN_TAGIHAN',
    'TAGIHAN_BERMASALAH',
    'DIBATALKAN',
  ] as const)('is not ready when %s without a kode billing', async (status) => {
    const id = await order(status);
    await expect(loadBill(database.db, id, settings, beforeExpiry)).rejects.toEqual(
      refusal('DOCUMENT_NOT_READY'),
    );
  });

  it('is printed as a PDF that is named by its number', async () => {
    const id = await order('MENUNGGU_PEMBAYARAN', billed());
    const document = await makeOrderDocument(database.db, settings, {
      orderId: id,
      kind: 'tagihan',
      printedAt: beforeExpiry.at,
    });
    expect(document.fileName).toMatch(/^tagihan-KW-B1-090323\d{4}\.pdf$/);
    expect((await readPdf(document.bytes)).text).toContain('Kode Kuitansi : KW-B1-090323');
  });
});

describe("the copy of SIMPONI's data", () => {
  it('is what SIMPONI told of the payment', async () => {
    const id = await order('SELESAI', { ...billed(), ...paid() });
    const copy = await loadRevenueCopy(database.db, id, settings, beforeExpiry);
    expect(copy).toMatchObject({
      state: 'SUDAH_DIBAYAR',
      payment: { ntb: '000012345678', bookDate: '2023-03-10', bankCode: '008', reportedAmount: null },
    });
    const [, token = ''] = copy.verification.document.split('#');
    expect(checkDocument(config.documentSigningKey, token)?.kind).toBe('penerimaan-negara');
  });

  it('is not ready while nothing was paid', async () => {
    const id = await order('MENUNGGU_PEMBAYARAN', billed());
    await expect(loadRevenueCopy(database.db, id, settings, beforeExpiry)).rejects.toEqual(
      refusal('DOCUMENT_NOT_READY'),
    );
  });

  it('is not ready for an order of Rp0, which has no payment', async () => {
    const id = await order('SELESAI', { total: 0n, unitPrice: 0n });
    await expect(loadRevenueCopy(database.db, id, settings, beforeExpiry)).rejects.toEqual(
      refusal('DOCUMENT_NOT_READY'),
    );
  });
});

it('knows no document of an order that does not exist', async () => {
  const request = { orderId: randomUUID(), kind: 'tagihan', printedAt: beforeExpiry.at } as const;
  await expect(makeOrderDocument(database.db, settings, request)).rejects.toEqual(refusal('NOT_FOUND'));
});
