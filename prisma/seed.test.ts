import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleNames } from '#contract/access/roles';
import { Email, Password } from '#contract/accounts/schemas';
import { npwpPattern } from '#contract/shared/identifiers';
import { sha256 } from '#platform/crypto';
import { verifyPassword } from '#platform/password';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { exampleTariffCodes } from './seed/catalogue.ts';
import { demoAccounts, demoPassword, demoSecret, institutionId, seed, seedReference } from './seed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

/** Every row of every table that the seed writes, as text. */
async function everything(): Promise<string> {
  const { db } = database;
  const rows = [
    await db.service.findMany({ orderBy: { id: 'asc' } }),
    await db.product.findMany({ orderBy: { id: 'asc' } }),
    await db.tariff.findMany({ orderBy: { id: 'asc' } }),
    await db.region.findMany({ orderBy: { code: 'asc' } }),
    await db.office.findMany({ orderBy: { code: 'asc' } }),
    await db.institution.findMany({ orderBy: { id: 'asc' } }),
    await db.agreement.findMany({ orderBy: { id: 'asc' } }),
    await db.user.findMany({ include: { roles: true, accounts: true }, orderBy: { id: 'asc' } }),
    await db.allowedNetwork.findMany({ orderBy: { id: 'asc' } }),
    await db.apiCredential.findMany({ orderBy: { id: 'asc' } }),
    await db.voucher.findMany({ orderBy: { id: 'asc' } }),
    await db.ledgerEntry.findMany({ orderBy: { id: 'asc' } }),
    await db.auditEntry.findMany({ orderBy: { id: 'asc' } }),
  ];
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
}

describe('the demo seed', () => {
  it('is written once, of several starts at once, as the application role', async () => {
    const written = await Promise.all([seed(database.db), seed(database.db), seed(database.db)]);
    expect(written.filter(Boolean)).toHaveLength(1);
  });

  it('changes nothing when it is there, also what people changed', async () => {
    await database.db.institution.update({
      where: { id: institutionId('BANK-CONTOH') },
      data: { approvalAbove: 5n },
    });
    await database.db.userRole.deleteMany({ where: { role: 'lembaga-teknis' } });
    await database.db.region.update({ where: { code: '3374' }, data: { officeId: null } });
    await database.db.office.update({ where: { code: 'PUSAT' }, data: { phone: '112' } });
    const before = await everything();
    expect(await seed(database.db, { password: 'another password' })).toBe(false);
    expect(await everything()).toBe(before);
  });

  it('gives DEMO PUSAT the balances of the walk-through document, as sums of the ledger', async () => {
    const rows = await database.db.$queryRaw<{ name: string; units: string }[]>`
      SELECT p.name, coalesce(sum(e.units), 0)::text AS units FROM product p
      LEFT JOIN ledger_entry e ON e.product_id = p.id AND e.account = 'KUOTA'
        AND e.institution_id = ${institutionId('DEMO-PUSAT')}::uuid
      GROUP BY p.id ORDER BY p.position`;
    expect(rows.map(({ name, units }) => [name, units])).toEqual([
      ['Level 1', '0'],
      ['Buku Digital', '0'],
      ['Elemen Data Lengkap', '0'],
      ['Webportal NIK', '1002437'],
      ['Webservice NIK', '25780'],
      ['Webservice Biometrik Face Recognition', '196'],
      ['Personalisasi SAM', '0'],
    ]);
    const vouchers = await database.db.voucher.findMany();
    expect(vouchers.every(({ source, orderId }) => source === 'SALDO_AWAL' && orderId === null)).toBe(true);
    expect(vouchers).toHaveLength(3);
  });

  it('offers all seven products, five of them with a tariff: the other two wait for one that staff set', async () => {
    const products = await database.db.product.findMany({ include: { tariffs: true } });
    expect(
      products.map(({ deliverable, undeliverableReason }) => [deliverable, undeliverableReason]),
    ).toEqual(Array(7).fill([true, null]));
    const untariffed = products.filter(({ tariffs }) => tariffs.length === 0).map(({ name }) => name);
    expect(untariffed.sort()).toEqual(['Buku Digital', 'Personalisasi SAM']);
  });

  it('has a person for every role, who signs in with the printed password', async () => {
    const held = new Set(demoAccounts.flatMap(({ roles }) => roles));
    expect([...held].sort()).toEqual([...roleNames].sort());
    expect(demoAccounts.every(({ email }) => Email.safeParse(email).success)).toBe(true);
    expect(Password.safeParse(demoPassword).success).toBe(true);
    const account = await database.db.account.findFirstOrThrow();
    expect(await verifyPassword(account.password ?? '', demoPassword)).toBe(true);
  });

  it('lets DEMO PUSAT call the web service from this machine, with the printed secret', async () => {
    const { db } = database;
    const held = { where: { institutionId: institutionId('DEMO-PUSAT') } };
    const credentials = await db.apiCredential.findMany({ ...held, orderBy: { environment: 'asc' } });
    expect(credentials.map(({ userId, environment }) => [environment, userId])).toEqual([
      ['PRODUKSI', 'demo-pusat-produksi'],
      ['UJI', 'demo-pusat-uji'],
    ]);
    expect(credentials.every(({ secretHash }) => secretHash === sha256(demoSecret))).toBe(true);
    const networks = await db.allowedNetwork.findMany({ ...held, orderBy: { cidr: 'asc' } });
    expect(networks.map(({ cidr, status }) => `${cidr} ${status}`)).toEqual([
      '127.0.0.1/32 DISETUJUI',
      '::1/128 DISETUJUI',
    ]);
  });

  it('names tax numbers of the right form', async () => {
    const rows = await database.db.institution.findMany();
    expect(rows.every(({ npwp }) => npwpPattern.test(npwp ?? ''))).toBe(true);
  });
});

