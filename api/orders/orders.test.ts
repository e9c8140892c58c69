import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { orderHandlers } from './index.ts';

const statuses = ['MENUNGGU_PEMBAYARAN', 'SELESAI', 'DIBATALKAN'] as const;
const names = ['Layanan A', '=HYPERLINK("http://evil")', '+1', '@x'];

let database: TestDatabase;
let api: TestApi;
let buyer: TestPerson;
let stranger: TestPerson;
let staff: TestPerson;

/** 130 orders of DEMO PUSAT, many made in the same millisecond, many of the same total; 5 of the bank. */
beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: orderHandlers });
  const { db } = database;
  const tariff = await db.tariff.findFirstOrThrow({ where: { productId: productId('WEBPORTAL-NIK') } });
  await db.order.createMany({
    data: Array.from({ length: 135 }, (_, at) => {
      const quantity = (at % 7) + 1;
      return {
        kuitansi: `KW-B1-2011${26 - (at % 2)}${String(at).padStart(4, '0')}`,
        institutionId: institutionId(at < 130 ? 'DEMO-PUSAT' : 'BANK-CONTOH'),
        productId: productId('WEBPORTAL-NIK'),
        tariffId: tariff.id,
        createdBy: 'somebody',
        createdAt: new Date(Date.UTC(2026, 10, 1 + (at % 10), 3)),
        serviceName: names[at % names.length] ?? '',
        productName: at % 2 === 0 ? 'Webportal NIK' : 'Webservice NIK',
        unit: 'akses',
        unitPrice: 1000n,
        quantity,
        total: BigInt(quantity * 1000),
        tariffArticle: 'uji',
        status: statuses[at % 3] ?? 'SELESAI',
        kodeBilling: `8202611${String(at).padStart(8, '0')}`,
        ntpn: at % 3 === 1 ? `NTPN${String(at).padStart(12, '0')}` : null,
      };
    }),
  });
  buyer = await addPerson(db, { roles: ['lembaga-pemesan'], institutionId: institutionId('DEMO-PUSAT') });
  stranger = await addPerson(db, {
    roles: ['lembaga-keuangan'],
    institutionId: institutionId('BANK-CONTOH'),
  });
  staff = await addPerson(db, { roles: ['staf-pnbp'], institutionId: null });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

interface Asked {
  readonly sort?: readonly [string, string];
  readonly range?: readonly [number, number];
  readonly filter?: object;
  readonly after?: string;
}
const queryOf = ({ after, ...rest }: Asked) =>
  new URLSearchParams({
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, JSON.stringify(value)])),
    ...(after ? { after } : {}),
  });
