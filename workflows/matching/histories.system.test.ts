import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBrokenInvariants } from '#records/ledger';
import { endOf } from '../../tests/support/eventually.ts';
import { recordHistory } from '../../tests/support/histories.ts';
import { nikOf } from '../../tests/support/matching-jobs.ts';
import { labResultDays, type MatchingLab, startMatchingLab } from '../../tests/support/matching-lab.ts';

/**
 * One life of a job for each end, and for each way that differs inside the workflow. With RECORD_HISTORIES=1 their
 * histories are written to `histories/<version>/` for the replay test; do that before each release:
 * `RECORD_HISTORIES=1 npx vitest run --project system workflows/matching/histories`.
 */
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

type Run = Pick<WorkflowHandle, 'result' | 'fetchHistory'>;

async function done(id: string, action: 'pause' | 'resume' | 'cancel'): Promise<void> {
  expect(await lab.act(id, action)).toHaveProperty('version');
}

/** Each gives the run whose history is kept, and what it ends with. */
const lives: Record<string, { end: unknown; live: () => Promise<Run> }> = {
  selesai: {
    end: 'SELESAI',
    live: async () => lab.start(await lab.job([1, 2, 3, 4, 5].map((serial) => [nikOf(serial)]))),
  },
  'selesai-paused-resumed': {
    end: 'SELESAI',
    live: async () => {
      const { id, handle } = await lab.asking([1, 2, 3, 4, 5].map((serial) => [nikOf(serial)]));
      await done(id, 'pause');
      lab.register.release();
      await lab.until(id, { doneRows: 4 });
      await done(id, 'resume');
      return handle;
    },
  },
  'selesai-after-hold': {
    end: 'SELESAI',
    live: async () => {
      for (let left = await lab.packages(); left > 0; left -= 1)
        await (await lab.start(await lab.job([[nikOf(1)]], { paid: false }))).result();
      const id = await lab.job([[nikOf(1)], [nikOf(2)]], { paid: false });
      const handle = await lab.start(id);
      await lab.until(id, { status: 'DIJEDA', hold: 'QUOTA_EXHAUSTED' });
      await lab.givePackage();
      await done(id, 'resume');
      return handle;
    },
  },
  'selesai-register-away': {
    end: 'SELESAI',
    live: async () => {
      lab.register.fail('SIAK_UNAVAILABLE');
      const before = lab.register.asked;
      const handle = await lab.start(await lab.job([[nikOf(1)]]));
      await lab.register.untilAsked(before);
      await lab.pass('30 minutes');
      lab.register.fail(null);
      await endOf(handle, lab.pass);
      return handle;
    },
  },
  'selesai-after-crashes': {
    end: 'SELESAI',
    live: async () => {
      const { id, handle } = await lab.asking([[nikOf(1)]]);
      lab.loseAnswerOf('moveMatching');
      await done(id, 'pause');
      await done(id, 'resume');
      lab.loseAnswerOf('matchChunk');
      lab.register.release();
      await endOf(handle, lab.pass);
      return handle;
    },
  },
  'dibatalkan-in-last-chunk': {
    end: 'DIBATALKAN',
    live: async () => {
      const { id, handle } = await lab.asking([[nikOf(1)]]);
      await done(id, 'cancel');
      lab.register.release();
      return handle;
    },
  },
  'dibatalkan-while-paused': {
    end: 'DIBATALKAN',
    live: async () => {
      const { id, handle } = await lab.asking([[nikOf(1)]]);
      await done(id, 'pause');
      lab.register.release();
      await lab.until(id, { doneRows: 1 });
      await done(id, 'cancel');
      return handle;
    },
  },
  retention: {
    end: { jobs: 1 },
    live: async () => {
      await lab.pass(`${labResultDays + 1} days`);
      await lab.destroyExpired();
      await (await lab.start(await lab.job([[nikOf(1)]]))).result();
      await lab.pass(`${labResultDays + 1} days`);
      return lab.retention();
    },
  },
};

describe('lives of matching jobs', () => {
  for (const [name, { end, live }] of Object.entries(lives)) {
    it(`${name} ends with ${JSON.stringify(end)}`, async () => {
      const run = await live();
      expect(await run.result()).toEqual(end);
      await recordHistory({ beside: import.meta.url, name }, run);
    });
  }
});
