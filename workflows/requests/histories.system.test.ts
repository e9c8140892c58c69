import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { requestWorkflowId } from '../../contract/requests/messages.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { recordHistory } from '../../tests/support/histories.ts';
import {
  konsolidasi,
  onRequest,
  onStep,
  type RequestLab,
  requestPeople,
  sinkronisasi,
  startRequestLab,
} from '../../tests/support/request-lab.ts';

/**
 * One life of a request for each end, and for each way that differs inside the workflow. With RECORD_HISTORIES=1 their
 * histories are written to `histories/<version>/` for the replay test; do that before each release:
 * `RECORD_HISTORIES=1 npx vitest run --project system workflows/requests/histories`.
 */
let lab: RequestLab;
beforeAll(async () => {
  lab = await startRequestLab();
});
afterEach(() => lab.misbehave({ mode: 'normal' }));
afterAll(() => lab?.stop());

const { operator, staff, citizen } = requestPeople;
const note = 'Catatan uji';

async function taken(nikEnding = '0001'): Promise<string> {
  const { id } = await lab.request({ nikEnding });
  await lab.start(id);
  await lab.done(id, onRequest('approve'), operator);
  await lab.done(id, onStep(konsolidasi, 'take'), staff);
  return id;
}

async function sent(nikEnding?: string): Promise<string> {
  const id = await taken(nikEnding);
  await lab.done(id, onStep(konsolidasi, 'complete'), staff, { input: { result: 'SUDAH_SESUAI' } });
  return id;
}

/** Each gives the request whose history is kept, and the status in which its run ends. */
const lives: Record<string, { end: string; live: () => Promise<string> }> = {
  selesai: { end: 'SELESAI', live: () => sent() },
  'selesai-question-and-reminders': {
    end: 'SELESAI',
    live: async () => {
      const { id } = await lab.request();
      await lab.start(id);
      await lab.pass('5 days');
      await lab.done(id, onRequest('approve'), operator);
      await lab.done(id, onStep(konsolidasi, 'take'), staff);
      await lab.done(id, onStep(konsolidasi, 'ask'), staff, { note });
      await lab.pass('2 days');
      await lab.done(id, onStep(konsolidasi, 'answer'), operator, { note });
      await lab.changed(id);
      await lab.done(id, onStep(konsolidasi, 'complete'), staff, { input: { result: 'DATA_DIPERBAIKI' } });
      return id;
    },
  },
  'selesai-dwh-refused-redone': {
    end: 'SELESAI',
    live: async () => {
      const id = await sent('9903');
      await lab.untilStep(id, sinkronisasi, 'GAGAL');
      await lab.done(id, onStep(sinkronisasi, 'redo'), staff, { note });
      await lab.done(id, onStep(konsolidasi, 'take'), staff);
      await lab.done(id, onStep(konsolidasi, 'complete'), staff, { input: { result: 'SUDAH_SESUAI' } });
      return id;
    },
  },
  'selesai-dwh-away': {
    end: 'SELESAI',
    live: async () => {
      await lab.misbehave({ mode: 'down' });
      const id = await sent();
      await lab.untilStep(id, sinkronisasi, 'DIKERJAKAN');
      await lab.pass('2 hours');
      await eventually(async () => expect((await lab.row(id)).clockStopped).toBe('GANGGUAN_DWH'));
      await lab.misbehave({ mode: 'normal' });
      await lab.pass('4 hours');
      return id;
    },
  },
  'selesai-dwh-forgot': {
    end: 'SELESAI',
    live: async () => {
      const id = await sent('9904');
      await lab.pass('1 minute');
      return id;
    },
  },
  'dibatalkan-withdrawn': {
    end: 'DIBATALKAN',
    live: async () => {
      const { id } = await lab.request();
      await lab.start(id);
      await lab.done(id, onRequest('withdraw'), citizen);
      return id;
    },
  },
  'dibatalkan-job-called-back': {
    end: 'DIBATALKAN',
    live: async () => {
      const id = await sent('9911');
      await eventually(async () => expect((await lab.step(id, sinkronisasi)).dwhJobId).not.toBeNull());
      await lab.done(id, onRequest('cancel'), staff, { note });
      return id;
    },
  },
  'dibatalkan-job-found-by-its-key': {
    end: 'DIBATALKAN',
    live: async () => {
      await lab.misbehave({ mode: 'timeoutAfterAccept', call: 'submit', count: 1 });
      const id = await sent('9911');
      await lab.untilStep(id, sinkronisasi, 'DIKERJAKAN');
      await lab.done(id, onRequest('cancel'), staff, { note });
      return id;
    },
  },
  'dibatalkan-job-given-up': {
    end: 'DIBATALKAN',
    live: async () => {
      const id = await sent('9911');
      await eventually(async () => expect((await lab.step(id, sinkronisasi)).dwhJobId).not.toBeNull());
      await lab.misbehave({ mode: 'down', call: 'cancel' });
      await lab.done(id, onRequest('cancel'), staff, { note });
      await lab.pass('2 days');
      return id;
    },
  },
};

describe('lives of requests', () => {
  for (const [name, { end, live }] of Object.entries(lives)) {
    it(`${name} ends in ${end}`, async () => {
      const handle = lab.client.workflow.getHandle(requestWorkflowId(await live()));
      expect(await handle.result()).toBe(end);
      await recordHistory({ beside: import.meta.url, name }, handle);
    });
  }
});
