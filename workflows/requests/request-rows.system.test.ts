import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestAct } from '../../contract/requests/messages.ts';
import { openNote, openPhone } from '../../records/requests/sealed.ts';
import {
  konsolidasi,
  onRequest,
  onStep,
  type RequestLab,
  type RequestPerson,
  requestPeople,
  sinkronisasi,
  startRequestLab,
} from '../../tests/support/request-lab.ts';

/** Ways through both tables, walked by the real workflow with the DWH's interface switched on. */

let lab: RequestLab;
beforeAll(async () => {
  lab = await startRequestLab();
});
afterAll(() => lab?.stop());

const { operator, supervisor, staff, secondStaff, citizen } = requestPeople;
const note = 'Catatan uji';

async function filed(options: Parameters<RequestLab['request']>[0] = {}) {
  const made = await lab.request(options);
  const handle = await lab.start(made.id);
  return { ...made, handle };
}

const done = (id: string, act: RequestAct, person: RequestPerson, input?: Record<string, unknown>) =>
  lab.done(id, act, person, { note, ...(input ? { input } : {}) });

async function taken(options: Parameters<RequestLab['request']>[0] = {}) {
  const request = await filed(options);
  await done(request.id, onRequest('approve'), operator);
  await done(request.id, onStep(konsolidasi, 'take'), staff);
  return request;
}

async function consolidated(options: Parameters<RequestLab['request']>[0] = {}) {
  const request = await taken(options);
  await done(request.id, onStep(konsolidasi, 'complete'), staff, { result: 'SUDAH_DIKONSOLIDASI' });
  return request;
}

const historyOf = async (requestId: string): Promise<string[]> => {
  const [own, steps] = await Promise.all([
    lab.db.requestHistory.findMany({ where: { requestId } }),
    lab.db.requestStepHistory.findMany({ where: { requestId } }),
  ]);
  return [...own.map((row) => ({ ...row, step: '' })), ...steps]
    .sort((a, b) => a.version - b.version || a.step.localeCompare(b.step))
    .map(({ version, step, action }) => `${version} ${step ? `${step}.` : ''}${action}`);
};

const messagesOf = async (requestId: string): Promise<unknown[][]> => {
  const rows = await lab.db.outgoingNotice.findMany({
    where: { requestId, channel: 'WHATSAPP' },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ template, params }) => [
    template,
    ...((params as { parameters: unknown[] }).parameters ?? []).slice(1),
  ]);
};

describe('the straight way', () => {
  it('goes from BARU to SELESAI, the last part by the DWH alone, with the evidence that the NIK is read', async () => {
    const request = await consolidated();
    expect(await request.handle.result()).toBe('SELESAI');
    expect(await historyOf(request.id)).toEqual([
      '1 submit',
      '2 approve',
      '3 startProcessing',
      '3 KONSOLIDASI_MANUAL.take',
      '4 KONSOLIDASI_MANUAL.complete',
      '5 SINKRONISASI_DWH.send',
      '6 complete',
      '6 SINKRONISASI_DWH.complete',
    ]);
    const row = await lab.row(request.id);
    expect(row).toMatchObject({ step: null, dueAt: null, remindAt: null, clockStopped: null });
    expect(row.endedAt).not.toBeNull();
    const step = await lab.step(request.id, sinkronisasi);
    expect(step).toMatchObject({ result: 'TERBACA_DI_DWH', dwhAttempt: 1 });
    const readings = await lab.db.dwhReadingEntry.findMany({ where: { requestId: request.id } });
    expect(readings).toMatchObject([{ reading: 'TERBACA', purpose: 'EVIDENCE', byId: 'DWH' }]);
  });

  it('tells the citizen of each status he should hear of, with the code and without his secret or numbers', async () => {
    const request = await consolidated();
    await request.handle.result();
    const messages = await messagesOf(request.id);
    expect(messages.map(([template, status]) => [template, status])).toEqual([
      ['pengajuan_status', 'Disetujui'],
      ['pengajuan_status', 'Diproses'],
      ['pengajuan_selesai', `http://loket.test/sinkronisasi/lacak#${request.code}`],
    ]);
    expect(JSON.stringify(messages)).not.toMatch(
      new RegExp(`${request.nik}|${request.noKk}|${request.name}`),
    );
  });

  it('writes one row of the audit trail for each entry of the histories', async () => {
    const request = await consolidated();
    await request.handle.result();
    const events = await lab.db.auditEntry.findMany({
      where: { subjectType: 'REQUEST', subjectId: request.id },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ event, actorId }) => `${event} ${actorId}`)).toEqual([
      'REQUEST_APPROVED operator',
      'STEP_TAKEN staff',
      'REQUEST_PROCESSING_STARTED staff',
      'STEP_COMPLETED staff',
      'STEP_SENT system',
      'STEP_COMPLETED DWH',
      'REQUEST_COMPLETED system',
    ]);
  });

  it('stays within 60 history events', async () => {
    const request = await consolidated();
    await request.handle.result();
    const { events } = await request.handle.fetchHistory();
    expect(events?.length).toBeLessThanOrEqual(60);
  });
});

