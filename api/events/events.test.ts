import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/logger';
import { institutionId, officeId, seed } from '#prisma/seed';
import { announceOrder } from '#records/orders/transition';
import { announceRequest } from '#records/requests/transition';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { eventRoutes, mostStreams } from './index.ts';
import { createLiveEventHub, type LiveEventHub } from './live-events.ts';

const own = institutionId('DEMO-PUSAT');
const foreign = institutionId('BANK-CONTOH');

let database: TestDatabase;
let hub: LiveEventHub;
let api: TestApi;
const open: AbortController[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  hub = createLiveEventHub(database.url, createLogger('test', 'fatal'));
  // Streams that begin before the first LISTEN stands are ended by it.
  await new Promise<void>((resolve) =>
    hub.listen({ onOrder: () => {}, onRequest: () => {}, onBreak: resolve }),
  );
  api = await serveTestApi(database, { implementations: eventRoutes({ heartbeatMs: 100 }), events: hub });
});
afterEach(() => {
  for (const each of open.splice(0)) each.abort();
});
afterAll(async () => {
  await hub?.close();
  await api?.close();
  await database?.drop();
});

interface Stream {
  readonly text: () => string;
  readonly ended: () => boolean;
}

async function listen(person: TestPerson): Promise<Stream> {
  const abort = new AbortController();
  open.push(abort);
  const response = await fetch(`${api.url}/api/v1/events`, {
    headers: { cookie: person.cookie },
    signal: abort.signal,
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  let text = '';
  let ended = false;
  void (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
  })()
    .catch(() => undefined)
    .finally(() => {
      ended = true;
    });
  return { text: () => text, ended: () => ended };
}

const announce = (orderId: string, of: string) =>
  database.db.$transaction((tx) => announceOrder(tx, { orderId, institutionId: of, status: 'SELESAI' }));
const person = (roles: Parameters<typeof addPerson>[1]['roles'], of: string | null = own) =>
  addPerson(database.db, { roles, institutionId: of });

describe('the event stream', () => {
  it("tells of changes of one's own institution's orders as they commit, and of no other's", async () => {
    const stream = await listen(await person(['lembaga-keuangan']));
    await eventually(async () => {
      await announce('order-1', own);
      expect(stream.text()).toContain('event: order\ndata: {"orderId":"order-1","status":"SELESAI"}\n\n');
    });
    await announce('order-2', foreign);
    await announce('order-3', own);
    await eventually(() => expect(stream.text()).toContain('order-3'));
    expect(stream.text()).not.toContain('order-2');
    expect(stream.text()).not.toContain(own);
  });

  it('tells staff of all orders, and people without a view of orders of none', async () => {
    const staff = await listen(await person(['staf-pnbp'], null));
    const technician = await listen(await person(['lembaga-teknis']));
    await eventually(async () => {
      await announce('order-4', foreign);
      await announce('order-5', own);
      expect(staff.text()).toContain('order-4');
      expect(staff.text()).toContain('order-5');
      expect(technician.text()).toContain(': alive');
    });
    expect(technician.text()).not.toContain('order');
  });

  it("tells people of a Dinas of their own office's requests, the centre of all, and nobody else of any", async () => {
    const { db } = database;
    const [semarang, badung] = [officeId('3374'), officeId('5103')];
    const at = (office?: string) =>
      addPerson(db, {
        roles: ['operator-dinas'],
        institutionId: null,
        ...(office ? { officeId: office } : {}),
      });
    const [operator, lost] = [await listen(await at(semarang)), await listen(await at())];
    const centre = await listen(await person(['staf-konsolidasi'], null));
    const [treasurer, buyer] = [
      await listen(await person(['staf-pnbp'], null)),
      await listen(await person(['lembaga-pemesan'])),
    ];
    const change = (requestId: string, office: string) =>
      db.$transaction((tx) => announceRequest(tx, { requestId, officeId: office, status: 'DISETUJUI' }));
    await eventually(async () => {
      await change('request-1', badung);
      await change('request-2', semarang);
      expect(operator.text()).toContain(
        'event: request\ndata: {"requestId":"request-2","status":"DISETUJUI"}\n\n',
      );
      for (const id of ['request-1', 'request-2']) expect(centre.text()).toContain(id);
    });
    for (const stream of [lost, treasurer, buyer]) {
      await eventually(() => expect(stream.text()).toContain(': alive'));
      expect(stream.text()).not.toContain('request');
    }
    expect(operator.text()).not.toContain('request-1');
    expect(operator.text()).not.toContain(semarang);
  });

  it('ends with its session', async () => {
    const someone = await person(['lembaga-pemesan']);
    const stream = await listen(someone);
    await eventually(() => expect(stream.text()).toContain(': alive'));
    await database.db.session.deleteMany({ where: { userId: someone.id } });
    await eventually(() => expect(stream.ended()).toBe(true));
  });

  it('ends when the person is disabled, and when a role is taken away', async () => {
    const [first, second] = [
      await person(['lembaga-pemesan']),
      await person(['lembaga-pemesan', 'lembaga-admin']),
    ];
    const streams = [await listen(first), await listen(second)];
    await database.db.user.update({ where: { id: first.id }, data: { disabledAt: new Date() } });
    await database.db.userRole.delete({
      where: { userId_role: { userId: second.id, role: 'lembaga-admin' } },
    });
    await eventually(() => expect(streams.map((each) => each.ended())).toEqual([true, true]));
  });

  it('is held open so often by one person and no more; another one still gets his, and so does he once one ends', async () => {
    const someone = await person(['lembaga-pemesan']);
    for (let at = 0; at < mostStreams; at++) await listen(someone);
    const refused = await api.call('GET', '/api/v1/events', { cookie: someone.cookie });
    expect([refused.status, refused.body.code]).toEqual([429, 'RATE_LIMITED']);
    await listen(await person(['lembaga-pemesan']));
    open[0]?.abort();
    await eventually(() => listen(someone));
  });

  it('is for people who are signed in', async () => {
    expect((await api.call('GET', '/api/v1/events')).status).toBe(401);
  });

  it('comes back after its database connection broke; who listened is sent to ask anew', async () => {
    const someone = await person(['lembaga-pemesan']);
    const stream = await listen(someone);
    const root = new pg.Client({ connectionString: database.superuserUrl });
    await root.connect();
    await root.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'loket-listen' AND datname = current_database()",
    );
    await root.end();
    await eventually(() => expect(stream.ended()).toBe(true));
    const next = await listen(someone);
    await eventually(async () => {
      await announce('order-6', own);
      expect(next.text()).toContain('order-6');
    });
  });
});
