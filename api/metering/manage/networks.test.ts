import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { institutionId, seed } from '#prisma/seed';
import { addressRuleOf, isAddressAllowed } from '#records/metering/networks';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import { manageHandlers } from './index.ts';

const bank = institutionId('BANK-CONTOH');
const bpr = institutionId('BPR-CONTOH');
let database: TestDatabase;
let api: TestApi;
let people: Record<'bankIt' | 'bankAdmin' | 'bankBoth' | 'bprIt' | 'bprAdmin' | 'desk', TestPerson>;
let keys = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seed(db);
  api = await serveTestApi(database, { implementations: manageHandlers });
  people = {
    bankIt: await addPerson(db, { roles: ['lembaga-teknis'], institutionId: bank }),
    bankAdmin: await addPerson(db, { roles: ['lembaga-admin'], institutionId: bank }),
    bankBoth: await addPerson(db, { roles: ['lembaga-admin', 'lembaga-teknis'], institutionId: bank }),
    bprIt: await addPerson(db, { roles: ['lembaga-teknis'], institutionId: bpr }),
    bprAdmin: await addPerson(db, { roles: ['lembaga-admin'], institutionId: bpr }),
    desk: await addPerson(db, { roles: ['staf-kerjasama'], institutionId: null }),
  };
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const send = (method: string, path: string, by: TestPerson, body?: unknown) =>
  api.call(method, `/api/v1/networks${path}`, {
    cookie: by.cookie,
    key: `networks-${++keys}`,
    ...(body === undefined ? {} : { body }),
  });
const register = (cidr: string, by = people.bankIt) => send('POST', '', by, { cidr, label: 'Kantor pusat' });
const decide = (id: string, by: TestPerson, body: object) => send('POST', `/${id}/decision`, by, body);
const allowed = (institution: string, address: string) => isAddressAllowed(database.db, institution, address);

describe('a network', () => {
  it('opens only when somebody else has approved it', async () => {
    const made = await register('203.0.113.77/24');
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({ cidr: '203.0.113.0/24', status: 'MENUNGGU', actions: [], version: 1 });
    expect(await allowed(bank, '203.0.113.9')).toBe(false);
    const approved = await decide(made.body.id, people.bankAdmin, { action: 'approve', version: 1 });
    expect(approved.body).toMatchObject({
      status: 'DISETUJUI',
      decidedByName: people.bankAdmin.name,
      actions: ['block'],
      version: 2,
    });
    expect(await allowed(bank, '203.0.113.9')).toBe(true);
    expect(await allowed(bank, '::ffff:203.0.113.9')).toBe(true);
    expect(await allowed(bpr, '203.0.113.9')).toBe(false);
    const trail = await database.db.auditEntry.findMany({
      where: { subjectId: made.body.id },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ event, actorId }) => [event, actorId])).toEqual([
      ['NETWORK_REGISTERED', people.bankIt.id],
      ['NETWORK_APPROVED', people.bankAdmin.id],
    ]);
  });

  it('is never decided by whoever registered it', async () => {
    const made = await register('198.51.100.0/24', people.bankBoth);
    for (const action of ['approve', 'block']) {
      const own = await decide(made.body.id, people.bankBoth, { action, version: 1, note: 'Punya saya' });
      expect([own.status, own.body.code]).toEqual([403, 'OWN_REGISTRATION']);
      expect(own.body.detail).toContain('Anda sendiri yang mendaftarkan');
    }
    expect((await decide(made.body.id, people.bankAdmin, { action: 'approve', version: 1 })).status).toBe(
      200,
    );
  });

  it('is blocked with a note, and may be approved again', async () => {
    const made = await register('198.51.100.7');
    const { id } = made.body;
    const silent = await decide(id, people.bankAdmin, { action: 'block', version: 1 });
    expect([silent.status, silent.body.code]).toEqual([422, 'NOTE_REQUIRED']);
    const blocked = await decide(id, people.bankAdmin, {
      action: 'block',
      version: 1,
      note: 'Pindah kantor',
    });
    expect(blocked.body).toMatchObject({ status: 'DIBLOKIR', decisionNote: 'Pindah kantor' });
    const twice = await decide(id, people.bankAdmin, { action: 'block', version: 2, note: 'Lagi' });
    expect(twice.body).toMatchObject({ code: 'ACTION_NOT_ALLOWED', state: 'DIBLOKIR', allowed: ['approve'] });
    const late = await decide(id, people.bankAdmin, { action: 'approve', version: 1 });
    expect(late.body.code).toBe('VERSION_CONFLICT');
    expect((await decide(id, people.bankAdmin, { action: 'approve', version: 2 })).status).toBe(200);
  });

  it('that the partnership desk blocked stays blocked for the institution', async () => {
    const { id } = (await register('198.18.0.8')).body;
    await decide(id, people.bankAdmin, { action: 'approve', version: 1 });
    const blocked = await decide(id, people.desk, { action: 'block', version: 2, note: 'Laporan insiden' });
    expect(blocked.body).toMatchObject({ status: 'DIBLOKIR', blockedByStaff: true, actions: ['release'] });
    expect(await allowed(bank, '198.18.0.8')).toBe(false);
    const tried = await decide(id, people.bankAdmin, { action: 'approve', version: 3 });
    expect([tried.status, tried.body.code]).toEqual([409, 'BLOCKED_BY_STAFF']);
    const released = await decide(id, people.desk, { action: 'release', version: 3, note: 'Sudah jelas' });
    expect(released.body).toMatchObject({ status: 'MENUNGGU', blockedByStaff: false });
    expect(await allowed(bank, '198.18.0.8')).toBe(false);
    expect((await decide(id, people.bankAdmin, { action: 'approve', version: 4 })).status).toBe(200);
  });

  it('of another institution is not there', async () => {
    const { id } = (await register('198.51.100.9')).body;
    expect((await send('GET', `/${id}`, people.bprAdmin)).status).toBe(404);
    expect((await decide(id, people.bprAdmin, { action: 'approve', version: 1 })).status).toBe(404);
  });

  it.each([
    ['kantor', 'NETWORK_FORMAT'],
    ['203.0.113.0/33', 'NETWORK_FORMAT'],
    ['203.0.113.1, 203.0.113.2', 'NETWORK_FORMAT'],
    ['fe80::1%eth0', 'NETWORK_FORMAT'],
    ['::/0', 'NETWORK_FORMAT'],
    ['0.0.0.0/0', 'NETWORK_TOO_WIDE'],
    ['10.0.0.0/15', 'NETWORK_TOO_WIDE'],
    ['::ffff:0:0/96', 'NETWORK_TOO_WIDE'],
    ['2001:db8::/31', 'NETWORK_TOO_WIDE'],
  ])('is refused as %s: %s', async (cidr, code) => {
    const answer = await register(cidr);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path: 'cidr', code }]);
    expect(answer.body.errors[0].message).not.toBe('Isian ini belum benar.');
  });

  it.each(['10.20.0.0/16', '192.168.1.1', '2001:db8::/32', '::1'])('is taken as %s', async (cidr) => {
    expect((await register(cidr, people.bprIt)).status).toBe(201);
  });
});

