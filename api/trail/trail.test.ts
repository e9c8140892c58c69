import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { institutionId, officeId, seed } from '#prisma/seed';
import { provePhone } from '#records/requests/desk';
import { sealPersonal } from '#records/requests/sealed';
import { openWhatsapp } from '#records/whatsapp-notice';
import { freshNik, proof } from '../../tests/support/citizen.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson } from '../../tests/support/people.ts';
import { createRequest } from '../../tests/support/requests.ts';
import { addAccess, addTrail } from '../../tests/support/trail.ts';
import { submitHandlers } from '../requests/public/submit.ts';
import { trailHandlers } from './index.ts';
import { carryPhoneCodes } from './proofs.ts';

let database: TestDatabase;
let api: TestApi;
let clock = new Date();
const own = institutionId('DEMO-PUSAT');

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, {
    implementations: [...submitHandlers, ...trailHandlers],
    env: { CHALLENGE_BITS: '4' },
    now: () => clock,
  });
});
beforeEach(async () => {
  clock = new Date();
  await database.db.rateLimitBucket.deleteMany();
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

/** A request with this NIK and number, filed by anybody; `proven`: an operator saw the KTP-el. */
async function fileFor(nik: string, phone: string, proven: boolean): Promise<string> {
  const { db, vault } = api.deps;
  const { id } = await createRequest(db, vault, { officeId: officeId('3374') });
  const personal = { name: 'Siti Kanari', nik, noKk: '3374010101200001', phone, problem: 'x' };
  await db.syncRequest.update({ where: { id }, data: sealPersonal(vault, id, personal) });
  const operator = { id: 'op', name: 'Operator', unit: 'Dinas', roles: ['operator-dinas'] as const };
  if (proven) await provePhone(db, { requestId: id, version: 1, actor: operator, at: clock });
  return id;
}

const ask = async (nik: string) =>
  api.call('POST', '/api/v1/public/nik-proofs', { body: { nik, ...(await proof(api)) } });
const tryPhone = (proofId: string, kode: string) =>
  api.call('POST', '/api/v1/public/trail-sessions/phone', { body: { proofId, kode } });
const tryCounter = (nik: string, kode: string) =>
  api.call('POST', '/api/v1/public/trail-sessions/counter', { body: { nik, kode } });
const read = (token: string, after?: string) =>
  api.call('GET', `/api/v1/public/trail${after ? `?after=${encodeURIComponent(after)}` : ''}`, {
    headers: { 'x-trail-token': token },
  });

/** What went to a phone for this proof; null when nothing did. */
async function sentFor(proofId: string): Promise<{ phone: string; code: string } | null> {
  // The asking has set the sending off already; both may be at it.
  await eventually(async () => {
    await carryPhoneCodes(api.deps);
    return (await database.db.nikProof.findUniqueOrThrow({ where: { id: proofId } })).carriedAt !== null;
  });
  const row = await database.db.outgoingNotice.findUnique({ where: { dedupeKey: `nik_proof:${proofId}` } });
  if (!row) return null;
  const { phone, parameters } = openWhatsapp(row, api.deps.config.dataKeys);
  return { phone, code: parameters[0] ?? '' };
}

const wrongFor = (code: string): string => (code === '000000' ? '000001' : '000000');

describe('a code to the phone', () => {
  it('goes to the number that was proven for the NIK, and opens the trail once', async () => {
    const nik = freshNik();
    await fileFor(nik, '+6281200000001', true);
    const asked = await ask(nik);
    expect(asked.status, asked.text).toBe(202);
    const sent = await sentFor(asked.body.proofId);
    expect(sent).toEqual({ phone: '+6281200000001', code: expect.stringMatching(/^\d{6}$/) });
    const opened = await tryPhone(asked.body.proofId, sent?.code ?? '');
    expect(opened.status, opened.text).toBe(201);
    expect((await read(opened.body.token)).body).toMatchObject({ lines: [], next: null });
    expect((await tryPhone(asked.body.proofId, sent?.code ?? '')).status).toBe(422);
  });

  it('answers an unknown NIK, and one whose number nobody proved, in the same words', async () => {
    const [known, unproven, unknown] = [freshNik(), freshNik(), freshNik()];
    await fileFor(known, '+6281200000002', true);
    await fileFor(unproven, '+6281200000003', false);
    const answers = [await ask(known), await ask(unproven), await ask(unknown)];
    for (const { status, body } of answers) {
      expect([status, Object.keys(body), body.message]).toEqual([
        202,
        ['proofId', 'expiresAt', 'message'],
        answers[0]?.body.message,
      ]);
    }
    const wrong = await Promise.all(answers.map(({ body }) => tryPhone(body.proofId, 'abcdef')));
    wrong.push(await tryPhone(randomUUID(), '123456'));
    for (const { status, body } of wrong) expect([status, body.code]).toEqual([422, 'PROOF_CODE_WRONG']);
    expect(await sentFor(answers[1]?.body.proofId)).toBeNull();
    expect(await sentFor(answers[2]?.body.proofId)).toBeNull();
  });

  it("a request that somebody files with another's NIK and his own number opens nothing", async () => {
    const nik = freshNik();
    await fileFor(nik, '+6281200000004', true);
    await fileFor(nik, '+6281299999999', false);
    const asked = await ask(nik);
    expect((await sentFor(asked.body.proofId))?.phone).toBe('+6281200000004');
  });

  it('goes to no number that was proven more than a year ago', async () => {
    const nik = freshNik();
    const id = await fileFor(nik, '+6281200000008', true);
    const long = new Date(clock.getTime() - 366 * 86_400_000);
    await database.db.syncRequest.update({ where: { id }, data: { phoneProvenAt: long } });
    expect(await sentFor((await ask(nik)).body.proofId)).toBeNull();
  });

  it('bears five wrong tries and then not even the right one', async () => {
    const nik = freshNik();
    await fileFor(nik, '+6281200000005', true);
    const { proofId } = (await ask(nik)).body;
    const code = (await sentFor(proofId))?.code ?? '';
    const tries = await Promise.all(Array.from({ length: 5 }, () => tryPhone(proofId, wrongFor(code))));
    expect(tries.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 422));
    expect((await tryPhone(proofId, code)).status).toBe(422);
  });

  it('is over after ten minutes, and a trail after fifteen', async () => {
    const nik = freshNik();
    await fileFor(nik, '+6281200000006', true);
    const [late, inTime] = [(await ask(nik)).body.proofId, (await ask(nik)).body.proofId];
    const codes = [(await sentFor(late))?.code ?? '', (await sentFor(inTime))?.code ?? ''];
    const began = clock.getTime();
    clock = new Date(began + 9 * 60_000);
    const { token } = (await tryPhone(inTime, codes[1] ?? '')).body;
    clock = new Date(began + 11 * 60_000);
    expect((await tryPhone(late, codes[0] ?? '')).status).toBe(422);
    expect((await read(token)).status).toBe(200);
    clock = new Date(began + 25 * 60_000);
    expect((await read(token)).body.code).toBe('TRAIL_ENDED');
  });

  it('is limited by NIK, and needs an answered challenge', async () => {
    const nik = freshNik();
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) statuses.push((await ask(nik)).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    const bare = { nik: freshNik(), tantangan: 'x.y', jawaban: '1' };
    const answer = await api.call('POST', '/api/v1/public/nik-proofs', { body: bare });
    expect(answer.body.code).toBe('CHALLENGE_FAILED');
  });

  it('lies nowhere readable: hashed, sealed in the message, and no NIK in what is kept or told', async () => {
    const nik = freshNik();
    await fileFor(nik, '+6281200000007', true);
    const asked = await ask(nik);
    const code = (await sentFor(asked.body.proofId))?.code ?? '';
    const { token } = (await tryPhone(asked.body.proofId, code)).body;
    await read(token);
    const [proofs, notices, audits, sessions] = await Promise.all([
      database.db.nikProof.findMany(),
      database.db.outgoingNotice.findMany(),
      database.db.auditEntry.findMany({ where: { subjectType: { in: ['NIK_PROOF', 'TRAIL'] } } }),
      database.db.trailSession.findMany(),
    ]);
    const kept = JSON.stringify({ proofs, notices, audits, sessions }, (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(kept).not.toContain(nik);
    expect(kept).not.toContain(token);
    expect(JSON.stringify(notices.map(({ params }) => params))).not.toContain(`"${code}"`);
    expect(asked.text).not.toContain(nik);
  });
});

describe('a code from the counter', () => {
  it('is given by an operator alone, for a KTP-el that he compared, and opens this NIK once', async () => {
    const operator = await addPerson(database.db, {
      roles: ['operator-dinas'],
      institutionId: null,
      officeId: officeId('3374'),
    });
    const nik = freshNik();
    const issue = (body: object, cookie = operator.cookie) =>
      api.call('POST', '/api/v1/nik-proofs', { body, cookie, key: randomUUID() });
    expect((await issue({ nik, ktpChecked: false })).status).toBe(422);
    const issued = await issue({ nik, ktpChecked: true });
    expect(issued.status, issued.text).toBe(201);
    expect(issued.body.code).toMatch(/^\w{5}-\w{5}$/);
    expect((await tryCounter(freshNik(), issued.body.code)).status).toBe(422);
    const opened = await tryCounter(nik, issued.body.code.toLowerCase().replace('-', ' '));
    expect(opened.status, opened.text).toBe(201);
    expect((await tryCounter(nik, issued.body.code)).status).toBe(422);
    const [entry] = await database.db.auditEntry.findMany({ where: { event: 'NIK_PROOF_ISSUED' } });
    expect(entry).toMatchObject({ actorId: operator.id, subjectType: 'NIK_PROOF' });
    expect(JSON.stringify(entry?.details)).not.toContain(nik);
  });
});

describe('the trail', () => {
  it('tells time, institution, purpose and kind of accesses that told something, and never data', async () => {
    const { db, vault } = api.deps;
    const nik = freshNik();
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 3, minute));
    await addAccess(db, vault, { nik, institutionId: own, at: at(1), purpose: 'KREDIT' });
    await addAccess(db, vault, {
      nik,
      institutionId: own,
      at: at(2),
      method: 'CALL_VERIFY_BY_ELEMEN',
      result: 'COMPARED',
    });
    await addAccess(db, vault, { nik, institutionId: own, at: at(3), result: 'NOT_FOUND' });
    await addAccess(db, vault, { nik, institutionId: own, at: at(4), outcome: 'EXHAUSTED' });
    await addAccess(db, vault, { nik, institutionId: own, at: at(5), result: 'FAILED' });
    await addAccess(db, vault, { nik: freshNik(), institutionId: own, at: at(6) });
    const answer = await read(await addTrail(db, vault, nik));
    expect(answer.status, answer.text).toBe(200);
    const name = (await db.institution.findUniqueOrThrow({ where: { id: own } })).name;
    expect(answer.body.lines.map(({ line: _, ...rest }: { line: string }) => rest)).toEqual([
      {
        at: at(3).toISOString(),
        institutionName: name,
        channel: 'WEB_SERVICE',
        purpose: null,
        kind: 'TIDAK_DITEMUKAN',
        complaint: null,
      },
      {
        at: at(2).toISOString(),
        institutionName: name,
        channel: 'WEB_SERVICE',
        purpose: null,
        kind: 'DIBANDINGKAN',
        complaint: null,
      },
      {
        at: at(1).toISOString(),
        institutionName: name,
        channel: 'WEB_SERVICE',
        purpose: 'KREDIT',
        kind: 'DIBACA',
        complaint: null,
      },
    ]);
    expect(answer.text).not.toContain(nik);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('goes on behind each page of 50, newest first, also where accesses share a moment', async () => {
    const { db, vault } = api.deps;
    const nik = freshNik();
    for (let minute = 0; minute < 120; minute += 1) {
      const at = new Date(Date.UTC(2026, 9, 2, 0, Math.floor(minute / 3)));
      await addAccess(db, vault, { nik, institutionId: own, at });
    }
    const token = await addTrail(db, vault, nik);
    const seen: { line: string; at: string }[] = [];
    let after: string | undefined;
    const sizes: number[] = [];
    do {
      const { body } = await read(token, after);
      seen.push(...body.lines);
      sizes.push(body.lines.length);
      after = body.next ?? undefined;
    } while (after);
    expect(sizes).toEqual([50, 50, 20]);
    expect(new Set(seen.map(({ line }) => line)).size).toBe(120);
    expect(seen.map(({ at }) => at)).toEqual([...seen.map(({ at }) => at)].sort().reverse());
  });

  it('writes each reading down', async () => {
    const { db, vault } = api.deps;
    const token = await addTrail(db, vault, freshNik());
    const count = () => db.auditEntry.count({ where: { event: 'TRAIL_READ' } });
    const before = await count();
    await read(token);
    await read(token, 'apa saja');
    expect((await count()) - before).toBe(2);
  });

  it('is closed by its reader, and opened by no other token', async () => {
    const { db, vault } = api.deps;
    const token = await addTrail(db, vault, freshNik());
    for (const wrong of ['', 'x'.repeat(300), `${token}x`, "' or 1=1 --"]) {
      expect([wrong, (await read(wrong)).status]).toEqual([wrong, 410]);
    }
    const closed = await api.call('DELETE', '/api/v1/public/trail', { headers: { 'x-trail-token': token } });
    expect(closed.status).toBe(204);
    expect((await read(token)).status).toBe(410);
  });

  it('refuses what is no NIK and no code', async () => {
    const answers = [
      await tryPhone('1 or 1=1', '123456'),
      await tryCounter('12345', 'ABCDE-FGHJK'),
      await api.call('POST', '/api/v1/public/nik-proofs', {
        body: { nik: ['3374014101900001'], tantangan: {}, jawaban: 1 },
      }),
      await tryPhone(randomUUID(), '1'.repeat(100)),
    ];
    expect(answers.map(({ body }) => body.code)).toEqual(Array.from({ length: 4 }, () => 'INVALID_INPUT'));
  });
});
