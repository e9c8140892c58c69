import { WorkflowFailedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveDeadlines } from '../../records/requests/calendar-moves.ts';
import { eventually } from '../../tests/support/eventually.ts';
import {
  konsolidasi,
  labPromise,
  onRequest,
  onStep,
  type RequestLab,
  requestPeople,
  startRequestLab,
  storeRequestAct,
} from '../../tests/support/request-lab.ts';

let lab: RequestLab;
beforeAll(async () => {
  lab = await startRequestLab();
});
afterAll(() => lab?.stop());

const { operator, supervisor, staff, citizen } = requestPeople;
const note = 'Catatan uji';

async function filed() {
  const made = await lab.request();
  return { ...made, handle: await lab.start(made.id) };
}

async function taken() {
  const request = await filed();
  await lab.done(request.id, onRequest('approve'), operator);
  await lab.done(request.id, onStep(konsolidasi, 'take'), staff);
  return request;
}

const actionsOf = async (requestId: string): Promise<string[]> =>
  (await lab.db.requestHistory.findMany({ where: { requestId }, orderBy: { version: 'asc' } })).map(
    ({ action }) => action,
  );
const mailsOf = async (requestId: string) =>
  (await lab.db.outgoingNotice.findMany({ where: { requestId, channel: 'EMAIL' } }))
    .map(({ template, recipient }) => `${template} ${recipient}`)
    .sort();

describe('two things at once', () => {
  it.each([
    ['approve and cancel', onRequest('approve'), operator, onRequest('cancel'), supervisor],
    ['approve and withdraw', onRequest('approve'), operator, onRequest('withdraw'), citizen],
  ] as const)(
    '%s: whoever comes first is recorded, and the histories agree with the row',
    async (_, a, one, b, two) => {
      const { id } = await filed();
      const outcomes = await Promise.all([lab.act(id, a, one, { note }), lab.act(id, b, two, { note })]);
      const actions = (await actionsOf(id)).slice(1);
      expect(actions).toHaveLength(outcomes.filter((each) => !('code' in each)).length);
      // A cancelling may follow an approval, but nothing follows a cancelling.
      if (actions[0] !== 'approve') expect(actions).toHaveLength(1);
      const { version } = await lab.row(id);
      expect(version).toBe(1 + actions.length);
    },
  );

  it('a step completed twice: one is recorded, the other learns the state and what is allowed', async () => {
    const { id, handle } = await taken();
    const complete = () =>
      lab.act(id, onStep(konsolidasi, 'complete'), staff, { input: { result: 'SUDAH_SESUAI' } });
    const outcomes = await Promise.all([complete(), complete()]);
    const refused = outcomes.filter((each) => 'code' in each);
    expect(refused).toMatchObject([
      { code: 'ACTION_NOT_ALLOWED', details: { state: 'SELESAI', allowed: [] } },
    ]);
    expect(await handle.result()).toBe('SELESAI');
  });

  it('the same act twice with one id has one effect and one answer', async () => {
    const { id } = await filed();
    const intentId = await storeRequestAct(lab, id, onRequest('approve'), operator);
    const both = await Promise.all([
      lab.act(id, onRequest('approve'), operator, { intentId }),
      lab.act(id, onRequest('approve'), operator, { intentId }),
    ]);
    expect(both[0]).toEqual({ status: 'DISETUJUI', version: 2, step: null });
    expect(both[1]).toEqual(both[0]);
    expect(await actionsOf(id)).toEqual(['submit', 'approve']);
  });

  it('a step of a request that was cancelled meanwhile moves no more', async () => {
    const { id } = await taken();
    const [cancelled, failed] = await Promise.all([
      lab.act(id, onRequest('cancel'), staff, { note }),
      lab.act(id, onStep(konsolidasi, 'release'), staff),
    ]);
    expect(cancelled).toMatchObject({ status: 'DIBATALKAN' });
    if ('code' in failed) expect(failed.code).toBe('ACTION_NOT_ALLOWED');
    expect(await lab.db.requestStepHistory.count({ where: { requestId: id, action: 'release' } })).toBe(
      'code' in failed ? 0 : 1,
    );
  });

  it('a second run for one request is refused', async () => {
    const { id } = await lab.request();
    await lab.db.syncRequest.update({ where: { id }, data: { workflowRunId: 'another-run' } });
    const handle = await lab.start(id);
    const failure = await handle.result().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkflowFailedError);
    expect(await lab.row(id)).toMatchObject({ status: 'BARU', version: 1 });
  });
});

