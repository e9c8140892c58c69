import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#contract/access/roles';
import type { DashboardCounter } from '#contract/orders/schemas';
import { dayKey } from '#platform/clock';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson } from '../../tests/support/people.ts';
import { addComplaint } from '../../tests/support/trail.ts';
import { complaintHandlers } from '../complaints/index.ts';
import { institutionHandlers } from '../institutions/index.ts';
import { dutyHandlers } from '../metering/duties/index.ts';
import { manageHandlers } from '../metering/manage/index.ts';
import { revenueHandlers } from '../revenue/index.ts';
import { orderHandlers } from './index.ts';

const own = institutionId('DEMO-PUSAT');
const made = [
  ...['MENUNGGU_PEMBAYARAN', 'MENUNGGU_PEMBAYARAN', 'TAGIHAN_BERMASALAH', 'MENUNGGU_KEPUTUSAN', 'SELESAI'],
  ...['DIPROSES', 'KEDALUWARSA'],
];

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seed(db);
  api = await serveTestApi(database, {
    implementations: [
      ...orderHandlers,
      ...revenueHandlers,
      ...institutionHandlers,
      ...manageHandlers,
      ...dutyHandlers,
      ...complaintHandlers,
    ],
  });
  const tariff = await db.tariff.findFirstOrThrow({ where: { productId: productId('WEBPORTAL-NIK') } });
  await db.order.createMany({
    data: [own, institutionId('BANK-CONTOH')].flatMap((institution, of) =>
      made.map((status, at) => ({
        kuitansi: `KW-B1-231126${of}${String(at).padStart(3, '0')}`,
        institutionId: institution,
        productId: productId('WEBPORTAL-NIK'),
        tariffId: tariff.id,
        createdBy: 'somebody',
        serviceName: 'Layanan',
        productName: 'Produk',
        unit: 'akses',
        unitPrice: 1000n,
        quantity: 1,
        total: 1000n,
        tariffArticle: 'uji',
        status,
      })),
    ),
  });
  await db.unmatchedPayment.create({
    data: { kodeBilling: '820261123000009', ntpn: 'X', reason: 'UNKNOWN_CODE' },
  });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

async function dashboard(role: Role, institution: string | null) {
  const { cookie } = await addPerson(database.db, { roles: [role], institutionId: institution });
  const { body } = await api.call('GET', '/api/v1/dashboard', { cookie });
  const counts = Object.fromEntries(body.counters.map(({ key, count }: DashboardCounter) => [key, count]));
  return { cookie, body, counts };
}

