import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fill, texts } from '../../contract/i18n/index.ts';
import { requestWorkflowId } from '../../contract/requests/messages.ts';
import { openNote } from '../../records/requests/sealed.ts';
import { eventually } from '../../tests/support/eventually.ts';
import {
  konsolidasi,
  onRequest,
  onStep,
  type RequestLab,
  requestPeople,
  sinkronisasi,
  startRequestLab,
} from '../../tests/support/request-lab.ts';

/** What the DWH may do to the step that is worked there. The endings of NIKs choose the simulator's behaviour. */

let lab: RequestLab;
beforeAll(async () => {
  lab = await startRequestLab();
});
afterEach(() => lab.misbehave({ mode: 'normal' }));
afterAll(() => lab?.stop());

const { operator, staff } = requestPeople;
const note = 'Catatan uji';

/** A request whose consolidation is done: its job is about to be sent. */
async function sent(nikEnding = '0001') {
  const { id, nik } = await lab.request({ nikEnding });
  const handle = await lab.start(id);
  await lab.done(id, onRequest('approve'), operator);
  await lab.done(id, onStep(konsolidasi, 'take'), staff);
  await lab.done(id, onStep(konsolidasi, 'complete'), staff, { input: { result: 'SUDAH_SESUAI' } });
  return { id, nik, handle };
}

const jobIdOf = (id: string): Promise<string> =>
  eventually(async () => {
    const { dwhJobId } = await lab.step(id, sinkronisasi);
    if (!dwhJobId) throw new Error('no job yet');
    return dwhJobId;
  });

const auditOf = async (subjectId: string): Promise<string[]> =>
  (await lab.db.auditEntry.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ event }) => event,
  );

const jobsOf = async (nik: string): Promise<number> => {
  const jobs = (await (await fetch(`${lab.dwhUrl}/control/jobs`)).json()) as { nik: string }[];
  return jobs.filter((job) => job.nik === nik).length;
};