describe('networks inside one another', () => {
  const rule = (...networks: readonly [string, string, boolean?][]) =>
    addressRuleOf(
      networks.map(([cidr, status, blockedByStaff = false]) => ({ cidr, status, blockedByStaff })),
    );

  it('let the narrowest one that was decided about count', () => {
    const mended = rule(
      ['10.1.0.0/16', 'DISETUJUI'],
      ['10.1.2.3/32', 'DIBLOKIR'],
      ['10.1.2.4/32', 'MENUNGGU'],
    );
    expect(['10.1.2.3', '10.1.2.4', '10.2.0.1'].map((each) => mended.contains(each))).toEqual([
      false,
      true,
      false,
    ]);
    const narrowed = rule(['10.1.0.0/16', 'DIBLOKIR'], ['10.1.2.3/32', 'DISETUJUI']);
    expect(['10.1.2.3', '10.1.2.4'].map((each) => narrowed.contains(each))).toEqual([true, false]);
  });

  it('do not get around a block of the centre', () => {
    const split = rule(
      ['10.1.0.0/16', 'DIBLOKIR', true],
      ['10.1.0.0/17', 'DISETUJUI'],
      ['10.1.2.3/32', 'DISETUJUI'],
    );
    expect(['10.1.2.3', '10.1.0.9'].map((each) => split.contains(each))).toEqual([false, false]);
  });
});

describe('a network that institutions share', () => {
  it('is registered by each of them, decided for each alone, and counted for the centre only', async () => {
    const shared = '192.0.2.0/24';
    const ofBank = (await register(shared)).body;
    const ofBpr = (await register('192.0.2.200/24', people.bprIt)).body;
    expect(ofBpr.cidr).toBe(shared);
    await decide(ofBank.id, people.bankAdmin, { action: 'approve', version: 1 });
    await decide(ofBpr.id, people.bprAdmin, { action: 'approve', version: 1 });
    await decide(ofBpr.id, people.desk, { action: 'block', version: 2, note: 'Hanya BPR ini' });
    expect([await allowed(bank, '192.0.2.1'), await allowed(bpr, '192.0.2.1')]).toEqual([true, false]);
    const find = async (by: TestPerson) => {
      const query = new URLSearchParams({ filter: JSON.stringify({ q: shared }) });
      return (await send('GET', `?${query}`, by)).body.map(
        (row: { sharedBy: number | null }) => row.sharedBy,
      );
    };
    expect(await find(people.desk)).toEqual([2, 2]);
    expect(await find(people.bankAdmin)).toEqual([null]);
  });

  it('is registered once by one institution', async () => {
    await register('192.0.2.55');
    const again = await register('192.0.2.55/32');
    expect([again.status, again.body.code]).toEqual([409, 'DUPLICATE']);
  });
});
