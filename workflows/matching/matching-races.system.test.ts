import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBrokenInvariants } from '../../records/ledger.ts';
import { endOf, eventually } from '../../tests/support/eventually.ts';
import { nikOf } from '../../tests/support/matching-jobs.ts';
import { labResultDays, type MatchingLab, startMatchingLab } from '../../tests/support/matching-lab.ts';

let lab: MatchingLab;
beforeAll(async () => {
  lab = await startMatchingLab();
});
afterEach(async () => {
  lab.register.fail(null);
  lab.register.release();
  expect(await findBrokenInvariants(lab.db)).toEqual([]);
});
afterAll(() => lab?.stop());

const pendingFiles = () => lab.db.pendingFile.count();

describe('an act of which the workflow has never heard', () => {
  const paused = async () => {
    const { id, handle } = await lab.asking([1, 2, 3, 4, 5].map((serial) => [nikOf(serial)]));
    expect(await lab.act(id, 'pause')).toEqual({ status: 'DIJEDA', version: 2 });
    lab.register.release();
    await lab.until(id, { doneRows: 4 });
    return { id, handle };
  };

  it('is told to it, and the job goes on', async () => {
    const { id, handle } = await paused();
    await lab.unheard(id, 'resume');
    await lab.changed(id);
    expect(await handle.result()).toBe('SELESAI');
    expect(await lab.history(id)).toEqual(['1 submit', '2 pause', '3 resume', '4 complete']);
  });

  it('does not stand in the way of the next one', async () => {
    const { id, handle } = await paused();
    await lab.unheard(id, 'resume');
    await lab.unheard(id, 'pause');
    expect(await lab.act(id, 'resume')).toEqual({ status: 'DIPROSES', version: 5 });
    expect(await handle.result()).toBe('SELESAI');
  });

  it('that ended the job is found when the job would go on', async () => {
    const { id, handle } = await lab.asking([[nikOf(1)], [nikOf(2)]]);
    await lab.unheard(id, 'cancel');
    lab.register.release();
    expect(await handle.result()).toBe('DIBATALKAN');
    expect(await lab.history(id)).toEqual(['1 submit', '2 cancel']);
  });
});