describe('the dashboard', () => {
  it('shows an institution its seven products with the units it holds, and its own counters', async () => {
    const { body, counts } = await dashboard('lembaga-keuangan', own);
    expect(
      body.balances.map(({ number, units }: { number: number; units: number }) => [number, units]),
    ).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 1_002_437],
      [5, 25_780],
      [6, 196],
      [7, 0],
    ]);
    expect(counts).toEqual({ waitingForPayment: 2, inProgress: 1, troubled: 1, completedThisMonth: 1 });
  });

  it('shows staff the whole country and what waits for them, and no balances', async () => {
    const { body, counts } = await dashboard('staf-pnbp', null);
    expect(body.balances).toEqual([]);
    expect(counts).toMatchObject({ waitingForPayment: 4, troubled: 2, unmatchedPayments: 1, openCases: 0 });
    expect((await dashboard('pejabat', null)).counts).toMatchObject({ waitingForDecision: 2 });
  });

  it('shows a manager whose registrations wait for him and which report is late, of his own institution', async () => {
    const { db } = database;
    const other = institutionId('BANK-CONTOH');
    const report = { half: '2020-1', dueOn: new Date('2020-07-31'), figures: [], figuresAt: new Date() };
    for (const [institution, times] of [
      [own, 1],
      [other, 2],
    ] as const) {
      for (let at = 0; at < times; at += 1) {
        const registered = { institutionId: institution, status: 'MENUNGGU' };
        const by = { requestedBy: 'somebody', label: 'Uji', cidr: `203.0.113.${at}/32` };
        await db.allowedNetwork.create({ data: { ...registered, ...by } });
        const device = { registeredBy: 'somebody', name: 'Uji', tokenHash: `${institution} ${at}` };
        await db.terminal.create({ data: { ...registered, ...device } });
      }
      await db.semesterReport.create({ data: { ...report, institutionId: institution } });
    }
    const { counts } = await dashboard('lembaga-admin', own);
    expect(counts).toMatchObject({ networksWaiting: 1, terminalsWaiting: 1, semesterReportsLate: 1 });
    expect((await dashboard('lembaga-pemesan', own)).counts).not.toHaveProperty('networksWaiting');
    const desk = (await dashboard('staf-kerjasama', null)).counts;
    expect(desk).toMatchObject({ semesterReportsLate: 2 });
    expect(desk).not.toHaveProperty('networksWaiting');
  });

  it('shows the partnership desk which institutions need it', async () => {
    const { db } = database;
    const today = new Date(dayKey(new Date()));
    const inDays = (days: number) => new Date(today.getTime() + days * 86_400_000);
    const soon = { startsOn: inDays(-300), endsOn: inDays(90) };
    const make = (code: string, more: object) =>
      db.institution.create({
        data: { code, name: code, category: 'ASURANSI', address: '-', email: '-', phone: '-', ...more },
      });
    const before = (await dashboard('staf-kerjasama', null)).counts;
    const done = { juknisDoneOn: today };
    await make('AKHIR', { ...done, agreements: { create: [{ number: '1', ...soon }] } });
    const renewed = { number: '2', startsOn: inDays(91), endsOn: inDays(500) };
    await make('SAMBUNG', { ...done, agreements: { create: [{ number: '1', ...soon }, renewed] } });
    const long = { number: '1', startsOn: today, endsOn: inDays(91) };
    await make('LAMA', { agreements: { create: [long] }, suspendedAt: today });
    await make('BELUM', { juknisDoneOn: inDays(1) });
    const { counts } = await dashboard('staf-kerjasama', null);
    const risen = Object.entries(counts).map(([key, count]) => [key, Number(count) - before[key]]);
    expect(Object.fromEntries(risen)).toEqual({
      semesterReportsLate: 0,
      agreementsEnding: 1,
      agreementsEnded: 1,
      technicalGuidesMissing: 2,
      institutionsSuspended: 1,
      complaintsNew: 0,
      complaintsAsked: 0,
      complaintsOverdue: 0,
    });
  });

  it('shows the desk and the institution that was asked which complaints wait for them', async () => {
    const { db } = database;
    const counted = async (role: Role, institution: string | null) => {
      const { complaintsNew, complaintsAsked } = (await dashboard(role, institution)).counts;
      return [complaintsNew, complaintsAsked];
    };
    const { id } = await addComplaint(db, api.deps.vault, own);
    expect(await counted('staf-kerjasama', null)).toEqual([0, 1]);
    expect(await counted('lembaga-admin', own)).toEqual([undefined, 1]);
    expect(await counted('lembaga-admin', institutionId('BANK-CONTOH'))).toEqual([undefined, 0]);
    await db.accessComplaint.update({ where: { id }, data: { status: 'BARU', forwardedAt: null } });
    expect(await counted('staf-kerjasama', null)).toEqual([1, 0]);
    expect(await counted('lembaga-admin', own)).toEqual([undefined, 0]);
  });

  it.each(['lembaga-admin', 'lembaga-pemesan', 'staf-pnbp', 'pejabat', 'auditor', 'staf-kerjasama'] as const)(
    'counts for %s exactly what its filter finds',
    async (role) => {
      const { cookie, body } = await dashboard(role, role.startsWith('lembaga') ? own : null);
      for (const { resource, filter, count } of body.counters as DashboardCounter[]) {
        const query = new URLSearchParams({ filter: JSON.stringify(filter) });
        const list = await api.call('GET', `/api/v1/${resource}?${query}`, { cookie });
        expect([resource, list.status]).toEqual([resource, 200]);
        expect(Number(list.headers.get('content-range')?.split('/')[1])).toBe(count);
      }
    },
  );
});
