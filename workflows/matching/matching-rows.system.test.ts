import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { roleNames } from '../../contract/access/roles.ts';
import { type MatchingStatus, matchingActions } from '../../contract/metering/matching/lifecycle.ts';
import { findBrokenInvariants } from '../../records/ledger.ts';
import { matchingBank, nikOf } from '../../tests/support/matching-jobs.ts';
import { type MatchingLab, startMatchingLab } from '../../tests/support/matching-lab.ts';
import { matchingExpectations } from './matching.expectations.ts';

/** Every row of the job's table, walked by the real workflow, against the committed expectations. */

let lab: MatchingLab;
beforeAll(async () => {
  lab = await startMatchingLab();
});
afterEach(async () => {
  lab.register.release();
  expect(await findBrokenInvariants(lab.db)).toEqual([]);
});
afterAll(() => lab?.stop());

type OpenState = Exclude<MatchingStatus, 'SELESAI' | 'DIBATALKAN'>;
const openStates: readonly OpenState[] = ['DIPROSES', 'DIJEDA'];

/** A job in this state: a chunk of it is under way, or it was paused while one was. */
async function jobIn(state: OpenState): Promise<string> {
  const { id } = await lab.asking([[nikOf(1)], [nikOf(2)]]);
  if (state === 'DIJEDA') await lab.act(id, 'pause');
  return id;
}

const people = matchingExpectations.filter(({ who }) => who !== 'system');
const allowedCells = people.flatMap(({ state, who, may }) =>
  may.map((each) => {
    const [action, to] = each.split('>') as [(typeof matchingActions)[number], MatchingStatus];
    return { state: state as OpenState, who, action, to };
  }),
);