describe('two things at once', () => {
  it('paused while a chunk runs: its work is kept, and nothing more is read until somebody resumes it', async () => {
    const { id, handle } = await lab.asking([1, 2, 3, 4, 5, 6].map((serial) => [nikOf(serial)]));
    expect(await lab.act(id, 'pause')).toEqual({ status: 'DIJEDA', version: 2 });
    lab.register.release();
    // Four chunks were under way; the two others wait.
    await lab.until(id, { doneRows: 4 });
    const { asked } = lab.register;
    await lab.pass('1 hour');
    expect([lab.register.asked, (await lab.row(id)).status]).toEqual([asked, 'DIJEDA']);
    expect(await lab.act(id, 'resume')).toEqual({ status: 'DIPROSES', version: 3 });
    expect(await handle.result()).toBe('SELESAI');
    expect(await lab.traces(id)).toEqual({ units: 1, logged: 6, done: 6 });
  });

  it('cancelled during its last chunk: nothing is charged or logged, and no file is left over', async () => {
    const { id, handle } = await lab.asking([[nikOf(1), nikOf(2)]]);
    expect(await lab.act(id, 'cancel')).toEqual({ status: 'DIBATALKAN', version: 2 });
    lab.register.release();
    expect(await handle.result()).toBe('DIBATALKAN');
    expect(await lab.traces(id)).toEqual({ units: 0, logged: 0, done: 0 });
    await eventually(async () => expect(await pendingFiles()).toBe(0));
    expect((await lab.row(id)).expiresAt).not.toBeNull();
  });

  it('cancelled after some chunks: what was answered stays paid for and logged, and no more', async () => {
    const { id, handle } = await lab.asking(
      [1, 2, 3, 4].map((serial) => [nikOf(serial)]).concat([[nikOf(5)]]),
    );
    await lab.act(id, 'pause');
    lab.register.release();
    await lab.until(id, { doneRows: 4 });
    await lab.act(id, 'cancel');
    expect(await handle.result()).toBe('DIBATALKAN');
    expect(await lab.traces(id)).toEqual({ units: 1, logged: 4, done: 4 });
  });

  it('cancelled just as its last chunk ends: whoever comes first is recorded, and figures agree with it', async () => {
    const { id, handle } = await lab.asking([[nikOf(1)]]);
    const cancelling = lab.act(id, 'cancel').catch(() => null);
    lab.register.release();
    const outcome = await cancelling;
    const end = await handle.result();
    const { status } = await lab.row(id);
    expect(status).toBe(end);
    const cancelled = outcome !== null && 'status' in outcome;
    expect(end).toBe(cancelled ? 'DIBATALKAN' : 'SELESAI');
    const { units, logged, done } = await lab.traces(id);
    expect([units, logged]).toEqual([done, done]);
    expect(await lab.history(id)).toEqual(['1 submit', cancelled ? '2 cancel' : '2 complete']);
  });

  it('paused and cancelled at once: nothing follows a cancelling', async () => {
    const { id, handle } = await lab.asking([[nikOf(1)]]);
    const outcomes = await Promise.all([lab.act(id, 'cancel'), lab.act(id, 'pause').catch(() => null)]);
    expect(outcomes[0]).toMatchObject({ status: 'DIBATALKAN' });
    lab.register.release();
    expect(await handle.result()).toBe('DIBATALKAN');
    expect((await lab.history(id)).at(-1)).toMatch(/ cancel$/);
    expect(await lab.traces(id)).toEqual({ units: 0, logged: 0, done: 0 });
  });

  it('paused twice: one is recorded, the other learns the state and what is allowed', async () => {
    const { id } = await lab.asking([[nikOf(1)]]);
    const outcomes = await Promise.all([lab.act(id, 'pause'), lab.act(id, 'pause')]);
    expect(outcomes.filter((each) => 'status' in each)).toHaveLength(1);
    expect(outcomes.find((each) => 'code' in each)).toEqual({
      code: 'ACTION_NOT_ALLOWED',
      details: { state: 'DIJEDA', allowed: ['resume', 'cancel'] },
    });
    expect(await lab.history(id)).toEqual(['1 submit', '2 pause']);
  });

  it('the same act twice with one id has one effect and one answer', async () => {
    const { id } = await lab.asking([[nikOf(1)]]);
    const intentId = randomUUID();
    const pause = () => lab.act(id, 'pause', ['lembaga-teknis'], intentId);
    const both = await Promise.all([pause(), pause()]);
    expect(both).toEqual([
      { status: 'DIJEDA', version: 2 },
      { status: 'DIJEDA', version: 2 },
    ]);
    expect(await lab.history(id)).toEqual(['1 submit', '2 pause']);
  });
});

describe('a worker that dies', () => {
  it('after a chunk was recorded: the chunk is tried again, and is charged and logged once', async () => {
    lab.loseAnswerOf('matchChunk');
    const id = await lab.job([[nikOf(1), nikOf(2)]]);
    const handle = await lab.start(id);
    await lab.until(id, { doneRows: 2 });
    expect(await endOf(handle, lab.pass)).toBe('SELESAI');
    expect(lab.crashIsPending()).toBe(false);
    expect(await lab.traces(id)).toEqual({ units: 1, logged: 2, done: 2 });
    expect(await pendingFiles()).toBe(0);
  });

  it('after a pause and after a resuming were recorded: each is answered, and the job goes on', async () => {
    const { id, handle } = await lab.asking([[nikOf(1)]]);
    lab.loseAnswerOf('moveMatching');
    expect(await lab.act(id, 'pause')).toEqual({ status: 'DIJEDA', version: 2 });
    lab.loseAnswerOf('moveMatching');
    expect(await lab.act(id, 'resume')).toEqual({ status: 'DIPROSES', version: 3 });
    lab.register.release();
    expect(await handle.result()).toBe('SELESAI');
    expect(await lab.history(id)).toEqual(['1 submit', '2 pause', '3 resume', '4 complete']);
  });

  it('after the end was recorded: the run ends too', async () => {
    const { id, handle } = await lab.asking([[nikOf(1)]]);
    lab.loseAnswerOf('moveMatching');
    lab.register.release();
    expect(await handle.result()).toBe('SELESAI');
    expect(await lab.history(id)).toEqual(['1 submit', '2 complete']);
  });
});

