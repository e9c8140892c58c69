import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayKey } from '#platform/clock';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { productId, seed } from '#prisma/seed';
import { findBrokenInvariants, issueUnits } from '#records/ledger';
import { monthFigures } from '#records/metering/month-figures';
import { quotaLevels } from '#records/metering/quota-alerts';
import { testConfig } from '../../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import { picture } from '../../../tests/support/pictures.ts';
import { voucherHandlers } from '../../orders/vouchers.ts';
import { handoverHandlers } from './handovers.ts';

/** What becomes of a handover after it was recorded: its signed letter, and the record that says it does not hold. */

let database: TestDatabase;
let api: TestApi;
let officer: TestPerson;
let colleague: TestPerson;
let auditor: TestPerson;
let buyer: TestPerson;
let institutionId: string;
const product = productId('AGREGAT-1');
const reason = 'Jumlah pada surat berbeda';

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seed(db);
  const storage = createStoragePort({
    url: undefined,
    directory: mkdtempSync(join(tmpdir(), 'loket-handovers-')),
    sealer: keyRingSealer(testConfig().dataKeys),
  });
  const implementations = [...handoverHandlers, ...voucherHandlers];
  api = await serveTestApi(database, { implementations, ports: { storage } });
  officer = await addPerson(db, { roles: ['staf-kerjasama'], institutionId: null, name: 'Kirana' });
  colleague = await addPerson(db, { roles: ['staf-kerjasama'], institutionId: null, name: 'Laras' });
  auditor = await addPerson(db, { roles: ['auditor'], institutionId: null });
});
beforeEach(async () => {
  const institution = await database.db.institution.create({
    data: {
      ...{ code: `UJI-${randomUUID().slice(0, 8).toUpperCase()}`, name: 'Lembaga Uji', phone: '021-555' },
      ...{ category: 'PERBANKAN', address: 'Jl. Uji 1', email: `${randomUUID()}@kantor.test` },
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

async function give(units: number, more: { validUntil?: string; ntpn?: string } = {}) {
  const number = `VC-UJI-${randomUUID().slice(0, 8).toUpperCase()}`;
  const voucher = { number, institutionId, productId: product, orderId: null, ntpn: null, units };
  const { id } = await database.db.$transaction((tx) =>
    issueUnits(tx, { ...voucher, source: 'SALDO_AWAL', ...more }),
  );
  return { id, number };
}
async function record(voucherId: string, units = 1): Promise<string> {
  const body = { voucherId, units, handedOn: '2026-01-15', recipientPosition: 'Kepala', letterNumber: 'S/1' };
  const answer = await send('POST', '', officer, body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
}
const send = (method: string, path: string, by: TestPerson, body?: object, key: string = randomUUID()) =>
  api.call(method, `/api/v1/handovers${path}`, { cookie: by.cookie, key, ...(body ? { body } : {}) });
const reverse = (id: string, by = colleague, key?: string) =>
  send('POST', `/${id}/reversal`, by, { reason }, key);
const own = (sort: 'ASC' | 'DESC' = 'DESC') =>
  new URLSearchParams({
    filter: JSON.stringify({ institutionId }),
    sort: JSON.stringify(['recordedAt', sort]),
  });
const list = async (by = buyer) => (await send('GET', `?${own()}`, by)).body;
const vouchers = async () => {
  const query = new URLSearchParams({ sort: '["number","ASC"]' });
  const { body } = await api.call('GET', `/api/v1/vouchers?${query}`, { cookie: buyer.cookie });
  return body;
};
const left = async () => {
  const account = await database.db.quotaAccount.findFirstOrThrow({ where: { institutionId } });
  return Number(account.granted - account.debited);
};
const trailOf = async (subjectId: string) =>
  (await database.db.auditEntry.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ event, actorName }) => `${event} ${actorName}`,
  );

describe('the letter of a handover', () => {
  const upload = (id: string, content: Buffer, name: string, by = officer) => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)]), name);
    return api.call('POST', `/api/v1/handovers/${id}/letter`, { form, cookie: by.cookie });
  };
  const read = async (id: string, by: TestPerson) => {
    const answer = await fetch(`${api.url}/api/v1/handovers/${id}/letter`, {
      headers: { cookie: by.cookie },
    });
    return { status: answer.status, content: Buffer.from(await answer.arrayBuffer()).toString('latin1') };
  };

  it('may follow later, is replaced by a newer one, and is read by institution, desk and auditor', async () => {
    const id = await record((await give(1)).id);
    expect((await list())[0].letter).toBeNull();
    expect((await read(id, buyer)).status).toBe(404);
    const first = await upload(id, Buffer.from('%PDF-1.7 first'), '../../berita acara.html');
    expect(first.status, first.text).toBe(201);
    expect(first.body.letter).toMatchObject({ fileName: 'berita acara.html.pdf' });
    await upload(id, Buffer.from('%PDF-1.7 second'), 'ba.pdf');
    for (const person of [buyer, colleague, auditor]) {
      expect(await read(id, person)).toEqual({ status: 200, content: '%PDF-1.7 second' });
    }
    expect(await trailOf(id)).toEqual([
      'HANDOVER_RECORDED Kirana',
      'FILE_UPLOADED Kirana',
      'FILE_UPLOADED Kirana',
      `FILE_DOWNLOADED ${buyer.name}`,
      'FILE_DOWNLOADED Laras',
      `FILE_DOWNLOADED ${auditor.name}`,
    ]);
    expect(await database.db.storedFile.count({ where: { handoverId: id } })).toBe(2);
  });

  it('is a PDF or a picture by its bytes, and no larger than ten megabytes', async () => {
    const id = await record((await give(1)).id);
    expect((await upload(id, Buffer.from('<html>'), 'surat.pdf')).body.code).toBe('UNSUPPORTED_FILE');
    const large = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(10 * 1024 * 1024)]);
    expect((await upload(id, large, 'besar.pdf')).body.code).toBe('PAYLOAD_TOO_LARGE');
    expect(await database.db.storedFile.count({ where: { handoverId: id } })).toBe(0);
    expect((await upload(id, await picture(), 'foto.jpg')).body.letter.fileName).toBe('foto.jpg');
  });

  it('is neither uploaded by the institution nor read by another one', async () => {
    const id = await record((await give(1)).id);
    const pdf = Buffer.from('%PDF-1.7');
    expect((await upload(id, pdf, 'surat.pdf', buyer)).status).toBe(403);
    await upload(id, pdf, 'surat.pdf');
    const { id: foreign } = await database.db.institution.findFirstOrThrow({ where: { code: 'DEMO-PUSAT' } });
    const stranger = await addPerson(database.db, { roles: ['lembaga-pemesan'], institutionId: foreign });
    expect((await read(id, stranger)).status).toBe(404);
  });
});