describe('a person', () => {
  it.each(allowedCells)(
    'as $who may $action what is $state, which makes it $to',
    async ({ state, who, action, to }) => {
      const id = await jobIn(state);
      const { version } = await lab.row(id);
      expect(await lab.act(id, action, [who])).toEqual({ status: to, version: version + 1 });
      expect(await lab.row(id)).toMatchObject({ status: to, version: version + 1, hold: null });
      expect((await lab.history(id)).at(-1)).toBe(`${version + 1} ${action}`);
      const [row] = await lab.db.matchingHistory.findMany({ where: { jobId: id, version: version + 1 } });
      expect(row).toMatchObject({ from: state, to, actorRole: who, actorId: lab.technician.id });
    },
  );

  it.each(openStates)(
    'of every other role, and with every other action, is refused what is %s',
    async (state) => {
      const id = await jobIn(state);
      const before = await lab.row(id);
      const wrong: string[] = [];
      for (const who of roleNames) {
        const may = people
          .filter((line) => line.state === state && line.who === who)
          .flatMap((line) => line.may.map((each) => each.split('>')[0] ?? ''));
        for (const action of matchingActions) {
          if (may.includes(action)) continue;
          const outcome = await lab.act(id, action, [who]);
          const refused = 'code' in outcome ? outcome.code : 'done';
          const known = refused === 'FORBIDDEN' || refused === 'ACTION_NOT_ALLOWED';
          if (!known || !('details' in outcome) || outcome.details.state !== state)
            wrong.push(`${who} ${action}: ${refused}`);
          else if (JSON.stringify([...(outcome.details.allowed ?? [])].sort()) !== JSON.stringify(may.sort()))
            wrong.push(`${who} ${action}: is told ${JSON.stringify(outcome.details.allowed)}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(await lab.row(id)).toEqual(before);
    },
  );

  it('meets an ended job as ended, whatever he tries', async () => {
    const ended: string[] = [];
    const done = await lab.job([[nikOf(3)]]);
    expect(await (await lab.start(done)).result()).toBe('SELESAI');
    const { id: cancelled, handle } = await lab.asking([[nikOf(1)]]);
    await lab.act(cancelled, 'cancel');
    lab.register.release();
    expect(await handle.result()).toBe('DIBATALKAN');
    for (const id of [done, cancelled]) {
      const before = await lab.row(id);
      for (const action of matchingActions) {
        // The run is over: the API looks at the row and says what it is.
        await expect(lab.act(id, action)).rejects.toThrow();
      }
      expect(await lab.row(id)).toEqual(before);
      ended.push(before.status);
    }
    expect(ended).toEqual(['SELESAI', 'DIBATALKAN']);
  });
});

describe('the system', () => {
  it('completes a job after its last chunk: one unit, each row once, files to be destroyed on a day', async () => {
    const id = await lab.job([[nikOf(1), nikOf(2)], [nikOf(7001)]]);
    expect(await (await lab.start(id)).result()).toBe('SELESAI');
    expect(await lab.history(id)).toEqual(['1 submit', '2 complete']);
    expect(await lab.traces(id)).toEqual({ units: 1, logged: 3, done: 3 });
    const { endedAt, expiresAt } = await lab.row(id);
    expect((expiresAt?.getTime() ?? 0) - (endedAt?.getTime() ?? 0)).toBe(14 * 86_400_000);
  });

  const bank = { where: { id: matchingBank } };
  const agreements = { where: { institutionId: matchingBank } };
  const bars: Record<string, { bar: () => Promise<unknown>; mend: () => Promise<unknown> }> = {
    INSTITUTION_SUSPENDED: {
      bar: () => lab.db.institution.update({ ...bank, data: { suspendedAt: new Date() } }),
      mend: () => lab.db.institution.update({ ...bank, data: { suspendedAt: null } }),
    },
    AGREEMENT_INACTIVE: {
      bar: () => lab.owner.agreement.updateMany({ ...agreements, data: { endsOn: new Date('2024-12-31') } }),
      mend: () => lab.owner.agreement.updateMany({ ...agreements, data: { endsOn: new Date('2099-12-31') } }),
    },
    TECHNICAL_GUIDE_MISSING: {
      bar: () => lab.db.institution.update({ ...bank, data: { juknisDoneOn: null } }),
      mend: () => lab.db.institution.update({ ...bank, data: { juknisDoneOn: new Date('2026-01-05') } }),
    },
  };

  it.each(Object.keys(bars))('pauses a job by itself and says %s; resumed too early, again', async (hold) => {
    const id = await lab.job([[nikOf(1)], [nikOf(2)], [nikOf(3)], [nikOf(4)]]);
    await bars[hold]?.bar();
    try {
      const handle = await lab.start(id);
      await lab.until(id, { status: 'DIJEDA', hold });
      expect(await lab.act(id, 'resume')).toEqual({ status: 'DIPROSES', version: 3 });
      await lab.until(id, { status: 'DIJEDA', hold, version: 4 });
      await bars[hold]?.mend();
      await lab.act(id, 'resume');
      expect(await handle.result()).toBe('SELESAI');
    } finally {
      await bars[hold]?.mend();
    }
    expect(await lab.history(id)).toEqual([
      ...['1 submit', '2 pause', '3 resume', '4 pause', '5 resume', '6 complete'],
    ]);
    expect(await lab.traces(id)).toEqual({ units: 1, logged: 4, done: 4 });
  });

  it('pauses a job without a package once, though four chunks meet it, and takes one when there is one', async () => {
    await emptyPackages();
    const id = await lab.job([[nikOf(1)], [nikOf(2)], [nikOf(3)], [nikOf(4)]], { paid: false });
    const handle = await lab.start(id);
    await lab.until(id, { status: 'DIJEDA', hold: 'QUOTA_EXHAUSTED' });
    expect(await lab.traces(id)).toEqual({ units: 0, logged: 0, done: 0 });
    await lab.givePackage();
    await lab.act(id, 'resume');
    expect(await handle.result()).toBe('SELESAI');
    expect(await lab.history(id)).toEqual(['1 submit', '2 pause', '3 resume', '4 complete']);
    expect(await lab.traces(id)).toEqual({ units: 1, logged: 4, done: 4 });
    expect(await lab.packages()).toBe(0);
  });

  async function emptyPackages(): Promise<void> {
    for (let left = await lab.packages(); left > 0; left -= 1) {
      const id = await lab.job([[nikOf(5)]], { paid: false });
      await (await lab.start(id)).result();
    }
  }

  it('goes on in a new run after so many chunks, and loses none', async () => {
    const chunks = Array.from({ length: 203 }, () => [nikOf(6)]);
    const id = await lab.job(chunks);
    const handle = await lab.start(id);
    expect(await handle.result()).toBe('SELESAI');
    expect(await lab.traces(id)).toEqual({ units: 1, logged: 203, done: 203 });
    const { runId } = await lab.client.workflow.getHandle(handle.workflowId).describe();
    expect(runId).not.toBe(handle.firstExecutionRunId);
  });
});
