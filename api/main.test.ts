import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '#prisma/seed';
import { testEnvironment } from '../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { eventually } from '../tests/support/eventually.ts';
import { addPerson } from '../tests/support/people.ts';
import { startProcess, type TestProcess } from '../tests/support/process.ts';
import { createTestTemporal, type TestTemporal } from '../tests/support/temporal.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let api: TestProcess;

beforeAll(async () => {
  [database, temporal] = await Promise.all([createTestDatabase(), createTestTemporal()]);
  await seed(database.db);
  api = await startProcess(
    'api/main.ts',
    testEnvironment({
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      LOG_LEVEL: 'info',
    }),
  );
});
afterAll(async () => {
  await api?.kill();
  await temporal?.close();
  await database?.drop();
});

describe("the API's process", () => {
  it('serves when it says so, logs no address and no person, and ends at once when it is told, open streams too', async () => {
    const url = `http://127.0.0.1:${api.ready.port}`;
    await eventually(
      async () => {
        const ready = await fetch(`${url}/readyz`);
        expect(await ready.json()).toMatchObject({ status: 'ready', failing: [] });
      },
      { withinMs: 30_000, everyMs: 200 },
    );
    const auditor = await addPerson(database.db, {
      roles: ['auditor'],
      institutionId: null,
      name: 'Nama Rahasia',
    });
    const headers = { cookie: auditor.cookie };
    const filter = encodeURIComponent(JSON.stringify({ q: 'KW-RAHASIA' }));
    expect((await fetch(`${url}/api/v1/orders?filter=${filter}`, { headers })).status).toBe(200);
    const stream = await fetch(`${url}/api/v1/events`, { headers });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');

    expect(await api.stop()).toBe(0);
    await stream.text().catch(() => undefined);
    expect(api.output()).toContain('"route":"/api/v1/orders"');
    expect(api.output()).toContain(auditor.id);
    for (const secret of ['RAHASIA', 'Rahasia', auditor.email, auditor.cookie]) {
      expect(api.output()).not.toContain(secret);
    }
  });
});
