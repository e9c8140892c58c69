import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword, institutionId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { auditHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let cookie: string;
const bank = institutionId('BANK-CONTOH');

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: auditHandlers });
  cookie = await api.signIn('auditor@demo.loket.test', demoPassword);
  // Ten days of history, one row an hour, half of it of the bank.
  await database.db.$executeRaw`
    INSERT INTO audit_entry (at, event, actor_id, actor_name, actor_unit, actor_roles, subject_type, subject_id,
                             institution_id, details)
    SELECT '2024-01-01T00:00:00Z'::timestamptz + n * interval '1 hour', 'HISTORY', 'actor-' || n % 3, '=Nama', 'Unit',
           ARRAY['auditor'], 'ORDER', 'order-' || n, CASE WHEN n % 2 = 0 THEN ${bank}::uuid END,
           jsonb_build_object('n', n)
    FROM generate_series(0, 239) AS n`;
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const get = (query: Record<string, string>, path = '/audit') =>
  api.call('GET', `/api/v1${path}?${new URLSearchParams(query)}`, { cookie });
const subjects = (body: readonly { subjectId: string }[]) => body.map(({ subjectId }) => subjectId);

describe('the audit trail', () => {
  it('shows the newest first and goes on behind a row to the very end', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const page = await get({ range: '[0,99]', filter: '{"event":"HISTORY"}', ...(after ? { after } : {}) });
      seen.push(...subjects(page.body));
      after = page.headers.get('x-next-after') ?? '';
    } while (after);
    expect(seen).toEqual(Array.from({ length: 240 }, (_, n) => `order-${239 - n}`));
  });

  it('is filtered by who, what, which institution and the days of Jakarta', async () => {
    const count = async (filter: object) =>
      (await get({ filter: JSON.stringify(filter) })).headers.get('content-range')?.split('/')[1];
    expect(await count({ actorId: 'actor-1' })).toBe('80');
    expect(await count({ subjectType: 'ORDER', subjectId: 'order-7' })).toBe('1');
    expect(await count({ event: 'HISTORY', institutionId: bank })).toBe('120');
    expect(await count({ event: 'HISTORY', from: '2024-01-02', to: '2024-01-02' })).toBe('24');
    const first = await get({
      sort: '["at","ASC"]',
      range: '[0,0]',
      filter: '{"event":"HISTORY","from":"2024-01-02","to":"2024-01-02"}',
    });
    expect(first.body[0].at).toBe('2024-01-01T17:00:00.000Z');
  });

  it('finds a row whose number and time run against each other', async () => {
    const { db } = database;
    const row = {
      event: 'LATE',
      actorId: 'a',
      actorName: 'a',
      actorUnit: 'a',
      subjectType: 'T',
      subjectId: 's',
    };
    // Began before midnight in Jakarta and was written after a row that began later.
    await db.auditEntry.create({ data: { ...row, at: new Date('2024-03-01T17:00:01Z') } });
    await db.auditEntry.create({ data: { ...row, at: new Date('2024-03-01T16:59:59Z') } });
    const on = async (day: string) =>
      (await get({ filter: JSON.stringify({ event: 'LATE', from: day, to: day }) })).body.length;
    expect(await on('2024-03-01')).toBe(1);
    expect(await on('2024-03-02')).toBe(1);
  });

  it('is exported as filtered, harmless to a spreadsheet, and the export itself is recorded', async () => {
    const filter = '{"event":"HISTORY","from":"2024-01-03","to":"2024-01-04"}';
    const file = await get({ filter, sort: '["at","ASC"]' }, '/audit.csv');
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = file.text.trim().split('\r\n');
    expect(lines).toHaveLength(49);
    expect(lines[0]).toContain('Peristiwa');
    expect(lines[1]).toContain("'=Nama");
    const { body } = await get({ filter: '{"event":"AUDIT_EXPORTED"}' });
    expect(body).toMatchObject([
      { actorName: 'Audi Auditor', details: { filter: JSON.parse(filter) }, subjectType: 'AUDIT' },
    ]);
  });

  it('is for the auditor alone', async () => {
    for (const name of ['admin', 'pejabat', 'pengelola.bank']) {
      const other = await api.signIn(`${name}@demo.loket.test`, demoPassword);
      for (const path of ['/audit', '/audit.csv']) {
        expect((await api.call('GET', `/api/v1${path}`, { cookie: other })).status).toBe(403);
      }
    }
  });

  it.each([
    { after: 'x' },
    { after: '99999999999999999999' },
    { filter: '{"nonsense":1}' },
    { range: '[0,500]' },
  ])('refuses %j', async (query) => {
    expect((await get(query as Record<string, string>)).status).toBe(422);
  });
});