describe('the DWH', () => {
  it('refuses: the step is GAGAL with its reason, staff send it back, and the consolidation is open again', async () => {
    const { id } = await sent('9902');
    const step = await lab.untilStep(id, sinkronisasi, 'GAGAL');
    expect(step).toMatchObject({ result: 'DWH_MENOLAK', dwhReason: 'NIK_TIDAK_ADA_DI_SIAK', dwhAttempt: 1 });
    await lab.done(id, onStep(sinkronisasi, 'redo'), staff, { note });
    const row = await lab.row(id);
    expect(row).toMatchObject({ status: 'DIPROSES', step: konsolidasi, stepStatus: 'MENUNGGU' });
    const rows = await lab.db.requestStepHistory.findMany({ where: { requestId: id, version: row.version } });
    expect(rows.map(({ step: name, action }) => `${name}.${action}`).sort()).toEqual([
      'KONSOLIDASI_MANUAL.reopen',
      'SINKRONISASI_DWH.redo',
    ]);
  });

  it('fails a job, then another one is fine: the retry has a key of its own', async () => {
    const { id, nik, handle } = await sent('9903');
    const step = await lab.untilStep(id, sinkronisasi, 'GAGAL');
    expect(step).toMatchObject({ result: 'DWH_GAGAL', dwhReason: 'BIOMETRIK_GANDA' });
    await lab.done(id, onStep(sinkronisasi, 'retry'), staff);
    expect(await handle.result()).toBe('SELESAI');
    expect(await lab.step(id, sinkronisasi)).toMatchObject({ dwhAttempt: 2, result: 'TERBACA_DI_DWH' });
    expect(await jobsOf(nik)).toBe(2);
    // The step has forgotten why the first one failed; the history has not.
    const failed = await lab.db.requestStepHistory.findFirstOrThrow({
      where: { requestId: id, step: sinkronisasi, action: 'fail' },
    });
    const { requests, dwh } = texts('id');
    expect(openNote(lab.vault, id, failed.noteSealed)).toBe(
      fill(requests.systemNote.dwhReason, { reason: dwh.reasons.BIOMETRIK_GANDA }),
    );
  });

  it('takes a job in silence: the same key brings that job, and no second one', async () => {
    const { id, nik, handle } = await sent('9908');
    await eventually(async () => expect(await jobsOf(nik)).toBe(1));
    await lab.pass('1 minute');
    expect(await handle.result()).toBe('SELESAI');
    expect(await jobsOf(nik)).toBe(1);
    expect(await lab.step(id, sinkronisasi)).toMatchObject({ dwhAttempt: 1 });
  });

  it('forgets a job: it is sent again under the same key', async () => {
    const { id, handle } = await sent('9904');
    const forgotten = await jobIdOf(id);
    await lab.pass('1 minute');
    expect(await handle.result()).toBe('SELESAI');
    const step = await lab.step(id, sinkronisasi);
    expect(step.dwhAttempt).toBe(1);
    expect(step.dwhJobId).not.toBe(forgotten);
  });

  it('is away: the clock stands still, the request goes on by itself when the DWH is back', async () => {
    await lab.misbehave({ mode: 'down' });
    const { id, handle } = await sent();
    await lab.untilStep(id, sinkronisasi, 'DIKERJAKAN');
    await lab.pass('2 hours');
    await eventually(async () =>
      expect(await lab.row(id)).toMatchObject({
        clockStopped: 'GANGGUAN_DWH',
        dueAt: null,
        status: 'DIPROSES',
      }),
    );
    await lab.misbehave({ mode: 'normal' });
    await lab.pass('4 hours');
    expect(await handle.result()).toBe('SELESAI');
    expect(await lab.row(id)).toMatchObject({ clockStopped: null });
    const events = await auditOf(id);
    expect(events.filter((each) => each.startsWith('REQUEST_CLOCK'))).toEqual([
      'REQUEST_CLOCK_STOPPED',
      'REQUEST_CLOCK_RESUMED',
    ]);
  });

  it('is away for days: the step fails, the clock goes on, and a retry sends the same job', async () => {
    await lab.misbehave({ mode: 'down' });
    const { id, handle } = await sent();
    await lab.untilStep(id, sinkronisasi, 'DIKERJAKAN');
    await lab.pass('6 days');
    const step = await lab.untilStep(id, sinkronisasi, 'GAGAL');
    expect(step).toMatchObject({ result: 'DWH_TIDAK_MENJAWAB', dwhAttempt: 1 });
    const row = await lab.row(id);
    expect(row.clockStopped).toBeNull();
    expect(row.dueAt).not.toBeNull();
    await lab.misbehave({ mode: 'normal' });
    await lab.done(id, onStep(sinkronisasi, 'retry'), staff);
    expect(await handle.result()).toBe('SELESAI');
    expect(await lab.step(id, sinkronisasi)).toMatchObject({ dwhAttempt: 1 });
  });

  it('calls a job done that nobody can read: after a few readings the step is GAGAL, each reading kept', async () => {
    const { id } = await sent('9909');
    const step = await lab.untilStep(id, sinkronisasi, 'GAGAL');
    expect(step).toMatchObject({ result: 'DWH_BELUM_TERBACA', dwhReason: 'NIK_TIDAK_AKTIF' });
    const readings = await lab.db.dwhReadingEntry.findMany({ where: { requestId: id } });
    expect(readings.map(({ reading }) => reading)).toEqual(['TIDAK_AKTIF']);
  });

  it('shows how far a job is', async () => {
    await lab.misbehave({ mode: 'slow', ms: 0, jobMs: 9_000, count: 50 });
    const { id, handle } = await sent();
    await eventually(async () => expect((await lab.step(id, sinkronisasi)).dwhProgress).toBeGreaterThan(0), {
      withinMs: 20_000,
    });
    await lab.misbehave({ mode: 'normal' });
    expect(await handle.result()).toBe('SELESAI');
  });
});

