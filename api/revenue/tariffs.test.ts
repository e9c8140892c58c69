import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#contract/access/roles';
import { institutionId, productId, seed } from '#prisma/seed';
import { loadBuyer, loadPrices, productsWithTariff } from '#records/prices';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { tariffHandlers } from './tariffs.ts';

const sam = productId('SAM');
const now = new Date('2026-11-20T03:00:00Z');

let database: TestDatabase;
let api: TestApi;
let desk: TestPerson;
let official: TestPerson;

const staff = (...roles: Role[]) => addPerson(database.db, { roles, institutionId: null });

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: tariffHandlers, now: () => now });
  desk = await staff('staf-kerjasama');
  official = await staff('pejabat');
});
beforeEach(async () => {
  await database.db.tariff.deleteMany({ where: { productId: sam } });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const input = {
  productId: sam,
  amount: 250_000,
  documentNumber: 'PP Nomor 99 Tahun 2026',
  documentDate: '2026-11-01',
  passage: 'Lampiran angka 5',
  validFrom: '2026-11-20',
};
const send = (path: string, body: object, { cookie }: TestPerson, key: string = randomUUID()) =>
  api.call('POST', `/api/v1/tariffs${path}`, { body, key, cookie });
const propose = (change: object = {}, by = desk) => send('', { ...input, ...change }, by);
const decide = (id: string, decision = 'set', by = official) =>
  send(`/${id}/decision`, { decision, note: 'Sesuai lampiran' }, by);
/** What one unit costs a bank of the seed, or null. */
const priceFor = async (code: 'BANK-CONTOH' | 'KEMENTERIAN-CONTOH', at = now) => {
  const buyer = await loadBuyer(database.db, institutionId(code), at);
  return (await loadPrices(database.db, buyer, [sam], at)).get(sam)?.unitPrice ?? null;
};

describe('a proposed tariff', () => {
  it('prices nothing until the official sets it, and then from its first day on', async () => {
    const { body, status } = await propose({ validFrom: '2026-11-21' });
    expect([status, body.status, body.article]).toEqual([
      201,
      'DIUSULKAN',
      'PP Nomor 99 Tahun 2026, 1 November 2026: Lampiran angka 5',
    ]);
    const tomorrow = new Date('2026-11-21T03:00:00Z');
    expect(await priceFor('BANK-CONTOH', tomorrow)).toBeNull();
    expect((await decide(body.id)).body.status).toBe('DITETAPKAN');
    expect([await priceFor('BANK-CONTOH'), await priceFor('BANK-CONTOH', tomorrow)]).toEqual([null, 250_000]);
    expect((await productsWithTariff(database.db, now)).has(sam)).toBe(false);
    expect((await productsWithTariff(database.db, tomorrow)).has(sam)).toBe(true);
    const trail = await database.db.auditEntry.findMany({
      where: { subjectId: body.id },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ event }) => event)).toEqual(['TARIFF_PROPOSED', 'TARIFF_SET']);
  });

  it('that is refused stays on record, prices nothing, and leaves its day to another', async () => {
    const { body } = await propose();
    expect((await propose({ amount: 1 })).body.errors).toMatchObject([
      { path: 'validFrom', code: 'TARIFF_SAME_DAY' },
    ]);
    expect((await decide(body.id, 'refuse')).body).toMatchObject({
      status: 'DITOLAK',
      decisionNote: 'Sesuai lampiran',
    });
    expect(await priceFor('BANK-CONTOH')).toBeNull();
    expect((await decide(body.id)).body.code).toBe('CASE_ALREADY_CLOSED');
    expect((await propose({ amount: 1 })).status).toBe(201);
  });

  it('of a category or an institution beats the general one, and Rp0 is a price', async () => {
    const wanted = [
      {},
      { category: 'KEMENTERIAN', amount: 0 },
      { institutionId: institutionId('BANK-CONTOH'), amount: 5 },
    ];
    for (const change of wanted) expect((await decide((await propose(change)).body.id)).status).toBe(200);
    expect([await priceFor('KEMENTERIAN-CONTOH'), await priceFor('BANK-CONTOH')]).toEqual([0, 5]);
  });

  it('is decided once, by somebody else than who proposed it, and by nobody but the official', async () => {
    const both = await staff('staf-kerjasama', 'pejabat');
    const { body } = await propose({}, both);
    expect(body.mayDecide).toBe(false);
    expect((await decide(body.id, 'set', both)).body.code).toBe('OWN_PROPOSAL');
    expect((await decide(body.id, 'set', desk)).status).toBe(403);
    expect((await propose({}, official)).status).toBe(403);
    const answers = await Promise.all([decide(body.id), decide(body.id, 'refuse')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('that is sent twice with one key is one', async () => {
    const key = randomUUID();
    const first = await send('', input, desk, key);
    expect((await send('', input, desk, key)).body).toEqual(first.body);
    expect(await database.db.tariff.count({ where: { productId: sam } })).toBe(1);
  });

  it.each([
    ['before its legal basis', { validFrom: '2026-10-31' }, 'validFrom', 'BEFORE_BASIS'],
    ['by a document of a day to come', { documentDate: '2026-11-21' }, 'documentDate', 'DATE_AHEAD'],
    ['that ends before it begins', { validTo: '2026-11-19' }, 'validTo', 'ENDS_BEFORE_START'],
    ['below nothing', { amount: -1 }, 'amount', 'TOO_SMALL'],
    ['without a document', { documentNumber: ' ' }, 'documentNumber', 'REQUIRED'],
  ])('%s is refused at its field', async (_, change, path, code) => {
    const { status, body } = await propose(change);
    expect([status, body.errors]).toMatchObject([422, [{ path, code }]]);
    expect(await database.db.tariff.count({ where: { productId: sam } })).toBe(0);
  });

  it('for a category and one institution at once, or for what is not there, is refused', async () => {
    const scopes = { category: 'PERBANKAN', institutionId: institutionId('BANK-CONTOH') };
    expect((await propose(scopes)).body.errors).toMatchObject([{ code: 'ONE_SCOPE' }]);
    expect((await propose({ institutionId: randomUUID() })).status).toBe(404);
    expect((await propose({ productId: randomUUID() })).status).toBe(404);
  });
});

describe('the list of tariffs', () => {
  it('shows those of PP 10/2023 and what waits, to staff alone', async () => {
    const { body } = await propose();
    const filter = encodeURIComponent(JSON.stringify({ status: 'DIUSULKAN' }));
    const waiting = await api.call('GET', `/api/v1/tariffs?filter=${filter}`, { cookie: official.cookie });
    expect(waiting.body).toMatchObject([{ id: body.id, mayDecide: true }]);
    const all = await api.call('GET', '/api/v1/tariffs', { cookie: official.cookie });
    expect(all.body).toContainEqual(
      expect.objectContaining({ article: expect.stringContaining('PP 10/2023'), proposedByName: null }),
    );
    const buyer = await addPerson(database.db, {
      roles: ['lembaga-pemesan'],
      institutionId: institutionId('BANK-CONTOH'),
    });
    expect((await api.call('GET', '/api/v1/tariffs', { cookie: buyer.cookie })).status).toBe(403);
  });

  it('is kept as CSV as it is filtered, which the audit trail knows', async () => {
    const { body } = await propose({ category: 'KEMENTERIAN', amount: 0 });
    await decide(body.id, 'refuse');
    await propose({ validTo: '2027-11-19' });
    const filter = encodeURIComponent(JSON.stringify({ productId: sam }));
    const sort = encodeURIComponent(JSON.stringify(['validFrom', 'ASC']));
    const path = `/api/v1/tariffs.csv?filter=${filter}&sort=${sort}`;
    const file = await api.call('GET', path, { cookie: official.cookie });
    expect(file.headers.get('content-disposition')).toContain('tarif-2026-11-20.csv');
    const [header, ...lines] = file.text.trim().split('\r\n');
    expect(header?.split(';').length).toBe(17);
    const article = 'PP Nomor 99 Tahun 2026, 1 November 2026: Lampiran angka 5';
    expect(lines.map((line) => line.split(';').slice(1, 12).join(';')).sort()).toEqual([
      `Personalisasi SAM;KEMENTERIAN;0;SAM;${article};;;;2026-11-20;;Ditolak`,
      `Personalisasi SAM;Semua lembaga tanpa tarif khusus;250000;SAM;${article};;;;2026-11-20;2027-11-19;Diusulkan`,
    ]);
    const trail = await database.db.auditEntry.findMany({ where: { event: 'TARIFFS_EXPORTED' } });
    expect(trail.map(({ actorId }) => actorId)).toEqual([official.id]);
  });
});