const list = (asked: Asked, person = buyer) =>
  api.call('GET', `/api/v1/orders?${queryOf(asked)}`, { cookie: person.cookie });
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe('Daftar Pesanan', () => {
  it('shows the newest first and says how many there are', async () => {
    const answer = await list({});
    expect(answer.body).toHaveLength(25);
    expect(answer.headers.get('content-range')).toBe('items 0-24/130');
    expect(answer.headers.get('x-total-capped')).toBe('false');
    const times = answer.body.map(({ createdAt }: { createdAt: string }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it.each([
    ['createdAt', 'DESC'],
    ['createdAt', 'ASC'],
    ['total', 'DESC'],
    ['total', 'ASC'],
    ['status', 'ASC'],
    ['status', 'DESC'],
  ] as const)(
    'sorted by %s %s gives every row once, by pages and behind the last row alike',
    async (field, direction) => {
      const sort = [field, direction] as const;
      const whole = await list({ sort, range: [0, 99] }, staff);
      const rest = await list({ sort, range: [100, 199] }, staff);
      const all = idsOf([...whole.body, ...rest.body]);
      expect(new Set(all).size).toBe(135);
      const walked: string[] = [];
      let after: string | undefined;
      do {
        const page = await list({ sort, range: [0, 30], ...(after ? { after } : {}) }, staff);
        walked.push(...idsOf(page.body));
        after = page.headers.get('x-next-after') ?? undefined;
      } while (after);
      expect(walked).toEqual(all);
    },
  );

  it('filters by one status or several, by product name never, and by days in Jakarta', async () => {
    const paid = await list({ filter: { status: 'SELESAI' } });
    expect(paid.headers.get('content-range')).toMatch(/\/43$/);
    const two = await list({ filter: { status: ['SELESAI', 'DIBATALKAN'] } });
    expect(two.headers.get('content-range')).toMatch(/\/86$/);
    const day = await list({ filter: { createdFrom: '2026-11-03', createdTo: '2026-11-03' } });
    expect(day.headers.get('content-range')).toMatch(/\/13$/);
    expect((await list({ filter: { productName: 'x' } })).body).toMatchObject({
      code: 'INVALID_INPUT',
      errors: [{ path: 'query.filter.productName', code: 'UNKNOWN_FIELD' }],
    });
  });

  it('finds the beginning of a kode kuitansi in any case, a whole kode billing and a whole NTPN', async () => {
    expect((await list({ filter: { q: 'kw-b1-201126' } })).headers.get('content-range')).toMatch(/\/65$/);
    expect((await list({ filter: { q: '201126' } })).headers.get('content-range')).toMatch(/\/65$/);
    expect((await list({ filter: { q: 'b1-201126' } })).headers.get('content-range')).toMatch(/\/65$/);
    expect((await list({ filter: { q: '1126' } })).body).toEqual([]);
    expect((await list({ filter: { q: 'kw-b1-2011260012' } })).body).toMatchObject([
      { kuitansi: 'KW-B1-2011260012' },
    ]);
    expect((await list({ filter: { q: '820261100000012' } })).body).toHaveLength(1);
    expect((await list({ filter: { q: '82026110' } })).body).toEqual([]);
    expect((await list({ filter: { q: 'ntpn000000000013' } })).body).toHaveLength(1);
    expect((await list({ filter: { q: '%' } })).body).toEqual([]);
    expect((await list({ filter: { q: '____' } })).body).toEqual([]);
  });

  it("shows only one's own institution's orders, whatever is asked for", async () => {
    const filter = { institutionId: institutionId('DEMO-PUSAT') };
    expect((await list({ filter }, stranger)).body).toEqual([]);
    expect((await list({}, stranger)).body).toHaveLength(5);
    expect((await list({ filter }, staff)).headers.get('content-range')).toMatch(/\/130$/);
    const foreign = (await list({}, stranger)).body[0].id;
    expect((await api.call('GET', `/api/v1/orders/${foreign}`, { cookie: buyer.cookie })).status).toBe(404);
    expect((await list({ filter: { id: [foreign] } })).body).toEqual([]);
    expect((await list({ filter: { id: ['no id'] } })).body).toEqual([]);
  });

  it.each([
    ['no JSON', 'sort=createdAt', 'query.sort', 'NOT_JSON'],
    ['an unknown field', 'sort=["password","ASC"]', 'query.sort.0', 'NOT_IN_LIST'],
    ['too many rows', 'range=[0,100]', 'query.range', 'RANGE_TOO_WIDE'],
    ['a page behind the count without its place', 'range=[10000,10024]', 'range', 'RANGE_TOO_DEEP'],
    ['a place that was made up', 'after=abc', 'after', 'BAD_FORMAT'],
  ])('refuses %s', async (_, query, path, code) => {
    const answer = await api.call('GET', `/api/v1/orders?${encodeURI(query)}`, { cookie: buyer.cookie });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path, code }]);
  });

  it('refuses the place of another order of the list', async () => {
    const { headers } = await list({ sort: ['total', 'ASC'] });
    const after = headers.get('x-next-after') ?? '';
    expect((await list({ sort: ['total', 'DESC'], after })).status).toBe(422);
  });
});

describe('an order in trouble', () => {
  it('says in the list what is odd about its payment, with the figures, and what staff proposed', async () => {
    const { db } = database;
    const tariff = await db.tariff.findFirstOrThrow({ where: { productId: productId('WEBPORTAL-NIK') } });
    const { id } = await db.order.create({
      data: {
        kuitansi: 'KW-B1-0101990001',
        institutionId: institutionId('BANK-CONTOH'),
        productId: productId('WEBPORTAL-NIK'),
        tariffId: tariff.id,
        createdBy: 'somebody',
        serviceName: 'Layanan',
        productName: 'Webportal NIK',
        unit: 'akses',
        unitPrice: 1000n,
        quantity: 100,
        total: 100_000n,
        reportedAmount: 99_000n,
        tariffArticle: 'uji',
        status: 'MENUNGGU_KEPUTUSAN',
        kodeBilling: '820261199999999',
        ntpn: 'NTPNODD000000001',
        expiresAt: new Date('2026-11-08T03:00:00Z'),
        cancelledAt: new Date('2026-11-05T03:00:00Z'),
        paidAt: new Date('2026-11-08T03:00:01Z'),
        proposal: 'RETURN',
      },
    });
    try {
      expect((await list({ filter: { id: [id] } }, staff)).body).toMatchObject([
        {
          paymentOddity: {
            kinds: ['LATE', 'CANCELLED', 'AMOUNT'],
            paidAt: '2026-11-08T03:00:01.000Z',
            cancelledAt: '2026-11-05T03:00:00.000Z',
            reportedAmount: 99_000,
          },
          proposed: 'RETURN',
        },
      ]);
    } finally {
      await db.order.delete({ where: { id } });
    }
  });

  it('is not seen where nothing is odd', async () => {
    const [paid] = (await list({ filter: { status: 'SELESAI' } })).body;
    expect(paid).toMatchObject({ paymentOddity: null, proposed: null });
  });
});

describe('the CSV', () => {
  it('holds all filtered rows in the asked order, under a header line, and leaves an audit row', async () => {
    const query = queryOf({ sort: ['total', 'ASC'], filter: { status: 'SELESAI' } });
    const answer = await api.call('GET', `/api/v1/orders.csv?${query}`, { cookie: buyer.cookie });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="pesanan-\d{4}/);
    const lines = answer.text
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n');
    expect(lines[0]).toMatch(/^Kode Kuitansi;Pengguna;/);
    expect(lines).toHaveLength(44);
    const totals = lines.slice(1).map((line) => Number(line.split(';')[6]));
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    expect(await database.db.auditEntry.findFirst({ where: { event: 'ORDERS_EXPORTED' } })).toMatchObject({
      actorId: buyer.id,
      details: { filter: '{"status":"SELESAI"}' },
    });
  });

  it('runs nothing in a spreadsheet: what looks like a formula is text', async () => {
    const answer = await api.call('GET', '/api/v1/orders.csv', { cookie: buyer.cookie });
    expect(answer.text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(answer.text).toContain(";'+1;");
    expect(answer.text).toContain(";'@x;");
    expect(answer.text).not.toMatch(/;[=+@]/);
  });

  it("holds only one's own institution's rows", async () => {
    const answer = await api.call('GET', '/api/v1/orders.csv', { cookie: stranger.cookie });
    expect(answer.text.trim().split('\r\n')).toHaveLength(6);
    expect(answer.text).not.toContain('DEMO PUSAT');
  });
});

describe('the list of vouchers as CSV', () => {
  const ask = (person: TestPerson) =>
    api.call('GET', `/api/v1/vouchers.csv?${queryOf({ sort: ['number', 'ASC'] })}`, {
      cookie: person.cookie,
    });

  it('tells of each what is used and what is left, and whence it came', async () => {
    const answer = await ask(buyer);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="voucher-\d{4}/);
    const [header, ...lines] = answer.text
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n');
    expect(header).toMatch(/^Nomor voucher;Pengguna;.*;Terpakai;Hangus;Dikembalikan;Sisa;Asal;/);
    const service = 'Verifikasi Data Kependudukan Berbasis Web';
    expect(lines.map((line) => line.split(';').slice(0, 12).join(';'))).toEqual([
      `VC-SALDO-AWAL-0001;DEMO PUSAT;${service};Webportal NIK;1002437;0;0;0;1002437;Saldo awal;;`,
      `VC-SALDO-AWAL-0002;DEMO PUSAT;${service};Webservice NIK;25780;0;0;0;25780;Saldo awal;;`,
      `VC-SALDO-AWAL-0003;DEMO PUSAT;${service};Webservice Biometrik Face Recognition;196;0;0;0;196;Saldo awal;;`,
    ]);
    expect(await database.db.auditEntry.findFirst({ where: { event: 'VOUCHERS_EXPORTED' } })).toMatchObject({
      actorId: buyer.id,
    });
  });

  it("holds only one's own institution's", async () => {
    expect((await ask(stranger)).text).not.toContain('DEMO PUSAT');
  });
});
