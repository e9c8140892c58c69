import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dutiesWorkflowType,
  meteringUpkeepWorkflowType,
  quotaAlertsWorkflowType,
  voucherValidityWorkflowType,
} from '../../contract/metering/round-messages.ts';
import { endOf } from '../../tests/support/eventually.ts';
import { recordHistory } from '../../tests/support/histories.ts';
import { type RoundsLab, startRoundsLab } from '../../tests/support/rounds-lab.ts';

/**
 * One life of each round around metered access, and of one that broke off. With RECORD_HISTORIES=1 their histories are
 * written to `histories/<version>/` for the replay test; do that before each release:
 * `RECORD_HISTORIES=1 npx vitest run --project system workflows/metering/histories`.
 */
let lab: RoundsLab;
beforeAll(async () => {
  lab = await startRoundsLab();
  lab.setToday('2026-07-10');
});
afterAll(() => lab?.stop());

type Run = Pick<WorkflowHandle, 'result' | 'fetchHistory'>;

async function broken(
  act: Parameters<RoundsLab['loseAnswerOf']>[0],
  start: () => Promise<Run>,
): Promise<Run> {
  lab.loseAnswerOf(act);
  const run = await start();
  await endOf(run, lab.pass);
  return run;
}

/** Each gives the run whose history is kept, and what it ends with. */
const lives: Record<string, { end: unknown; live: () => Promise<Run> }> = {
  upkeep: { end: { months: 0, forgotten: 0 }, live: () => lab.round(meteringUpkeepWorkflowType) },
  alerts: { end: { alerted: 0 }, live: () => lab.round(quotaAlertsWorkflowType) },
  validity: { end: { accounts: 0 }, live: () => lab.round(voucherValidityWorkflowType) },
  duties: {
    end: { opened: 3, reminded: 3, destroyed: 0 },
    live: () => lab.round(dutiesWorkflowType),
  },
  'duties-with-complaints': {
    end: { opened: 0, reminded: 0, destroyed: 0 },
    live: () => lab.round(dutiesWorkflowType),
  },
  'duties-broken-off': {
    end: { opened: 0, reminded: 0, destroyed: 0 },
    live: () => broken('remindOfSemesterReports', () => lab.round(dutiesWorkflowType)),
  },
  'return-data': {
    end: undefined,
    live: async () => {
      const row = '3374014101900001;Buka;2026-07-01;DILAYANI';
      const { id } = await lab.returnData(`NIK;LAYANAN;TANGGAL;HASIL\n${row}`);
      return lab.check(id);
    },
  },
};

describe('lives of the rounds', () => {
  for (const [name, { end, live }] of Object.entries(lives)) {
    it(`${name} ends with ${JSON.stringify(end) ?? 'nothing'}`, async () => {
      const run = await live();
      expect(await run.result()).toEqual(end);
      await recordHistory({ beside: import.meta.url, name }, run);
    });
  }
});
