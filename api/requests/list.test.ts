import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestSummary } from '#contract/requests/schemas';
import { sha256 } from '#platform/crypto';
import { officeId, seed } from '#prisma/seed';
import { nikIndex } from '#records/requests/sealed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import {
  createRequest,
  type MadeRequest,
  type RequestOptions,
  randomNik,
} from '../../tests/support/requests.ts';
import { requestHandlers } from './index.ts';
import { type RequestFilter, requestListSource } from './rows.ts';

const semarang = officeId('3374');
const badung = officeId('5103');
const hour = 3_600_000;
const day = 24 * hour;
/** 15.00 WIB. */
const now = new Date('2026-11-25T08:00:00Z');
const at = (offset: number) => new Date(now.getTime() + offset);

let database: TestDatabase;
let api: TestApi;
let operator: TestPerson;
let colleague: TestPerson;
let supervisor: TestPerson;
let centre: TestPerson;
let auditor: TestPerson;
let made: Record<string, MadeRequest>;
const shared = randomNik();

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: requestHandlers, now: () => now });
  const { db } = database;
  const of = (role: 'operator-dinas' | 'supervisor-dinas') =>
    addPerson(db, { roles: [role], institutionId: null, officeId: semarang });
  operator = await of('operator-dinas');
  colleague = await of('operator-dinas');
  supervisor = await of('supervisor-dinas');
  centre = await addPerson(db, { roles: ['staf-konsolidasi'], institutionId: null });
  auditor = await addPerson(db, { roles: ['auditor'], institutionId: null });
  const add = (more: Partial<RequestOptions>) =>
    createRequest(db, api.deps.vault, { officeId: semarang, submittedAt: at(-day), ...more });
  made = {
    late: await add({ submittedAt: at(-5 * day), dueAt: at(-2 * day), nik: shared }),
    today: await add({ dueAt: at(2 * hour), assignee: operator, channel: 'LOKET' }),
    later: await add({ dueAt: at(3 * day), assignee: colleague }),
    first: await add({ dueAt: at(3 * day), priority: true }),
    approved: await add({ status: 'DISETUJUI', dueAt: at(-hour) }),
    worked: await add({ status: 'DIPROSES', dueAt: at(day), stepAssignee: centre }),
    asked: await add({
      status: 'DIPROSES',
      steps: { KONSOLIDASI_MANUAL: 'KLARIFIKASI' },
      dueAt: null,
      stepAssignee: centre,
    }),
    failed: await add({
      status: 'DIPROSES',
      steps: { KONSOLIDASI_MANUAL: 'SELESAI', SINKRONISASI_DWH: 'GAGAL' },
      stepResult: 'DWH_GAGAL',
      dueAt: at(day),
    }),
    done: await add({ status: 'SELESAI', submittedAt: at(-40 * day), endedAt: at(-3 * day), nik: shared }),
    old: await add({ status: 'SELESAI', submittedAt: at(-60 * day), endedAt: at(-50 * day) }),
    cancelled: await add({ status: 'DIBATALKAN', endedAt: at(-day) }),
    elsewhere: await add({ officeId: badung, regionCode: '5103', dueAt: at(-day), nik: shared }),
  };
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const nameOf = (id: string) => Object.keys(made).find((name) => made[name]?.id === id) ?? id;

async function ask(who: TestPerson, filter: object = {}, more: Record<string, string> = {}) {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), ...more });
  const answer = await api.call('GET', `/api/v1/requests?${query}`, { cookie: who.cookie });
  expect(answer.status, answer.text).toBe(200);
  return answer;
}
const found = async (who: TestPerson, filter: object = {}, more: Record<string, string> = {}) =>
  (await ask(who, filter, more)).body.map(({ id }: RequestSummary) => nameOf(id));

const open = { status: ['BARU', 'DISETUJUI', 'DIPROSES'] };