describe('a register that does not answer', () => {
  it.each(['SIAK_UNAVAILABLE', 'SIAK_REFUSED'] as const)('(%s) is waited for', async (fault) => {
    lab.register.fail(fault);
    const id = await lab.job([[nikOf(1)], [nikOf(2)]]);
    const before = lab.register.asked;
    const handle = await lab.start(id);
    await lab.register.untilAsked(before);
    await lab.pass('1 hour');
    expect(await lab.row(id)).toMatchObject({ status: 'DIPROSES', doneRows: 0 });
    lab.register.fail(null);
    expect(await endOf(handle, lab.pass)).toBe('SELESAI');
    expect(await lab.traces(id)).toEqual({ units: 1, logged: 2, done: 2 });
  });

  it('does not keep a job from being cancelled', async () => {
    lab.register.fail('SIAK_REFUSED');
    const before = lab.register.asked;
    const id = await lab.job([[nikOf(1)]]);
    const handle = await lab.start(id);
    await lab.register.untilAsked(before);
    expect(await lab.act(id, 'cancel')).toMatchObject({ status: 'DIBATALKAN' });
    expect(await endOf(handle, lab.pass)).toBe('DIBATALKAN');
    expect(await lab.traces(id)).toEqual({ units: 0, logged: 0, done: 0 });
  });
});

describe('a result', () => {
  it('expires when its days are over, of an ended job alone, and once', async () => {
    const done = await lab.job([[nikOf(1)]]);
    await (await lab.start(done)).result();
    const { id: open } = await lab.asking([[nikOf(2)]]);
    await lab.act(open, 'pause');
    lab.register.release();
    await lab.until(open, { doneRows: 1 });
    const keys = (jobId: string) => lab.db.matchingChunk.findMany({ where: { jobId } });
    await lab.pass(`${labResultDays - 1} days`);
    await lab.destroyExpired();
    expect((await lab.row(done)).destroyedAt).toBeNull();
    await lab.pass('2 days');
    expect(await lab.destroyExpired()).toBeGreaterThan(0);
    expect((await lab.row(done)).destroyedAt).not.toBeNull();
    const [chunk] = await keys(done);
    for (const key of [chunk?.inputKey ?? '', chunk?.resultKey ?? ''])
      await expect(lab.deps.storage.get(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await lab.row(open)).destroyedAt).toBeNull();
    const [kept] = await keys(open);
    for await (const _ of await lab.deps.storage.get(kept?.inputKey ?? '')) break;
    expect(await lab.destroyExpired()).toBe(0);
  });

  it('whose destroying broke off after the files went is finished by the next try', async () => {
    const id = await lab.job([[nikOf(1)]]);
    await (await lab.start(id)).result();
    await lab.pass(`${labResultDays + 1} days`);
    lab.loseAnswerOf('destroyMatching');
    // The round that was tried again found nothing more to do.
    expect(await endOf(await lab.retention(), lab.pass)).toEqual({ jobs: 0 });
    expect(lab.crashIsPending()).toBe(false);
    expect((await lab.row(id)).destroyedAt).not.toBeNull();
    const audit = await lab.db.auditEntry.count({
      where: { event: 'MATCHING_FILES_DESTROYED', subjectId: id },
    });
    expect(audit).toBe(1);
  });
});
