import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ProductCode, seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { giveUnits } from '../../../tests/support/metering.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import { handoverHandlers } from './handovers.ts';

let database: TestDatabase;
let api: TestApi;
let desk: TestPerson;
let buyer: TestPerson;
let institutionId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  const now = () => new Date('2026-11-20T03:00:00Z');
  api = await serveTestApi(database, { implementations: handoverHandlers, now });
  desk = await addPerson(database.db, { roles: ['staf-kerjasama'], institutionId: null, name: 'Kirana' });
});
beforeEach(async () => {
  const institution = await database.db.institution.create({
    data: {
      code: `UJI-${randomUUID().slice(0, 8).toUpperCase()}`,
      name: 'Lembaga Uji',
      category: 'PERBANKAN',
      address: 'Jl. Uji 1',
      email: `${randomUUID()}@kantor.test`,
      phone: '021-555',
    },
  });
  institutionId = institution.id;
  buyer = await addPerson(database.db, { roles: ['lembaga-pemesan'], institutionId });
});
afterEach(async () => expect(await findBrokenInvariants(database.db)).toEqual([]));
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const give = async (units: number, product: ProductCode = 'AGREGAT-1') =>
  (await giveUnits(database.db, institutionId, units, product)).id;
const record = (voucherId: string, changes: object = {}, key: string = randomUUID(), by = desk) =>
  api.call('POST', '/api/v1/handovers', {
    body: {
      voucherId,
      units: 1,
      handedOn: '2026-11-19',
      recipientPosition: 'Kepala Divisi Data',
      letterNumber: '400.8/17',
      ...changes,
    },
    key,
    cookie: by.cookie,
  });
const list = async (path: string, by = desk) =>
  (
    await api.call('GET', `/api/v1/${path}?filter=${encodeURIComponent(JSON.stringify({ institutionId }))}`, {
      cookie: by.cookie,
    })
  ).body;
const left = async () => {
  const account = await database.db.quotaAccount.findFirstOrThrow({ where: { institutionId } });
  return Number(account.granted - account.debited);
};

describe('a handover', () => {
  it('takes the units, says until when they are valid, and stands in list, trail and mail', async () => {
    const voucherId = await give(3);
    const { status, body, text } = await record(voucherId, { units: 2 });
    expect(status, text).toBe(201);
    expect(body).toMatchObject({ units: 2, handedOn: '2026-11-19', validUntil: '2027-11-18' });
    expect(await left()).toBe(1);
    const taken = await database.db.ledgerTransaction.findUniqueOrThrow({
      where: { cause: `HANDOVER:${body.id}` },
    });
    expect(taken).toMatchObject({ kind: 'HANDOVER', firstUnit: 1n, lastUnit: 2n });
    expect(await list('handovers', buyer)).toEqual([body]);
    const trail = await database.db.auditEntry.findMany({ where: { subjectId: body.id } });
    expect(trail).toMatchObject([{ event: 'HANDOVER_RECORDED', actorName: 'Kirana', institutionId }]);
    const mails = await database.db.outgoingNotice.findMany({
      where: { dedupeKey: { startsWith: `handover:${body.id}` } },
    });
    expect(mails).toHaveLength(2);
  });

  it('that is sent twice with one key is one, and a second one finds nothing left', async () => {
    const voucherId = await give(1);
    const key = randomUUID();
    const [first, again] = [await record(voucherId, {}, key), await record(voucherId, {}, key)];
    expect(again.body).toEqual(first.body);
    const second = await record(voucherId);
    expect([second.status, second.body.code]).toEqual([409, 'QUOTA_EXHAUSTED']);
    expect(await database.db.handover.count({ where: { institutionId } })).toBe(1);
  });

  it('by two officers at once is recorded once', async () => {
    const voucherId = await give(1);
    const both = await Promise.all([record(voucherId), record(voucherId)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await left()).toBe(0);
  });

  it('takes no more than its voucher has, and the oldest voucher first', async () => {
    const [older, newer] = [await give(2), await give(5)];
    expect((await record(older, { units: 3 })).body.code).toBe('QUOTA_EXHAUSTED');
    expect((await record(newer)).body.code).toBe('OLDER_VOUCHER_FIRST');
    expect(await left()).toBe(7);
    const waiting = await list('awaiting-handovers');
    expect(waiting).toMatchObject([
      { id: older, unitsLeft: 2, isNext: true, termMonths: 6 },
      { id: newer, unitsLeft: 5, isNext: false },
    ]);
    expect((await record(older, { units: 2 })).status).toBe(201);
    expect(await list('awaiting-handovers')).toMatchObject([{ id: newer, unitsLeft: 5, isNext: true }]);
  });

  it('is not for products that are used by lookups, nor for days to come', async () => {
    const voucherId = await give(1, 'WEBPORTAL-NIK');
    expect((await record(voucherId)).body.errors).toMatchObject([
      { path: 'voucherId', code: 'NOT_BY_OFFICER' },
    ]);
    expect(await list('awaiting-handovers')).toEqual([]);
    const book = await give(1, 'BUKU-DIGITAL');
    expect((await record(book, { handedOn: '2026-11-21' })).body.errors).toMatchObject([
      { path: 'handedOn', code: 'DATE_AHEAD' },
    ]);
    expect((await record(book)).body.validUntil).toBeNull();
  });

  it('is recorded by the partnership desk alone, and read by its own institution', async () => {
    const voucherId = await give(1);
    expect((await record(voucherId, {}, randomUUID(), buyer)).status).toBe(403);
    const { body } = await record(voucherId);
    const stranger = await addPerson(database.db, {
      roles: ['lembaga-pemesan'],
      institutionId: (await database.db.institution.findFirstOrThrow({ where: { code: 'DEMO-PUSAT' } })).id,
    });
    expect((await list('handovers', stranger)).map(({ id }: { id: string }) => id)).not.toContain(body.id);
  });
});