describe('the queue', () => {
  it('has what must come first on top, then what is due soonest', async () => {
    expect(await found(operator, { status: 'BARU' })).toEqual(['first', 'late', 'today', 'later']);
    expect(await found(operator, { status: 'BARU' }, { sort: '["queue","DESC"]' })).toEqual([
      'later',
      'today',
      'late',
      'first',
    ]);
  });

  it('goes on behind a row to the end', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const page = await ask(operator, open, { range: '[0,2]', ...(after ? { after } : {}) });
      seen.push(...page.body.map(({ id }: RequestSummary) => nameOf(id)));
      after = page.headers.get('x-next-after') ?? '';
    } while (after);
    expect(seen).toEqual(await found(operator, open));
    expect(seen).toHaveLength(8);
  });

  it.each([{}, open, { status: ['BARU', 'SELESAI'] }, { overdue: true }, { submittedTo: '2026-11-20' }])(
    'gives every row once by pages of %j',
    async (filter) => {
      const whole = await found(operator, filter);
      const seen: string[] = [];
      for (let from = 0; from < whole.length; from += 2) {
        seen.push(...(await found(operator, filter, { range: JSON.stringify([from, from + 1]) })));
      }
      expect(seen).toEqual(whole);
    },
  );

  it("holds an office's own requests only, all of them for the centre and the auditor, and nothing for a person without an office", async () => {
    expect(await found(operator)).not.toContain('elsewhere');
    expect(await found(operator, { officeId: badung })).toEqual([]);
    for (const who of [centre, auditor])
      expect(await found(who, { officeId: badung })).toEqual(['elsewhere']);
    const lost = await addPerson(database.db, { roles: ['operator-dinas'], institutionId: null });
    expect(await found(lost)).toEqual([]);
    expect((await api.call('GET', '/api/v1/requests/counters', { cookie: lost.cookie })).body).toMatchObject(
      Array.from({ length: 9 }, () => ({ count: 0 })),
    );
  });

  it.each([
    [{ overdue: true }, ['late', 'approved']],
    [{ status: 'BARU', overdue: false }, ['first', 'today', 'later']],
    [{ status: 'DIPROSES', overdue: false }, ['worked', 'asked', 'failed']],
    [{ status: 'SELESAI', overdue: false }, ['done', 'old']],
    [{ dueToday: true }, ['today']],
    [{ status: 'BARU', assignee: 'me' }, ['today']],
    [{ status: 'BARU', assignee: 'nobody' }, ['first', 'late']],
    [{ stepStatus: 'KLARIFIKASI' }, ['asked']],
    [{ step: 'SINKRONISASI_DWH', stepStatus: 'GAGAL' }, ['failed']],
    [{ channel: 'LOKET' }, ['today']],
    [{ status: 'SELESAI' }, ['old', 'done']],
    [{ status: ['SELESAI', 'DIBATALKAN'] }, ['old', 'done', 'cancelled']],
    [{ status: ['SELESAI', 'DISETUJUI'] }, ['old', 'approved', 'done']],
    [{ status: [] }, []],
    [{ endedFrom: '2026-11-01' }, ['done', 'cancelled']],
    [{ status: 'DIBATALKAN', endedFrom: '2026-11-01' }, ['cancelled']],
    [{ status: 'SELESAI', endedFrom: '2026-11-01' }, ['done']],
    [{ submittedTo: '2026-11-20' }, ['late', 'old', 'done']],
    [{ submittedFrom: '2026-11-20', submittedTo: '2026-11-20' }, ['late']],
    [{ id: ['nonsense'] }, []],
  ])('finds by %j', async (filter, expected) => {
    expect((await found(operator, filter)).sort()).toEqual([...expected].sort());
  });

  it('counts who took a step, for the centre and where a step is asked for', async () => {
    expect(await found(centre, { status: 'DIPROSES', assignee: 'me' })).toEqual(['asked', 'worked']);
    expect((await found(centre, { assignee: 'nobody' })).sort()).toEqual(['approved', 'failed']);
    expect(await found(operator, { step: 'KONSOLIDASI_MANUAL', assignee: 'nobody' })).toEqual(['approved']);
  });

  it('never shows a name, NIK or number in full', async () => {
    const { text, body } = await ask(centre);
    for (const { name, nik, noKk, phone } of Object.values(made)) {
      for (const part of [name, nik, noKk, String(phone)]) expect(text).not.toContain(part);
    }
    expect(body[0].nameMasked).toBe('Siti R*** W***');
    expect(body[0].nikMasked).toMatch(/^\d{4}\*{8}\d{4}$/);
  });

  it('says how a row stands: office and zone, overdue, who has it, the step and its result', async () => {
    const of = (name: string) => ({ code: made[name]?.code });
    expect((await ask(operator, of('late'))).body).toMatchObject([
      { overdue: true, officeName: 'Dinas Dukcapil Kota Semarang', zone: 'WIB', assignee: null, step: null },
    ]);
    expect((await ask(operator, of('today'))).body[0].assignee).toEqual({
      id: operator.id,
      name: operator.name,
    });
    expect((await ask(operator, of('failed'))).body[0]).toMatchObject({
      step: 'SINKRONISASI_DWH',
      stepStatus: 'GAGAL',
      stepResult: 'DWH_GAGAL',
      stepAssignee: null,
    });
    expect((await ask(operator, of('done'))).body[0]).toMatchObject({ overdue: false, dueAt: null });
  });
});

