import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#platform/crypto';
import { institutionId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import { manageHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let it1: TestPerson;
let strangers: TestPerson;
let auditor: TestPerson;
let now = new Date('2026-03-02T03:00:00Z');
let keys = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: manageHandlers, now: () => now });
  const add = (role: 'lembaga-teknis' | 'auditor', institution: string | null) =>
    addPerson(database.db, { roles: [role], institutionId: institution });
  it1 = await add('lembaga-teknis', institutionId('BANK-CONTOH'));
  strangers = await add('lembaga-teknis', institutionId('BPR-CONTOH'));
  auditor = await add('auditor', null);
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const send = (method: string, path: string, body?: unknown, by = it1, key = `credentials-${++keys}`) =>
  api.call(method, `/api/v1/credentials${path}`, {
    cookie: by.cookie,
    key,
    ...(body === undefined ? {} : { body }),
  });
const wanted = { product: 'WEBSERVICE-NIK', environment: 'PRODUKSI', label: 'Core banking' };
const make = async (more: object = {}) => {
  const answer = await send('POST', '', { ...wanted, ...more });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const rowOf = (id: string) => database.db.apiCredential.findUniqueOrThrow({ where: { id } });
const trailOf = (subjectId: string) =>
  database.db.auditEntry.findMany({ where: { subjectId }, orderBy: { id: 'asc' } });

describe('a new credential', () => {
  it('shows its secret once and keeps only its hash', async () => {
    const made = await make({ branch: 'Semarang', dailyLimit: 500 });
    expect(made).toMatchObject({
      product: 'WEBSERVICE-NIK',
      environment: 'PRODUKSI',
      label: 'Core banking',
      branch: 'Semarang',
      dailyLimit: 500,
      status: 'AKTIF',
      createdByName: it1.name,
      lastUsedAt: null,
      version: 1,
    });
    expect(made.userId).toMatch(/^bank-contoh-[a-z2-9]{8}$/);
    expect(made.secret).toMatch(/^[\w-]{43}$/);
    expect((await rowOf(made.id)).secretHash).toBe(sha256(made.secret));
    const later = [await send('GET', `/${made.id}`), await send('GET', ''), await send('GET', '.csv')];
    expect(later.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(later.some(({ text }) => text.includes(made.secret) || text.includes('ecretHash'))).toBe(false);
    const trail = await trailOf(made.id);
    expect(trail.map(({ event }) => event)).toEqual(['CREDENTIAL_CREATED']);
    expect(
      JSON.stringify(trail, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toContain(made.secret);
  });

  it('is the same one, secret and all, when the request is repeated under its key; the kept answer is sealed', async () => {
    const first = await send('POST', '', wanted, it1, 'same-key-1');
    const again = await send('POST', '', wanted, it1, 'same-key-1');
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const kept = await database.db.idempotencyKey.findFirstOrThrow({ where: { key: 'same-key-1' } });
    expect(JSON.stringify(kept.response)).not.toContain(first.body.secret);
    expect(JSON.stringify(kept.response)).not.toContain(first.body.userId);
    const other = await send('POST', '', { ...wanted, label: 'Lain' }, it1, 'same-key-1');
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('reads true data only for an institution with PKS in force, and says what is missing', async () => {
    const refused = await send('POST', '', wanted, strangers);
    expect([refused.status, refused.body.code]).toEqual([409, 'PRODUCTION_NOT_OPEN']);
    expect(refused.body.errors).toMatchObject([{ path: 'environment', code: 'PRODUCTION_NO_AGREEMENT' }]);
    const trial = await send('POST', '', { ...wanted, environment: 'UJI' }, strangers);
    expect(trial.status, trial.text).toBe(201);
  });

  it('reads true data only while the centre holds production open', async () => {
    const close = (productionClosedAt: Date | null) =>
      database.db.institution.update({
        where: { id: institutionId('BANK-CONTOH') },
        data: { productionClosedAt },
      });
    await close(now);
    const refused = await send('POST', '', wanted);
    await close(null);
    expect([refused.status, refused.body.code]).toEqual([409, 'PRODUCTION_NOT_OPEN']);
    expect(refused.body.errors).toMatchObject([{ path: 'environment', code: 'PRODUCTION_CHECKLIST_OPEN' }]);
    expect((await send('POST', '', wanted)).status).toBe(201);
  });

  it.each([
    { product: 'WEBPORTAL-NIK' },
    { dailyLimit: 0 },
    { dailyLimit: 1.5 },
    { label: ' ' },
    { more: 1 },
  ])('is refused with %j', async (more) => {
    expect((await send('POST', '', { ...wanted, ...more })).status).toBe(422);
  });
});

describe('a rotation', () => {
  it('gives a new secret, and lets the old one open for the hours that were chosen', async () => {
    const made = await make();
    const answer = await send('POST', `/${made.id}/rotation`, { version: 1, overlapHours: 48 });
    expect(answer.status, answer.text).toBe(200);
    const { secret, previousUntil, version } = answer.body;
    expect([previousUntil, version]).toEqual(['2026-03-04T03:00:00.000Z', 2]);
    expect(await rowOf(made.id)).toMatchObject({
      secretHash: sha256(secret),
      previousSecretHash: sha256(made.secret),
      previousUntil: new Date('2026-03-04T03:00:00Z'),
    });
    now = new Date('2026-03-04T03:00:00Z');
    expect((await send('GET', `/${made.id}`)).body.previousUntil).toBeNull();
    now = new Date('2026-03-02T03:00:00Z');
  });

  it('is a day unless told, and with 0 hours the old secret is gone at once', async () => {
    const made = await make();
    const day = await send('POST', `/${made.id}/rotation`, { version: 1 });
    expect(day.body.previousUntil).toBe('2026-03-03T03:00:00.000Z');
    await send('POST', `/${made.id}/rotation`, { version: 2, overlapHours: 0 });
    expect(await rowOf(made.id)).toMatchObject({ previousSecretHash: null, previousUntil: null });
  });

  it('closes what an earlier rotation had left open: two secrets open at most', async () => {
    const made = await make();
    const second = await send('POST', `/${made.id}/rotation`, { version: 1 });
    await send('POST', `/${made.id}/rotation`, { version: 2 });
    expect((await rowOf(made.id)).previousSecretHash).toBe(sha256(second.body.secret));
  });

  it('is refused beyond a week, and repeated under its key gives the same secret', async () => {
    const made = await make();
    expect((await send('POST', `/${made.id}/rotation`, { version: 1, overlapHours: 169 })).status).toBe(422);
    const body = { version: 1, overlapHours: 1 };
    const first = await send('POST', `/${made.id}/rotation`, body, it1, 'rotate-key-1');
    const again = await send('POST', `/${made.id}/rotation`, body, it1, 'rotate-key-1');
    expect(again.body).toEqual(first.body);
    expect((await rowOf(made.id)).version).toBe(2);
  });
});

describe('changes', () => {
  it('of label, branch and limit keep old and new in the trail; a stale form changes nothing', async () => {
    const made = await make({ branch: 'Solo' });
    const body = { label: 'Mobile', branch: '', dailyLimit: 10, version: 1 };
    const changed = await send('PUT', `/${made.id}`, body);
    expect(changed.body).toMatchObject({ label: 'Mobile', branch: null, dailyLimit: 10, version: 2 });
    const late = await send('PUT', `/${made.id}`, { ...body, label: 'Telat' });
    expect([late.status, late.body.code]).toEqual([409, 'VERSION_CONFLICT']);
    expect((await rowOf(made.id)).label).toBe('Mobile');
    expect((await trailOf(made.id)).at(-1)?.details).toEqual({
      changed: { label: ['Core banking', 'Mobile'], branch: ['Solo', null], dailyLimit: [null, 10] },
    });
  });

  it('end with the revocation, which needs a reason and leaves no secret open', async () => {
    const made = await make();
    await send('POST', `/${made.id}/rotation`, { version: 1 });
    expect((await send('POST', `/${made.id}/revocation`, { version: 2 })).status).toBe(422);
    const revoked = await send('POST', `/${made.id}/revocation`, { version: 2, note: 'Program diganti' });
    expect(revoked.body).toMatchObject({
      status: 'DICABUT',
      revokedByName: it1.name,
      revokedNote: 'Program diganti',
      previousUntil: null,
    });
    for (const [method, path, body] of [
      ['POST', '/rotation', { version: 3 }],
      ['PUT', '', { label: 'Hidup lagi', version: 3 }],
      ['POST', '/revocation', { version: 3, note: 'Sekali lagi' }],
    ] as const) {
      const answer = await send(method, `/${made.id}${path}`, body);
      expect([answer.status, answer.body.code]).toEqual([409, 'CREDENTIAL_REVOKED']);
    }
  });

  it("of another institution's credential are refused as if it were not there", async () => {
    const made = await make();
    const tries = [
      await send('GET', `/${made.id}`, undefined, strangers),
      await send('PUT', `/${made.id}`, { label: 'Curian', version: 1 }, strangers),
      await send('POST', `/${made.id}/rotation`, { version: 1 }, strangers),
      await send('POST', `/${made.id}/revocation`, { version: 1, note: 'Curian' }, strangers),
    ];
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(await rowOf(made.id)).toMatchObject({ label: 'Core banking', version: 1, revokedAt: null });
  });
});

describe('the list', () => {
  const find = async (filter: object, by = it1) => {
    const query = new URLSearchParams({ filter: JSON.stringify(filter), sort: '["label","ASC"]' });
    return (await send('GET', `?${query}`, undefined, by)).body;
  };

  it('is of one institution, filtered, sorted and kept as CSV; the auditor reads all', async () => {
    await make({ label: 'Aplikasi A', environment: 'UJI', product: 'WEBSERVICE-FACE' });
    const faces = await find({ product: 'WEBSERVICE-FACE', environment: 'UJI', status: 'AKTIF' });
    expect(faces).toMatchObject([{ label: 'Aplikasi A' }]);
    expect((await find({ q: 'aplikasi' })).length).toBe(1);
    expect(await find({ status: 'DICABUT', q: 'aplikasi' })).toEqual([]);
    const institutions = new Set(
      (await find({}, auditor)).map((row: { institutionId: string }) => row.institutionId),
    );
    expect(institutions.size).toBe(3);
    const labels = (await find({})).map(({ label }: { label: string }) => label);
    expect(labels[0]).toBe('Aplikasi A');
    const filter = JSON.stringify({ q: 'Aplikasi' });
    const csv = await send('GET', `.csv?${new URLSearchParams({ filter })}`);
    const lines = csv.text.trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(';Aplikasi A;Webservice Biometrik Face Recognition;Uji;');
  });
});