describe('a handover that was recorded wrongly', () => {
  it('is reversed by a second record, which gives its units back under new numbers', async () => {
    const paid = await give(5, { ntpn: 'ABCDEF1234567890', validUntil: '2099-12-31' });
    const id = await record(paid.id, 3);
    const answer = await reverse(id);
    expect(answer.status, answer.text).toBe(201);
    const number = `${paid.number}-K1`;
    expect(answer.body).toMatchObject({
      units: 3,
      mayReverse: false,
      reversal: { reason, voucherNumber: number, reversedByName: 'Laras' },
    });
    expect(await list()).toEqual([{ ...answer.body, mayReverse: false }]);
    expect(await left()).toBe(5);
    expect(await vouchers()).toMatchObject([
      { number: paid.number, units: 5, used: 0, returned: 3, left: 2, origin: null },
      {
        ...{ number, units: 3, used: 0, returned: 0, left: 3, firstUnit: 6, lastUnit: 8 },
        ...{ source: 'KOREKSI_SERAH_TERIMA', origin: { id: paid.id, number: paid.number } },
        ...{ ntpn: 'ABCDEF1234567890', validUntil: '2099-12-31' },
      },
    ]);
    const movement = await database.db.ledgerTransaction.findUniqueOrThrow({
      where: { cause: `RETURN:${id}` },
      include: { entries: { orderBy: { account: 'asc' } } },
    });
    expect(movement).toMatchObject({ kind: 'RETURN', firstUnit: 6n, lastUnit: 8n });
    expect(movement.entries.map(({ account, units }) => [account, units])).toEqual([
      ['KUOTA', 3n],
      ['PEMAKAIAN', -3n],
    ]);
    expect(await trailOf(id)).toEqual(['HANDOVER_RECORDED Kirana', 'HANDOVER_REVERSED Laras']);
    const mails = await database.db.outgoingNotice.findMany({ where: { template: 'HANDOVER_REVERSED' } });
    expect(mails.filter(({ recipient }) => recipient === buyer.email)).toMatchObject([
      { params: { reason, voucherNumber: number, quantity: 3 } },
    ]);
  });

  it('is reversed also when others came after it; a unit that came back is delivered and reversed again', async () => {
    const [older, newer] = [await give(1), await give(1)];
    const wrong = await record(older.id);
    await record(newer.id);
    await reverse(wrong);
    const back = await database.db.voucher.findUniqueOrThrow({ where: { number: `${older.number}-K1` } });
    const again = await record(back.id);
    await reverse(again);
    expect(
      (await vouchers()).map((each: { number: string; left: number }) => [each.number, each.left]),
    ).toEqual(
      expect.arrayContaining([
        [older.number, 0],
        [newer.number, 0],
        [`${older.number}-K1`, 0],
        [`${older.number}-K2`, 1],
      ]),
    );
    const second = await database.db.voucher.findUniqueOrThrow({ where: { number: `${older.number}-K2` } });
    expect(second.originId).toBe(older.id);
  });

  it('is not reversed by whoever recorded it, nor by people without that right', async () => {
    const id = await record((await give(1)).id);
    const refused = await reverse(id, officer);
    expect([refused.status, refused.body.code]).toEqual([403, 'OWN_HANDOVER']);
    expect((await reverse(id, buyer)).status).toBe(403);
    expect((await reverse(id, auditor)).status).toBe(403);
    const { body } = await send('POST', `/${id}/reversal`, colleague, { reason: 'salah' });
    expect(body.errors).toMatchObject([{ path: 'reason' }]);
    expect(await left()).toBe(0);
    const flags = await Promise.all([officer, colleague, buyer].map((by) => list(by)));
    expect(flags.map(([row]) => row.mayReverse)).toEqual([false, true, false]);
  });

  it('gives its units back once, however often and by how many it is reversed', async () => {
    const id = await record((await give(2)).id, 2);
    const key = randomUUID();
    const both = await Promise.all([reverse(id, colleague, key), reverse(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('HANDOVER_REVERSED');
    expect((await reverse(id)).body.code).toBe('HANDOVER_REVERSED');
    expect(await left()).toBe(2);
    expect(await database.db.handoverReversal.count({ where: { handoverId: id } })).toBe(1);
  });

  it('gives back what has ended meanwhile, and that lapses like the rest of its voucher', async () => {
    const paid = await give(2);
    const id = await record(paid.id, 2);
    const ended = new Date(dayKey(new Date(Date.now() - 86_400_000)));
    await database.owner.voucher.update({ where: { id: paid.id }, data: { validUntil: ended } });
    expect((await reverse(id)).status).toBe(201);
    const back = await database.db.voucher.findUniqueOrThrow({ where: { number: `${paid.number}-K1` } });
    expect(back.validUntil).toEqual(ended);
    const body = { units: 1, handedOn: '2026-01-15', recipientPosition: 'Kepala', letterNumber: 'S/1' };
    const refused = await send('POST', '', officer, { ...body, voucherId: back.id });
    expect(refused.body.code).toBe('QUOTA_EXHAUSTED');
  });

  it('stands in the month of its correction, whose figures agree, and in what alerts are measured by', async () => {
    const id = await record((await give(4)).id, 3);
    await reverse(id);
    const { products } = await monthFigures(database.db, institutionId, dayKey(new Date()).slice(0, 7));
    expect(products).toMatchObject([
      { opening: 0, received: 7, used: 0, handedOver: 3, lapsed: 0, closing: 4, gap: 0, logGap: 0 },
    ]);
    expect(products[0]?.vouchers.map(({ source, units }) => [source, units])).toEqual([
      ['SALDO_AWAL', 4],
      ['KOREKSI_SERAH_TERIMA', 3],
    ]);
    expect(await quotaLevels(database.db, institutionId)).toMatchObject([{ left: 4, base: 4 }]);
  });
});

it('handovers are kept as CSV with their reversals, and that is written down', async () => {
  const paid = await give(2);
  await record(paid.id);
  await reverse(await record(paid.id));
  const { status, text } = await send('GET', `.csv?${own('ASC')}`, buyer);
  expect(status).toBe(200);
  const [head, holds, reversed, ...more] = text.trim().split('\r\n');
  expect(more).toEqual([]);
  expect(head).toContain('Lembaga;Produk;Nomor voucher;Jumlah;');
  expect(holds).toMatch(new RegExp(`;${paid.number};1;.*;Kirana;[^;]+;;;;;$`));
  expect(reversed).toMatch(new RegExp(`;Laras;${reason};${paid.number}-K1$`));
  const trail = await database.db.auditEntry.findMany({ where: { event: 'HANDOVERS_EXPORTED' } });
  expect(trail).toMatchObject([{ actorId: buyer.id, institutionId }]);
});