describe('a job under way when the request is cancelled', () => {
  it('is called back, and the request keeps its end', async () => {
    const { id, handle } = await sent('9911');
    const jobId = await jobIdOf(id);
    await lab.done(id, onRequest('cancel'), staff, { note });
    expect(await handle.result()).toBe('DIBATALKAN');
    const jobs = (await (await fetch(`${lab.dwhUrl}/control/jobs`)).json()) as Record<string, unknown>[];
    expect(jobs.find((job) => job.jobId === jobId)).toMatchObject({ status: 'CANCELLED' });
    expect(await auditOf(id)).toContain('DWH_JOB_CANCELLED');
  });

  it('is called back too when the answer to its sending never came: found by its key, and sent no second time', async () => {
    await lab.misbehave({ mode: 'timeoutAfterAccept', call: 'submit', count: 1 });
    const { id, nik, handle } = await sent('9911');
    await eventually(async () => expect(await jobsOf(nik)).toBe(1));
    await lab.done(id, onRequest('cancel'), staff, { note });
    expect(await handle.result()).toBe('DIBATALKAN');
    expect((await lab.step(id, sinkronisasi)).dwhJobId).toBeNull();
    const jobs = (await (await fetch(`${lab.dwhUrl}/control/jobs`)).json()) as Record<string, unknown>[];
    expect(jobs.filter((job) => job.nik === nik)).toMatchObject([{ status: 'CANCELLED' }]);
    expect((await auditOf(id)).filter((event) => event.startsWith('DWH_'))).toEqual(['DWH_JOB_CANCELLED']);
  });

  it('is given up after a day without the DWH, and the trail says so', async () => {
    const { id, handle } = await sent('9911');
    const dwhJobId = await jobIdOf(id);
    await lab.misbehave({ mode: 'down', call: 'cancel' });
    await lab.done(id, onRequest('cancel'), staff, { note });
    await lab.pass('2 days');
    expect(await handle.result()).toBe('DIBATALKAN');
    const [entry, ...more] = await lab.db.auditEntry.findMany({
      where: { subjectId: id, event: { startsWith: 'DWH_' } },
    });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ event: 'DWH_CALLBACK_GIVEN_UP', details: { attempt: 1, jobId: dwhJobId } });
  });

  it('that ends all the same is a late answer: written down, and nothing changes', async () => {
    const { id, handle } = await sent('9911');
    const jobId = await jobIdOf(id);
    // The DWH hears of the cancelling only after somebody has ended the job there.
    await lab.misbehave({ mode: 'down', call: 'cancel', count: 1 });
    await lab.misbehave({ mode: 'down', call: 'poll' });
    await lab.done(id, onRequest('cancel'), staff, { note });
    await lab.endJob(jobId, { status: 'DONE' });
    await lab.pass('1 hour');
    expect(await handle.result()).toBe('DIBATALKAN');
    expect(await auditOf(id)).toContain('DWH_LATE_ANSWER');
    expect(await lab.step(id, sinkronisasi)).toMatchObject({ status: 'DIKERJAKAN', result: null });
    expect(await lab.row(id)).toMatchObject({ status: 'DIBATALKAN' });
  });

  it('does not keep acts waiting: what is too late is refused while the job is called back', async () => {
    const { id } = await sent('9911');
    await jobIdOf(id);
    await lab.misbehave({ mode: 'down', call: 'cancel' });
    await lab.done(id, onRequest('cancel'), staff, { note });
    const late = await lab.act(id, onStep(sinkronisasi, 'retry'), staff);
    expect(late).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    await lab.misbehave({ mode: 'normal' });
    await lab.pass('1 hour');
    expect(await lab.client.workflow.getHandle(requestWorkflowId(id)).result()).toBe('DIBATALKAN');
  });
});

describe('staff', () => {
  it('cannot work a step by hand that the DWH works', async () => {
    const { id } = await sent('9911');
    await jobIdOf(id);
    const refusal = await lab.act(id, onStep(sinkronisasi, 'complete'), staff, {
      note,
      input: { result: 'DISINKRONKAN_MANUAL' },
    });
    expect(refusal).toMatchObject({ code: 'STEP_AT_DWH' });
    await lab.done(id, onRequest('cancel'), staff, { note });
  });
});

describe('where the interface is switched off', () => {
  it('staff take and complete the step with a note; its evidence says that nobody was asked', async () => {
    const byHand = await startRequestLab({ dwhOn: false });
    try {
      const { id } = await byHand.request();
      const handle = await byHand.start(id);
      await byHand.done(id, onRequest('approve'), operator);
      await byHand.done(id, onStep(konsolidasi, 'take'), staff);
      await byHand.done(id, onStep(konsolidasi, 'complete'), staff, { input: { result: 'SUDAH_SESUAI' } });
      await byHand.done(id, onStep(sinkronisasi, 'take'), staff);
      const input = { result: 'DISINKRONKAN_MANUAL' };
      const bare = await byHand.act(id, onStep(sinkronisasi, 'complete'), staff, { input });
      expect(bare).toMatchObject({ code: 'NOTE_REQUIRED' });
      await byHand.done(id, onStep(sinkronisasi, 'complete'), staff, { input, note });
      expect(await handle.result()).toBe('SELESAI');
      const readings = await byHand.db.dwhReadingEntry.findMany({ where: { requestId: id } });
      expect(readings).toMatchObject([{ reading: 'TIDAK_DIKETAHUI', purpose: 'EVIDENCE', byId: 'staff' }]);
    } finally {
      await byHand.stop();
    }
  });
});