describe('the regions', () => {
  it('are all of them, each in the zone of its province', async () => {
    const rows = await database.db.region.findMany();
    expect(rows).toHaveLength(514);
    expect(new Set(rows.map(({ provinceCode }) => provinceCode)).size).toBe(38);
    const zones = new Map(rows.map(({ code, name, zone }) => [code, `${name} ${zone}`]));
    expect(
      ['1101', '3374', '6171', '6371', '5103', '7371', '8171', '9171'].map((code) => zones.get(code)),
    ).toEqual([
      'Kabupaten Aceh Selatan WIB',
      'Kota Semarang WIB',
      'Kota Pontianak WIB',
      'Kota Banjarmasin WITA',
      'Kabupaten Badung WITA',
      'Kota Makassar WITA',
      'Kota Ambon WIT',
      'Kota Jayapura WIT',
    ]);
  });

  it('take the name of a new law, and keep the office that people gave them', async () => {
    const { db } = database;
    const office = await db.office.findUniqueOrThrow({ where: { code: '5103' } });
    await db.region.update({ where: { code: '3374' }, data: { name: 'Nama Lama', officeId: office.id } });
    await seedReference(db, exampleTariffCodes);
    expect(await db.region.findUniqueOrThrow({ where: { code: '3374' } })).toMatchObject({
      name: 'Kota Semarang',
      officeId: office.id,
    });
  });
});

describe('the calendar', () => {
  it('is the decree of 2026: 17 national holidays and 8 days of collective leave, and Ramadan', async () => {
    const of2026 = { gte: new Date('2026-01-01'), lte: new Date('2026-12-31') };
    const count = (kind: string) => database.db.holiday.count({ where: { day: of2026, kind } });
    expect([await count('LIBUR_NASIONAL'), await count('CUTI_BERSAMA')]).toEqual([17, 8]);
    expect(await database.db.ramadanPeriod.count({ where: { from: of2026 } })).toBe(1);
  });

  it('stays as the administrator left it: a day that was taken away does not come back', async () => {
    const { db } = database;
    const day = new Date('2027-06-06');
    await db.holiday.deleteMany({ where: { day } });
    await db.ramadanPeriod.deleteMany({ where: { from: new Date('2027-02-08') } });
    await seedReference(db, exampleTariffCodes);
    expect(await db.holiday.count({ where: { day } })).toBe(0);
    expect(await db.ramadanPeriod.count()).toBe(1);
  });
});

describe('the reference data of a production start', () => {
  it('is products and tariffs, and nobody', async () => {
    const empty = await createTestDatabase();
    try {
      const codes = { ...exampleTariffCodes, kodeTarif: '001687' };
      await seedReference(empty.db, codes);
      await seedReference(empty.db, exampleTariffCodes);
      expect(await empty.db.product.count()).toBe(7);
      expect((await empty.db.product.findFirstOrThrow()).simponiTarif).toBe('001687');
      expect(await empty.db.tariff.count({ where: { institutionId: { not: null } } })).toBe(0);
      expect(await empty.db.user.count()).toBe(0);
      expect(await empty.db.institution.count()).toBe(0);
      expect(await empty.db.apiCredential.count()).toBe(0);
      expect(await empty.db.allowedNetwork.count()).toBe(0);
      expect((await empty.db.office.findMany()).map(({ code }) => code)).toEqual(['PUSAT']);
    } finally {
      await empty.drop();
    }
  });
});