describe('an act of which the workflow has never heard', () => {
  /** A request that its workflow has read. */
  const opened = async () => {
    const request = await filed();
    await eventually(async () => expect((await lab.row(request.id)).workflowRunId).not.toBeNull());
    return request;
  };

  it('does not stand in the way of the next one', async () => {
    const { id, handle } = await opened();
    await lab.unheard(id, onRequest('approve'), operator);
    await lab.unheard(id, onStep(konsolidasi, 'take'), staff);
    const result = { input: { result: 'SUDAH_SESUAI' } };
    await lab.done(id, onStep(konsolidasi, 'complete'), staff, result);
    expect(await handle.result()).toBe('SELESAI');
    expect(await actionsOf(id)).toEqual(['submit', 'approve', 'startProcessing', 'complete']);
  });

  it('is told to it, and the work goes on where it stands', async () => {
    const { id, handle } = await taken();
    await lab.unheard(id, onStep(konsolidasi, 'complete'), staff, {
      input: { result: 'SUDAH_DIKONSOLIDASI' },
    });
    await lab.changed(id);
    expect(await handle.result()).toBe('SELESAI');
    expect(await actionsOf(id)).toEqual(['submit', 'approve', 'startProcessing', 'complete']);
  });

  it('is answered when it is repeated under its id', async () => {
    const { id } = await opened();
    const intentId = await lab.unheard(id, onRequest('approve'), operator);
    expect(await lab.act(id, onRequest('approve'), operator, { intentId })).toEqual({
      ...{ status: 'DISETUJUI', version: 2, step: null },
    });
  });
});

describe('promises', () => {
  it('remind the office before the end and its head of section after it, once each', async () => {
    const { id } = await filed();
    const { dueAt, remindAt } = await lab.row(id);
    const at = (await lab.now()).getTime();
    await lab.pass((remindAt?.getTime() ?? 0) - at + 60_000);
    await eventually(async () => expect(await mailsOf(id)).toEqual(['REQUEST_REMINDER operator@uji.test']));
    await lab.pass((dueAt?.getTime() ?? 0) - (remindAt?.getTime() ?? 0));
    const both = ['REQUEST_ESCALATION supervisor@uji.test', 'REQUEST_REMINDER operator@uji.test'];
    await eventually(async () => expect(await mailsOf(id)).toEqual(both));
    await lab.pass('5 days');
    expect(await mailsOf(id)).toEqual(both);
  });

  it('begin anew with each status', async () => {
    const { id } = await filed();
    await lab.pass('3 days');
    await lab.done(id, onRequest('approve'), operator);
    const row = await lab.row(id);
    expect(row.promiseDays).toBe(1);
    expect(row.dueAt?.getTime()).toBeGreaterThan((await lab.now()).getTime());
    await lab.pass('5 days');
    await eventually(async () => expect(await mailsOf(id)).toContain('REQUEST_ESCALATION official@uji.test'));
  });

  it('follow a calendar that changes: the end moves, the history says so, and the timer is the new one', async () => {
    const { id } = await filed();
    const before = await lab.row(id);
    const due = before.dueAt ?? new Date();
    await lab.db.holiday.create({
      data: {
        day: new Date(due.toISOString().slice(0, 10)),
        ...{ name: 'Cuti bersama', kind: 'CUTI_BERSAMA', createdBy: 'admin' },
      } as never,
    });
    expect(await moveDeadlines(lab.db, lab.vault, labPromise, await lab.now())).toBeGreaterThan(0);
    const after = await lab.row(id);
    expect(after.dueAt?.getTime()).toBeGreaterThan(due.getTime());
    expect(after).toMatchObject({ version: 2, status: 'BARU', queueAt: after.dueAt });
    expect(await actionsOf(id)).toEqual(['submit', 'moveDeadline']);
    expect(await lab.db.outbox.count({ where: { kind: 'REQUEST_CHANGED', refId: id } })).toBe(1);
    await lab.changed(id);
    await lab.pass(due.getTime() - (await lab.now()).getTime() + 60_000);
    expect((await mailsOf(id)).filter((each) => each.startsWith('REQUEST_ESCALATION'))).toEqual([]);
    // Counting again changes nothing.
    expect(await moveDeadlines(lab.db, lab.vault, labPromise, await lab.now())).toBe(0);
    await lab.done(id, onRequest('approve'), operator);
  });
});