describe('searching', () => {
  it('finds a whole code as people type it, and nothing by part of one', async () => {
    const code = made['late']?.code ?? '';
    expect(await found(operator, { code: code.toLowerCase().replaceAll('-', ' ') })).toEqual(['late']);
    expect(await found(operator, { code: code.slice(0, 6) })).toEqual([]);
    expect(await found(operator, { code: made['elsewhere']?.code })).toEqual([]);
  });

  const lookup = async (userId: string, expiresAt: Date) => {
    const token = randomUUID();
    await database.db.lookup.create({
      data: {
        tokenHash: sha256(token),
        userId,
        kind: 'NIK',
        index: nikIndex(api.deps.vault, shared),
        expiresAt,
      },
    });
    return token;
  };

  it('finds by the token of a full NIK, as far as the person sees', async () => {
    expect(await found(operator, { lookup: await lookup(operator.id, at(hour)) })).toEqual(['done', 'late']);
    expect((await found(centre, { lookup: await lookup(centre.id, at(hour)) })).sort()).toEqual([
      'done',
      'elsewhere',
      'late',
    ]);
  });

  it("asks for a new search when the token is over, unknown, or somebody else's", async () => {
    const tokens = [await lookup(operator.id, at(-1)), 'nonsense', await lookup(colleague.id, at(hour))];
    for (const token of tokens) {
      const query = new URLSearchParams({ filter: JSON.stringify({ lookup: token }) });
      const answer = await api.call('GET', `/api/v1/requests?${query}`, { cookie: operator.cookie });
      expect([answer.status, answer.body.code]).toEqual([410, 'LOOKUP_EXPIRED']);
    }
  });
});

describe('a list', () => {
  it.each<[RequestFilter, number]>([
    [{}, 1_000],
    [{ status: 'SELESAI' }, 1_000],
    [{ status: ['SELESAI', 'DIBATALKAN'] }, 1_000],
    [{ channel: 'LOKET' }, 1_000],
    [{ status: 'BARU' }, 10_000],
    [{ status: ['BARU', 'DIPROSES'] }, 10_000],
    [{ overdue: true }, 10_000],
    [{ status: 'SELESAI', endedFrom: '2026-11-01' }, 10_000],
    [{ submittedFrom: '2026-11-01' }, 10_000],
  ])('of %j counts up to %i', (filter, cap) => {
    expect(requestListSource(database.db, filter).countUpTo).toBe(cap);
  });
});

describe('the counters', () => {
  const counters = async (who: TestPerson) => {
    const { body } = await api.call('GET', '/api/v1/requests/counters', { cookie: who.cookie });
    return body as { key: string; count: number; capped: boolean; filter: object }[];
  };
  const figures = async (who: TestPerson) =>
    Object.fromEntries((await counters(who)).map(({ key, count }) => [key, count]));

  it('show an office what waits there, and each operator what is his', async () => {
    expect(await figures(operator)).toEqual({
      new: 4,
      mine: 1,
      overdue: 1,
      dueToday: 1,
      approved: 1,
      inProcess: 3,
      questions: 1,
      failed: 1,
      doneThisMonth: 1,
    });
    expect((await figures(supervisor))['mine']).toBe(0);
  });

  it('show the centre the steps of the whole country, and the auditor how all of it stands', async () => {
    expect(await figures(centre)).toEqual({
      mine: 2,
      overdue: 1,
      dueToday: 0,
      approved: 1,
      inProcess: 3,
      questions: 1,
      failed: 1,
      doneThisMonth: 1,
    });
    expect(await figures(auditor)).toMatchObject({ new: 5, overdue: 3, approved: 1 });
  });

  it('lead to lists of exactly what they count', async () => {
    for (const who of [operator, supervisor, centre, auditor]) {
      for (const { key, count, filter } of await counters(who)) {
        expect([key, (await found(who, filter)).length]).toEqual([key, count]);
      }
    }
  });
});

describe('the export', () => {
  it('gives the filtered list, masked, and is written down without the search', async () => {
    const filter = { status: 'BARU', overdue: true };
    const query = new URLSearchParams({ filter: JSON.stringify(filter) });
    const file = await api.call('GET', `/api/v1/requests.csv?${query}`, { cookie: operator.cookie });
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = file.text.trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(`${made['late']?.code};Baru;`);
    expect(lines[1]).toContain('Siti R*** W***');
    expect(file.text).not.toContain(shared);
    const row = await database.db.auditEntry.findFirstOrThrow({ where: { event: 'REQUESTS_EXPORTED' } });
    expect(row).toMatchObject({
      actorId: operator.id,
      details: { filter: JSON.stringify(filter), byNumber: false },
    });
  });
});
