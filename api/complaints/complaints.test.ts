import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { texts } from '#contract/i18n/index';
import { pagePaths } from '#contract/shared/pages';
import { writeTrailLine } from '#contract/trail/line';
import { signComplaintReceipt } from '#documents/complaints/receipt-signature';
import { institutionId, officeId, seed } from '#prisma/seed';
import { provePhone } from '#records/requests/desk';
import { openWhatsapp } from '#records/whatsapp-notice';
import { readPdf } from '../../documents/shared/read-pdf.fixture.ts';
import { freshNik } from '../../tests/support/citizen.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson } from '../../tests/support/people.ts';
import { createRequest } from '../../tests/support/requests.ts';
import { addAccess, addComplaint, addTrail } from '../../tests/support/trail.ts';
import { documentHandlers } from '../orders/documents.ts';
import { complaintHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let staff: string;
let manager: string;
let foreigner: string;
let auditor: string;
const own = institutionId('DEMO-PUSAT');

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: [...complaintHandlers, ...documentHandlers] });
  const person = async (
    role: 'staf-kerjasama' | 'auditor' | 'lembaga-admin',
    institution: string | null = null,
  ) => (await addPerson(database.db, { roles: [role], institutionId: institution })).cookie;
  staff = await person('staf-kerjasama');
  auditor = await person('auditor');
  manager = await person('lembaga-admin', own);
  foreigner = await person('lembaga-admin', institutionId('BANK-CONTOH'));
});
beforeEach(() => database.db.rateLimitBucket.deleteMany());
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const words = 'Saya tidak pernah menjadi nasabah bank ini.';

async function lineOf(nik: string): Promise<{ token: string; line: string }> {
  const { db, vault } = api.deps;
  const access = await addAccess(db, vault, { nik, institutionId: own });
  return { token: await addTrail(db, vault, nik), line: writeTrailLine(access) };
}

const complain = (token: string, body: object, key: string = randomUUID()) =>
  api.call('POST', '/api/v1/public/access-complaints', { headers: { 'x-trail-token': token }, body, key });
const track = (number: string, secret: string) =>
  api.call('GET', `/api/v1/public/access-complaints/${encodeURIComponent(number)}`, {
    headers: { 'x-tracking-secret': secret },
  });

async function filed(nik = freshNik()): Promise<{ id: string; number: string; secret: string }> {
  const { token, line } = await lineOf(nik);
  const answer = await complain(token, { line, uraian: words });
  expect(answer.status, answer.text).toBe(201);
  const { number, secret } = answer.body;
  const { id } = await database.db.accessComplaint.findUniqueOrThrow({ where: { number } });
  return { id, number, secret };
}

/** What was queued about a complaint, in the order of its versions. */
const messagesOf = (id: string, channel: 'EMAIL' | 'WHATSAPP') =>
  database.db.outgoingNotice.findMany({
    where: { channel, dedupeKey: { startsWith: `complaint:${id}:` } },
    orderBy: { dedupeKey: 'asc' },
  });

const readAs = (cookie: string, id: string) => api.call('GET', `/api/v1/access-complaints/${id}`, { cookie });
async function act(cookie: string, id: string, action: string, body: object = {}) {
  const { version } = await database.db.accessComplaint.findUniqueOrThrow({ where: { id } });
  return api.call('POST', `/api/v1/access-complaints/${id}/actions/${action}`, {
    cookie,
    key: randomUUID(),
    body: { version, ...body },
  });
}

