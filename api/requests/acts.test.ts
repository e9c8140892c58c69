import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BatchResult } from '#contract/requests/schemas';
import { AppError } from '#contract/shared/errors';
import { officeId, seed } from '#prisma/seed';
import { openInput, openPersonal } from '#records/requests/sealed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { directGateway } from '../../tests/support/direct-gateway.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { createRequest, type RequestOptions } from '../../tests/support/requests.ts';
import { requestHandlers } from './index.ts';

const semarang = officeId('3374');
const badung = officeId('5103');

let database: TestDatabase;
let api: TestApi;
let workflows: ReturnType<typeof directGateway>;
let operator: TestPerson;
let colleague: TestPerson;
let foreigner: TestPerson;
let centre: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seed(db);
  workflows = directGateway(db, () => api.deps.vault);
  api = await serveTestApi(database, { implementations: requestHandlers, temporal: workflows.gateway });
  const of = (office: string, name: string) =>
    addPerson(db, { roles: ['operator-dinas'], institutionId: null, officeId: office, name });
  operator = await of(semarang, 'Ani Operator');
  colleague = await of(semarang, 'Budi Rekan');
  foreigner = await of(badung, 'Ketut Badung');
  centre = await addPerson(db, { roles: ['staf-konsolidasi'], institutionId: null, name: 'Kurnia Pusat' });
});
afterEach(() => {
  workflows.fail = null;
  workflows.lose = null;
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const add = (more: Partial<RequestOptions> = {}) =>
  createRequest(database.db, api.deps.vault, { officeId: semarang, ...more });
const post = (who: TestPerson, path: string, body: unknown, key: string = randomUUID()) =>
  api.call('POST', `/api/v1/${path}`, { cookie: who.cookie, body, key });
const act = (who: TestPerson, id: string, action: string, body: object = {}, key?: string) =>
  post(who, `requests/${id}/actions/${action}`, body, key);
const statusOf = async (id: string) =>
  (await database.db.syncRequest.findUniqueOrThrow({ where: { id } })).status;

describe('an act', () => {
  it('is answered with the new state, and a repeat with the same key has no second effect', async () => {
    const { id } = await add();
    const key = randomUUID();
    const [first, again] = [
      await act(operator, id, 'approve', {}, key),
      await act(operator, id, 'approve', {}, key),
    ];
    expect(first.body).toEqual({ status: 'DISETUJUI', version: 2, step: null });
    expect(again.body).toEqual(first.body);
    const other = await act(operator, id, 'approve', { note: 'lain' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('whose answer was lost is told to its workflow later; one that was answered is not', async () => {
    const unheard = async (requestId: string) => {
      const { id: refId } = await database.db.requestIntent.findFirstOrThrow({ where: { requestId } });
      return database.db.outbox.count({ where: { kind: 'REQUEST_ACTED', refId, doneAt: null } });
    };
    const [answered, lost] = [await add(), await add()];
    expect((await act(operator, answered.id, 'approve')).status).toBe(200);
    workflows.lose = new AppError('WORKFLOW_UNAVAILABLE');
    expect((await act(operator, lost.id, 'approve')).body).toMatchObject({ status: 'DISETUJUI', version: 2 });
    expect([await unheard(answered.id), await unheard(lost.id)]).toEqual([0, 1]);
  });

  it('that ends a request takes it off the deadlines and puts it in the queue where it ended', async () => {
    const { id } = await add({ priority: true });
    expect((await act(operator, id, 'cancel', { note: 'Foto tidak terbaca' })).status).toBe(200);
    const row = await database.db.syncRequest.findUniqueOrThrow({ where: { id } });
    expect(row.endedAt).not.toBeNull();
    expect([row.queueAt, row.dueAt, row.remindAt]).toEqual([row.endedAt, null, null]);
  });

  it('that corrects a field keeps the telephone as filing does, and names the field that is wrong', async () => {
    const { id } = await add();
    const correct = (fields: object) => act(operator, id, 'correct', { note: 'Salah ketik', fields });
    const wrong = await correct({ nomorWa: '0812', wilayahKk: '9999' });
    expect(wrong.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'fields.nomorWa',
      'fields.wilayahKk',
    ]);
    const { nik } = openPersonal(
      api.deps.vault,
      await database.db.syncRequest.findUniqueOrThrow({ where: { id } }),
    );
    const same = await correct({ noKk: nik });
    expect(same.body.errors).toMatchObject([{ path: 'fields.noKk', code: 'KK_IS_NIK' }]);
    expect((await correct({ nomorWa: '0812-3456-7890' })).status).toBe(200);
    const intent = await database.db.requestIntent.findFirstOrThrow({ where: { requestId: id } });
    const kept = openInput(api.deps.vault, id, intent.inputSealed);
    expect(kept).toMatchObject({ input: { fields: { nomorWa: '+6281234567890' } } });
  });

  it('on a step moves the request with it', async () => {
    const { id } = await add({ status: 'DISETUJUI' });
    const answer = await post(centre, `requests/${id}/steps/KONSOLIDASI_MANUAL/actions/take`, {});
    expect(answer.body).toEqual({
      status: 'DIPROSES',
      version: 3,
      step: { name: 'KONSOLIDASI_MANUAL', status: 'DIKERJAKAN' },
    });
  });

  it('names the state in the words of requests and what may be done, and changes nothing', async () => {
    const { id } = await add({ status: 'SELESAI' });
    const answer = await act(operator, id, 'approve');
    expect([answer.status, answer.body.code, answer.body.state, answer.body.allowed]).toEqual([
      409,
      'ACTION_NOT_ALLOWED',
      'SELESAI',
      [],
    ]);
    expect(answer.body.detail).toContain('saat statusnya "Selesai"');
    const step = await post(centre, `requests/${id}/steps/SINKRONISASI_DWH/actions/take`, {});
    expect([step.status, step.body.state]).toEqual([409, 'SELESAI']);
    expect(await statusOf(id)).toBe('SELESAI');
  });

  it('names the colleague who has the request', async () => {
    const { id } = await add({ assignee: colleague });
    const answer = await act(operator, id, 'approve');
    expect([answer.status, answer.body.code]).toEqual([409, 'REQUEST_TAKEN']);
    expect(answer.body.detail).toContain('Budi Rekan');
  });

  it("does not exist on another office's request, nor as an act that nobody takes", async () => {
    const { id } = await add();
    expect((await act(foreigner, id, 'approve')).status).toBe(404);
    for (const action of ['complete', 'moveDeadline', 'startProcessing', 'nonsense']) {
      expect([action, (await act(operator, id, action)).status]).toEqual([action, 404]);
    }
    expect((await act(operator, id, 'withdraw')).status).toBe(403);
    expect(await statusOf(id)).toBe('BARU');
  });

  it("leaves an office's work to the office, though another role shows the request", async () => {
    const both = await addPerson(database.db, {
      roles: ['operator-dinas', 'staf-konsolidasi'],
      institutionId: null,
      officeId: badung,
    });
    const { id } = await add();
    expect((await act(both, id, 'approve')).status).toBe(403);
  });

  it('that led out of the office gives its answer once more, and to nobody else', async () => {
    const { id } = await add();
    const key = randomUUID();
    const body = { note: 'Wilayah Badung', officeId: badung };
    const first = await act(operator, id, 'forward', body, key);
    expect(first.status, first.text).toBe(200);
    await database.db.syncRequest.update({ where: { id }, data: { officeId: badung } });
    expect((await act(operator, id, 'forward', body, key)).body).toEqual(first.body);
    expect((await act(operator, id, 'forward', body)).status).toBe(404);
    expect((await act(colleague, id, 'forward', body, key)).status).toBe(404);
  });
});

describe('an act on many', () => {
  const batch = async (who: TestPerson, body: object, key?: string) => {
    const answer = await post(who, 'request-batches', body, key);
    expect(answer.status, answer.text).toBe(200);
    return answer.body as BatchResult;
  };
  const approve = { on: 'request', action: 'approve' } as const;

  it('has a result per row: what failed failed alone, and what is not seen does not exist', async () => {
    const [good, taken, ended, foreign] = [
      await add(),
      await add({ assignee: colleague }),
      await add({ status: 'DIBATALKAN' }),
      await add({ officeId: badung }),
    ];
    const ids = [good.id, taken.id, ended.id, foreign.id, good.id];
    const result = await batch(operator, { ids, act: approve });
    expect(result).toMatchObject({ done: 1, refused: 3 });
    expect(result.rows.map(({ code, ok, errorCode }) => [code, ok, errorCode])).toEqual([
      [good.code, true, null],
      [taken.code, false, 'REQUEST_TAKEN'],
      [ended.code, false, 'ACTION_NOT_ALLOWED'],
      ['', false, 'NOT_FOUND'],
    ]);
    expect(result.rows[1]?.message).toContain('Budi Rekan');
    expect(await statusOf(foreign.id)).toBe('BARU');
  });

  it('may be repeated after a lost answer: each row keeps its result', async () => {
    const rows = [await add(), await add({ status: 'DIBATALKAN' })];
    const body = { ids: rows.map(({ id }) => id), act: approve };
    const key = randomUUID();
    const first = await batch(operator, body, key);
    const calls = workflows.calls;
    expect(await batch(operator, body, key)).toEqual(first);
    expect(workflows.calls).toBe(calls);
    const done = await database.db.requestHistory.count({
      where: { requestId: rows[0]?.id ?? '', action: 'approve' },
    });
    expect(done).toBe(1);
  });

  it('goes on where it stopped once the workflows are back, and does not wait for each row meanwhile', async () => {
    const rows = await Promise.all(Array.from({ length: 12 }, () => add()));
    const body = { ids: rows.map(({ id }) => id), act: approve };
    const key = randomUUID();
    workflows.fail = new AppError('WORKFLOW_UNAVAILABLE');
    const before = workflows.calls;
    const away = await batch(operator, body, key);
    expect(away.rows.map(({ errorCode }) => errorCode)).toEqual(rows.map(() => 'WORKFLOW_UNAVAILABLE'));
    expect(workflows.calls - before).toBeLessThan(12);
    workflows.fail = null;
    expect(await batch(operator, body, key)).toMatchObject({ done: 12, refused: 0 });
  });

  it('lets the centre take and end steps', async () => {
    const rows = [await add({ status: 'DISETUJUI' }), await add({ status: 'DISETUJUI' })];
    const ids = rows.map(({ id }) => id);
    const on = { on: 'step', step: 'KONSOLIDASI_MANUAL' } as const;
    expect(await batch(centre, { ids, act: { ...on, action: 'take' } })).toMatchObject({ done: 2 });
    const ended = await batch(centre, {
      ids,
      act: { ...on, action: 'complete' },
      result: 'SUDAH_DIKONSOLIDASI',
    });
    expect(ended).toMatchObject({ done: 2, refused: 0 });
  });

  it('lets the centre try failed synchronisations again, or send them back with the reason', async () => {
    const steps = { KONSOLIDASI_MANUAL: 'SELESAI', SINKRONISASI_DWH: 'GAGAL' } as const;
    const failed = { status: 'DIPROSES', steps } as const;
    const rows = [await add(failed), await add(failed), await add({ status: 'SELESAI' })];
    const [again, back, ended] = rows.map(({ id }) => id);
    const on = { on: 'step', step: 'SINKRONISASI_DWH' } as const;
    const retried = await batch(centre, { ids: [again, ended], act: { ...on, action: 'retry' } });
    expect(retried.rows.map(({ ok, errorCode }) => [ok, errorCode])).toEqual([
      [true, null],
      [false, 'ACTION_NOT_ALLOWED'],
    ]);
    const silent = { ids: [back], act: { ...on, action: 'redo' } };
    expect((await post(centre, 'request-batches', silent)).status).toBe(422);
    expect(await batch(centre, { ...silent, note: 'Biometrik ganda' })).toMatchObject({ done: 1 });
    const now = async (requestId = '') => {
      const states = await database.db.requestStepState.findMany({ where: { requestId } });
      return Object.fromEntries(states.map(({ step, status }) => [step, status]));
    };
    expect(await now(again)).toEqual({ KONSOLIDASI_MANUAL: 'SELESAI', SINKRONISASI_DWH: 'DIKERJAKAN' });
    expect(await now(back)).toEqual({ KONSOLIDASI_MANUAL: 'MENUNGGU', SINKRONISASI_DWH: 'MENUNGGU' });
  });

  it('cancels with the wish for new photos, as the single act does, and takes that wish with no other act', async () => {
    const { id } = await add();
    const cancel = { on: 'request', action: 'cancel' } as const;
    const body = { ids: [id], act: cancel, note: 'Foto Kartu Keluarga tidak terbaca', photos: true };
    expect(await batch(operator, body)).toMatchObject({ done: 1 });
    const { inputSealed } = await database.db.requestIntent.findFirstOrThrow({ where: { requestId: id } });
    const kept = openInput(api.deps.vault, id, inputSealed);
    expect(kept).toMatchObject({ note: body.note, input: { photos: true } });
    const other = { ids: [(await add()).id], act: approve, photos: true };
    expect((await post(operator, 'request-batches', other)).status).toBe(422);
  });

  it('is refused as a whole when what is sent is wrong for every row', async () => {
    const { id } = await add();
    const wrong = [
      { ids: [id], act: { on: 'request', action: 'cancel' } },
      { ids: [id], act: { on: 'request', action: 'forward' }, note: 'ke sana' },
      { ids: [id], act: { on: 'step', step: 'KONSOLIDASI_MANUAL', action: 'fail' }, note: 'gagal' },
      { ids: [], act: approve },
      { ids: Array.from({ length: 101 }, () => randomUUID()), act: approve },
    ];
    for (const body of wrong) expect((await post(operator, 'request-batches', body)).status).toBe(422);
    expect(await statusOf(id)).toBe('BARU');
  });
});