describe('at the office', () => {
  it('corrects a field: sealed anew, with old and new value in the note, numbers masked', async () => {
    const { id, name } = await filed();
    const fields = { namaPemohon: 'Siti Rahayu', nomorWa: '+6281200001111', nik: '3374015501900007' };
    await done(id, onRequest('correct'), operator, { fields });
    const row = await lab.row(id);
    expect(row).toMatchObject({ status: 'BARU', version: 2 });
    expect(openPhone(lab.vault, row)).toBe('+6281200001111');
    const [entry] = await lab.db.requestHistory.findMany({ where: { requestId: id, version: 2 } });
    const written = openNote(lab.vault, id, entry?.noteSealed ?? null) ?? '';
    expect(written).toContain(note);
    expect(written).toContain(`Nama Pemohon: ${name} → Siti Rahayu`);
    expect(written).not.toContain('3374015501900007');
    expect(entry?.noteSealed).not.toContain('Siti');
  });

  it('forwards to another office, where nobody has taken it and the promise begins anew', async () => {
    const { id } = await filed({ assignee: { id: 'operator', name: 'Orang operator' } });
    const before = await lab.row(id);
    await lab.pass('1 hour');
    await done(id, onRequest('forward'), operator, { officeId: lab.world.otherOfficeId });
    const row = await lab.row(id);
    expect(row).toMatchObject({ officeId: lab.world.otherOfficeId, assigneeId: null, status: 'BARU' });
    expect(row.promiseFrom?.getTime()).toBeGreaterThan(before.promiseFrom?.getTime() ?? 0);
  });

  it.each([
    ['cancel', operator, { photos: true }, 'pengajuan_dibatalkan'],
    ['withdraw', citizen, undefined, 'pengajuan_status'],
  ] as const)('%s ends it', async (action, person, input, template) => {
    const { id, handle } = await filed();
    await done(id, onRequest(action), person, input);
    expect(await handle.result()).toBe('DIBATALKAN');
    const row = await lab.row(id);
    expect(row).toMatchObject({ dueAt: null, expectedAt: null, photosRefused: action === 'cancel' });
    expect((await messagesOf(id)).map(([each]) => each)).toEqual([template]);
  });

  it('lets the head of section act on what another has taken, and refuses a colleague', async () => {
    const { id } = await filed({ assignee: { id: 'operator', name: 'Orang operator' } });
    const refusal = await lab.act(id, onRequest('approve'), requestPeople.colleague);
    expect(refusal).toMatchObject({ code: 'REQUEST_TAKEN', details: { state: 'BARU' } });
    await done(id, onRequest('approve'), supervisor);
  });
});