describe('a complaint from a line', () => {
  it('becomes one numbered ticket with a secret, however often it is sent, and its text lies sealed', async () => {
    const { token, line } = await lineOf(freshNik());
    const key = randomUUID();
    const first = await complain(token, { line, uraian: words }, key);
    const second = await complain(token, { line, uraian: words }, key);
    expect(second.body).toEqual(first.body);
    const { number, secret } = first.body;
    expect(number).toMatch(/^PGD-\d{6}-\d{6}$/);
    const row = await database.db.accessComplaint.findUniqueOrThrow({ where: { number } });
    expect(JSON.stringify(row)).not.toContain('nasabah');
    expect(JSON.stringify(row)).not.toContain(secret);
    expect((await track(number, secret)).body).toMatchObject({
      number,
      status: 'BARU',
      text: words,
      kind: 'DIBACA',
      outcome: null,
      history: [{ action: 'submit', to: 'BARU', note: null }],
    });
  });

  it("is refused for a line of another's trail, for none, and without an opened trail", async () => {
    const [mine, other] = [await lineOf(freshNik()), await lineOf(freshNik())];
    const before = await database.db.accessComplaint.count();
    const answers = [
      await complain(mine.token, { line: other.line, uraian: words }),
      await complain(mine.token, { line: 'x', uraian: words }),
      await complain(mine.token, { line: "1'; drop table access_log; --", uraian: words }),
      await complain('nothing', { line: mine.line, uraian: words }),
      await complain(mine.token, { line: mine.line, uraian: 'x'.repeat(2_001) }),
    ];
    expect(answers.map(({ body }) => body.code)).toEqual([
      'TRAIL_LINE_UNKNOWN',
      'TRAIL_LINE_UNKNOWN',
      'TRAIL_LINE_UNKNOWN',
      'TRAIL_ENDED',
      'INVALID_INPUT',
    ]);
    expect(await database.db.accessComplaint.count()).toBe(before);
  });

  it('opens however its secret is typed, and by one of the first days as it was told', async () => {
    const { number, secret } = await filed();
    expect(secret).toMatch(/^([02-9A-HJKMNP-TV-Z]{5}-){2}[02-9A-HJKMNP-TV-Z]{5}$/);
    const typed = [secret, secret.toLowerCase(), secret.replaceAll('-', ''), secret.replaceAll('-', ' ')];
    for (const each of typed) expect((await track(number, each)).status).toBe(200);
    const old = await addComplaint(database.db, api.deps.vault, own);
    expect((await track(old.number, old.secret)).status).toBe(200);
  });

  it('is shown to nobody who has not both number and secret, in the same words', async () => {
    const [one, other] = [await filed(), await filed()];
    const answers = [
      await track(one.number, other.secret),
      await track('PGD-202611-000000', one.secret),
      await track('apa saja', ''),
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([404, 'COMPLAINT_NOT_FOUND']);
  });
});

describe('the desk', () => {
  it('takes, asks the institution, answers and closes; each reads what is for him', async () => {
    const { id, number, secret } = await filed();
    expect((await readAs(manager, id)).status).toBe(404);
    expect((await act(staff, id, 'take')).body).toEqual({ status: 'DITANGANI', version: 2 });
    expect((await act(staff, id, 'forward')).body.code).toBe('NOTE_REQUIRED');
    expect((await act(staff, id, 'forward', { note: 'Mohon penjelasan tertulis.' })).status).toBe(200);
    expect((await readAs(foreigner, id)).status).toBe(404);
    const seen = (await readAs(manager, id)).body;
    expect([seen.text, seen.allowed, seen.history[0].note, seen.history[0].actorName]).toEqual([
      words,
      [{ action: 'reply', note: 'required' }],
      'Mohon penjelasan tertulis.',
      '',
    ]);
    expect((await act(foreigner, id, 'reply', { note: 'Bukan kami.' })).status).toBe(404);
    expect((await act(manager, id, 'reply', { note: 'Salah ketik NIK oleh cabang.' })).status).toBe(200);
    expect((await act(staff, id, 'answer', { note: 'Kami sedang memeriksa.' })).status).toBe(200);
    expect((await act(staff, id, 'close', { note: 'Lembaga ditegur.' })).body.code).toBe('OUTCOME_REQUIRED');
    const closed = await act(staff, id, 'close', {
      note: 'Lembaga ditegur.',
      outcome: 'PELANGGARAN_DITINDAK',
    });
    expect(closed.body).toEqual({ status: 'SELESAI', version: 6 });
    const citizen = (await track(number, secret)).body;
    expect(citizen.outcome).toBe('PELANGGARAN_DITINDAK');
    expect(citizen.history.map(({ note }: { note: string | null }) => note)).toEqual([
      'Lembaga ditegur.',
      'Kami sedang memeriksa.',
      null,
      null,
      null,
      null,
    ]);
    const again = await act(staff, id, 'take');
    expect([again.status, again.body.code, again.body.state]).toEqual([409, 'ACTION_NOT_ALLOWED', 'SELESAI']);
  });

  it('tells the citizen of each answer by WhatsApp, at the number that was proven for his NIK, and nothing of it', async () => {
    const { db, vault, config } = api.deps;
    const nik = freshNik();
    const { id: requestId } = await createRequest(db, vault, {
      ...{ officeId: officeId('3374'), nik, phone: '+6281200000021' },
    });
    await createRequest(db, vault, { officeId: officeId('3374'), nik, phone: '+6281299999999' });
    const operator = { id: 'op', name: 'Operator', unit: 'Dinas', roles: ['operator-dinas'] as const };
    await provePhone(db, { requestId, version: 1, actor: operator, at: new Date() });
    const { id, number } = await filed(nik);
    await act(staff, id, 'take');
    await act(staff, id, 'answer', { note: 'Kami sedang memeriksa.' });
    await act(staff, id, 'close', { note: 'Sesuai perjanjian.', outcome: 'SESUAI_PERJANJIAN' });
    const sent = await messagesOf(id, 'WHATSAPP');
    expect(sent.map((row) => [row.template, openWhatsapp(row, config.dataKeys)])).toEqual(
      [1, 2].map(() => [
        'pengaduan_dijawab',
        { phone: '+6281200000021', parameters: [number, `${config.publicUrl}${pagePaths.complaint()}`] },
      ]),
    );
  });

  it('sees whether the citizen could be told, and the institution that it was asked; the institution sees neither', async () => {
    const { db, vault } = api.deps;
    const nik = freshNik();
    const { id: requestId } = await createRequest(db, vault, {
      ...{ officeId: officeId('3374'), nik, phone: '+6281200000023' },
    });
    const { id } = await filed(nik);
    expect((await readAs(staff, id)).body.notices).toEqual([]);
    await act(staff, id, 'take');
    await act(staff, id, 'answer', { note: 'Kami sedang memeriksa.' });
    const operator = { id: 'op', name: 'Operator', unit: 'Dinas', roles: ['operator-dinas'] as const };
    await provePhone(db, { requestId, version: 1, actor: operator, at: new Date() });
    await act(staff, id, 'answer', { note: 'Sudah kami tanyakan.' });
    await act(staff, id, 'forward', { note: 'Mohon penjelasan tertulis.' });
    const answer = await readAs(staff, id);
    const shown = answer.body.notices.map((row: Record<string, unknown>) => [
      ...[row['template'], row['channel'], row['status'], row['lastError']],
    ]);
    expect(shown.slice(0, 3)).toEqual([
      ['pengaduan_dijawab', 'WHATSAPP', 'SKIPPED', texts('id').whatsapp.problem.noProvenNumber],
      ['pengaduan_dijawab', 'WHATSAPP', 'QUEUED', null],
      ['COMPLAINT_FORWARDED', 'EMAIL', 'QUEUED', null],
    ]);
    expect(answer.text).not.toContain('81200000023');
    expect((await readAs(manager, id)).body.notices).toBeNull();
  });

  it('sends nothing to a number that nobody proved, and keeps in the log that it could not', async () => {
    const { db, vault } = api.deps;
    const nik = freshNik();
    await createRequest(db, vault, { officeId: officeId('3374'), nik, phone: '+6281200000022' });
    const { id } = await filed(nik);
    await act(staff, id, 'take');
    expect((await act(staff, id, 'answer', { note: 'Kami sedang memeriksa.' })).status).toBe(200);
    expect(await messagesOf(id, 'WHATSAPP')).toMatchObject([{ status: 'SKIPPED', recipient: '' }]);
  });

  it('mails the managers of the institution that is asked, without what anybody wrote', async () => {
    const { id, number } = await filed();
    await act(staff, id, 'take');
    expect(await messagesOf(id, 'EMAIL')).toEqual([]);
    await act(staff, id, 'forward', { note: 'Mohon penjelasan tertulis.' });
    const mails = await messagesOf(id, 'EMAIL');
    const managers = await database.db.user.findMany({
      where: { institutionId: own, disabledAt: null, roles: { some: { role: 'lembaga-admin' } } },
    });
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual(managers.map(({ email }) => email).sort());
    const { name } = await database.db.institution.findUniqueOrThrow({ where: { id: own } });
    for (const { template, params } of mails) {
      expect([template, params]).toEqual([
        'COMPLAINT_FORWARDED',
        { complaintId: id, number, institutionName: name },
      ]);
    }
  });

  it('refuses who acts on what changed meanwhile, and whoever may only read', async () => {
    const { id } = await filed();
    expect((await act(staff, id, 'take')).status).toBe(200);
    expect((await act(staff, id, 'release', { version: 1 })).body.code).toBe('VERSION_CONFLICT');
    expect((await act(auditor, id, 'release')).status).toBe(403);
    expect((await readAs(auditor, id)).status).toBe(200);
  });

  it('lists by state and number, page by page, and as CSV without what was written', async () => {
    const { number } = await filed();
    await filed();
    const list = (filter: object, cookie = staff) =>
      api.call('GET', `/api/v1/access-complaints?filter=${encodeURIComponent(JSON.stringify(filter))}`, {
        cookie,
      });
    expect((await list({ q: number.toLowerCase() })).body).toMatchObject([{ number, status: 'BARU' }]);
    expect((await list({ status: 'BARU' })).body.length).toBeGreaterThanOrEqual(2);
    expect((await list({}, foreigner)).body).toEqual([]);
    const csv = await api.call('GET', '/api/v1/access-complaints.csv', { cookie: staff });
    expect(csv.text).toContain(number);
    expect(csv.text).not.toContain('nasabah');
  });

  it('writes down who read a complaint, and keeps its history from being changed', async () => {
    const { id } = await filed();
    await readAs(auditor, id);
    const where = { subjectType: 'COMPLAINT', subjectId: id };
    const events = await database.db.auditEntry.findMany({ where, orderBy: { id: 'asc' } });
    expect(events.map(({ event }) => event)).toEqual(['COMPLAINT_FILED', 'COMPLAINT_READ']);
    await expect(
      database.db.accessComplaintHistory.updateMany({
        where: { complaintId: id },
        data: { action: 'close' },
      }),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('the promise to who complained', () => {
  const list = (filter: object, cookie = staff) =>
    api.call('GET', `/api/v1/access-complaints?filter=${encodeURIComponent(JSON.stringify(filter))}`, {
      cookie,
    });
  const makeLate = (id: string) =>
    database.db.accessComplaint.update({ where: { id }, data: { answerDueAt: new Date(Date.now() - 1) } });

  it('has a last moment that the desk sees, moved by each answer and gone with the end', async () => {
    const { id } = await filed();
    const dueAt = async (cookie = staff) => (await readAs(cookie, id)).body.answerDueAt;
    expect(Date.parse(await dueAt())).toBeGreaterThan(Date.now() + 4 * 86_400_000);
    await makeLate(id);
    expect((await list({ overdue: true })).body).toMatchObject([{ id, overdue: true }]);
    await act(staff, id, 'take');
    await act(staff, id, 'forward', { note: 'Mohon penjelasan tertulis.' });
    expect((await list({ overdue: true })).body).toMatchObject([{ id, status: 'MENUNGGU_LEMBAGA' }]);
    const asked = (await readAs(manager, id)).body;
    expect([asked.answerDueAt, asked.overdue]).toEqual([null, false]);
    await act(staff, id, 'recall');
    await act(staff, id, 'answer', { note: 'Kami sedang memeriksa.' });
    expect((await list({ overdue: true })).body).toEqual([]);
    expect(Date.parse(await dueAt())).toBeGreaterThan(Date.now() + 4 * 86_400_000);
    await makeLate(id);
    await act(staff, id, 'close', { note: 'Sesuai perjanjian.', outcome: 'SESUAI_PERJANJIAN' });
    expect(await dueAt()).toBeNull();
    expect((await list({ overdue: true })).body).toEqual([]);
  });

  it('begins anew when a closed complaint is reopened with a reason, which the citizen reads and is told of', async () => {
    const { id, number, secret } = await filed();
    await act(staff, id, 'take');
    await act(staff, id, 'close', { note: 'Tidak terbukti.', outcome: 'TIDAK_TERBUKTI' });
    expect((await readAs(staff, id)).body.allowed).toEqual([{ action: 'reopen', note: 'required' }]);
    expect((await act(staff, id, 'reopen')).body.code).toBe('NOTE_REQUIRED');
    expect((await act(auditor, id, 'reopen', { note: 'Ada bukti baru.' })).status).toBe(403);
    const reopened = await act(staff, id, 'reopen', { note: 'Ada bukti baru dari lembaga.' });
    expect(reopened.body).toEqual({ status: 'DITANGANI', version: 4 });
    const seen = (await track(number, secret)).body;
    expect([seen.status, seen.outcome, seen.history[0]]).toMatchObject([
      'DITANGANI',
      null,
      { action: 'reopen', to: 'DITANGANI', note: 'Ada bukti baru dari lembaga.' },
    ]);
    expect((await readAs(staff, id)).body.answerDueAt).not.toBeNull();
    expect(await messagesOf(id, 'WHATSAPP')).toHaveLength(2);
    const trail = await database.db.auditEntry.findMany({
      where: { subjectId: id, event: { not: 'COMPLAINT_READ' } },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ event }) => event).slice(-2)).toEqual(['COMPLAINT_CLOSED', 'COMPLAINT_REOPENED']);
  });

  it('is not begun anew for what was closed too long ago', async () => {
    const { id } = await filed();
    await act(staff, id, 'take');
    await act(staff, id, 'close', { note: 'Tidak terbukti.', outcome: 'TIDAK_TERBUKTI' });
    const { reopenDays } = api.deps.config.complaints;
    await database.db.accessComplaint.update({
      where: { id },
      data: { statusSince: new Date(Date.now() - reopenDays * 86_400_000) },
    });
    expect((await readAs(staff, id)).body.allowed).toEqual([]);
    const late = await act(staff, id, 'reopen', { note: 'Ada bukti baru.' });
    expect([late.status, late.body.code]).toEqual([409, 'COMPLAINT_CLOSED_TOO_LONG']);
    expect(late.body.detail).toContain(`${reopenDays} hari`);
  });
});

describe('the tanda terima', () => {
  const paperOf = async (path: string, headers: Readonly<Record<string, string>>) => {
    const response = await fetch(api.url + path, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    return readPdf(Buffer.from(await response.arrayBuffer()));
  };

  it('is printed with number and secret for whoever brings both, and for nobody else', async () => {
    const [one, other] = [await filed(), await filed()];
    const path = `/api/v1/public/access-complaints/${one.number}/receipt`;
    const { text } = await paperOf(path, { 'x-tracking-secret': one.secret });
    expect(text.replaceAll('- ', '-')).toContain(one.number);
    expect(text).toContain(one.secret);
    expect(text).not.toContain('nasabah');
    for (const secret of [other.secret, '']) {
      const refused = await api.call('GET', path, { headers: { 'x-tracking-secret': secret } });
      expect([refused.status, refused.body.code]).toEqual([404, 'COMPLAINT_NOT_FOUND']);
    }
  });

  it('is printed without the secret for the desk, not for the institution, and its printing is written down', async () => {
    const { id, secret } = await filed();
    await act(staff, id, 'take');
    await act(staff, id, 'forward', { note: 'Mohon penjelasan tertulis.' });
    const path = `/api/v1/access-complaints/${id}/receipt`;
    const { text } = await paperOf(path, { cookie: staff });
    expect(text).not.toContain(secret);
    expect(text).toContain(texts('id').complaints.receipt.withoutSecret);
    expect((await api.call('GET', path, { cookie: manager })).status).toBe(403);
    const printed = await database.db.auditEntry.findMany({
      where: { event: 'DOCUMENT_DOWNLOADED', subjectId: id },
    });
    expect(printed.map(({ details }) => details)).toMatchObject([
      { kind: 'tanda-terima', withSecret: false },
    ]);
  });

  it('is told from a forged one by its QR, which says how the complaint stands now', async () => {
    const { id, number } = await filed();
    await act(staff, id, 'take');
    const at = new Date().toISOString();
    const token = signComplaintReceipt(api.deps.config.documentSigningKey, {
      ...{ number, institution: 'BANK CONTOH', filedAt: at, printedAt: at },
    });
    const check = async (given: string) =>
      (await api.call('POST', '/api/v1/public/document-checks', { body: { token: given } })).body;
    expect(await check(token)).toMatchObject({
      ...{ genuine: true, about: 'complaint', number, institution: 'BANK CONTOH' },
      statusLabel: texts('id').complaints.status.DITANGANI,
    });
    expect(await check(`${token.slice(0, -6)}AAAAAA`)).toEqual({ genuine: false });
  });
});

describe('a lost secret', () => {
  it('is no loss for who proves his NIK anew, and opens nothing to anybody else', async () => {
    const { db, vault } = api.deps;
    const nik = freshNik();
    const { id, number } = await filed(nik);
    await act(staff, id, 'take');
    await act(staff, id, 'answer', { note: 'Kami sedang memeriksa.' });
    const read = (token: string) =>
      api.call('GET', `/api/v1/public/trail/complaints/${number}`, { headers: { 'x-trail-token': token } });
    const own = await read(await addTrail(db, vault, nik));
    expect(own.body).toMatchObject({ number, text: words, status: 'DITANGANI' });
    expect(own.body.history[0].note).toBe('Kami sedang memeriksa.');
    const foreign = await read(await addTrail(db, vault, freshNik()));
    expect([foreign.status, foreign.body.code]).toEqual([404, 'COMPLAINT_NOT_FOUND']);
    expect((await read('nothing')).body.code).toBe('TRAIL_ENDED');
  });
});