describe('Konsolidasi Manual', () => {
  it('is released and taken by another, who alone may complete it', async () => {
    const { id } = await taken();
    expect(
      await lab.act(id, onStep(konsolidasi, 'complete'), secondStaff, { input: { result: 'LAINNYA' } }),
    ).toMatchObject({
      code: 'STEP_NOT_YOURS',
      details: { state: 'DIKERJAKAN' },
    });
    await done(id, onStep(konsolidasi, 'release'), staff);
    expect(await lab.row(id)).toMatchObject({
      step: konsolidasi,
      stepStatus: 'MENUNGGU',
      stepAssigneeId: null,
    });
    await done(id, onStep(konsolidasi, 'take'), secondStaff);
    expect(await lab.row(id)).toMatchObject({ stepStatus: 'DIKERJAKAN', stepAssigneeId: 'second-staff' });
  });

  it('asks the office while the clock stands still, and goes on with the working time that was left', async () => {
    const { id } = await taken();
    const before = await lab.row(id);
    await done(id, onStep(konsolidasi, 'ask'), staff);
    const asked = await lab.row(id);
    expect(asked).toMatchObject({ clockStopped: 'KLARIFIKASI', dueAt: null, remindAt: null });
    await lab.pass('10 days');
    await done(id, onStep(konsolidasi, 'answer'), operator);
    const answered = await lab.row(id);
    expect(answered.clockStopped).toBeNull();
    expect(answered.promiseMs).toBe(asked.promiseMs);
    const moved = (answered.dueAt?.getTime() ?? 0) - (before.dueAt?.getTime() ?? 0);
    expect(moved).toBeGreaterThan(8 * 86_400_000);
    // Nobody was reminded of a promise that stood still.
    const mails = await lab.db.outgoingNotice.findMany({ where: { requestId: id, channel: 'EMAIL' } });
    expect(mails.filter(({ template }) => !template.startsWith('REQUEST_QUESTION'))).toEqual([]);
  });

  it('tells the office of the question at once, and its head of section when a working day has passed', async () => {
    const { id } = await taken();
    await done(id, onStep(konsolidasi, 'ask'), staff);
    const since = (await lab.step(id, konsolidasi)).since;
    const mails = await lab.db.outgoingNotice.findMany({
      where: { requestId: id, channel: 'EMAIL' },
      orderBy: { availableAt: 'asc' },
    });
    expect(mails.map(({ template, recipient }) => [template, recipient])).toEqual([
      ['REQUEST_QUESTION', 'operator@uji.test'],
      ['REQUEST_QUESTION_OPEN', 'supervisor@uji.test'],
    ]);
    expect(mails.map(({ params }) => params)).toEqual([
      expect.objectContaining({ requestId: id, step: konsolidasi, askedAt: since.toISOString() }),
      expect.objectContaining({ requestId: id, step: konsolidasi, askedAt: since.toISOString() }),
    ]);
    const waits = (mails[1]?.availableAt.getTime() ?? 0) - since.getTime();
    expect(waits).toBeGreaterThan(3_600_000);
    expect(JSON.stringify(mails.map(({ params }) => params))).not.toContain(note);
  });

  it('fails with something for the citizen to do, which he hears, and is tried again', async () => {
    const { id, handle } = await taken();
    await done(id, onStep(konsolidasi, 'fail'), staff, { result: 'PERLU_PEREKAMAN' });
    const last = (await messagesOf(id)).at(-1) ?? [];
    expect(last[1]).toBe('Konsolidasi Manual: Belum berhasil');
    expect(last[2]).toMatch(/perekaman KTP-el/);
    await done(id, onStep(konsolidasi, 'retry'), secondStaff);
    expect(await lab.step(id, konsolidasi)).toMatchObject({ assigneeId: 'second-staff', result: null });
    await done(id, onStep(konsolidasi, 'complete'), secondStaff, { result: 'DATA_DIPERBAIKI' });
    expect(await handle.result()).toBe('SELESAI');
  });

  it('cannot be begun before the request is approved', async () => {
    const { id } = await filed();
    expect(await lab.act(id, onStep(konsolidasi, 'take'), staff)).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
    });
  });

  it('is cancelled in the work with a note; the wish of the citizen to stop is kept before', async () => {
    const { id, handle } = await taken();
    await done(id, onRequest('wishToStop'), citizen);
    expect((await lab.row(id)).stopWishedAt).not.toBeNull();
    expect(await lab.act(id, onRequest('cancel'), staff)).toMatchObject({ code: 'NOTE_REQUIRED' });
    await done(id, onRequest('cancel'), staff);
    expect(await handle.result()).toBe('DIBATALKAN');
  });
});
