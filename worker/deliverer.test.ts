import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { documentSettings } from '#documents/orders/documents';
import { createLogger } from '#platform/logger';
import { createMailPort, type MailPort } from '#ports/mail/mail-port';
import { queueNotice } from '#records/notices';
import { type MailSimulator, startMailSimulator } from '../simulators/mail/simulator.ts';
import { testConfig } from '../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { deliverNotices } from './deliverer.ts';

let database: TestDatabase;
let dataDir: string;
let simulator: MailSimulator;
let mail: MailPort;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'deliverer-'));
  simulator = await startMailSimulator({ mode: 'demo', port: 0, smtpPort: 0, dataDir });
  mail = createMailPort({ url: simulator.smtpUrl, from: 'Loket <loket@dukcapil.example>' });
});
afterAll(async () => {
  mail?.close();
  await simulator?.stop();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});
afterEach(() => control({ mode: 'normal' }));

const control = (body: object) =>
  fetch(`${simulator.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const deliver = () =>
  deliverNotices({
    db: database.db,
    mail,
    documents: documentSettings(testConfig()),
    publicUrl: 'https://loket.example',
    now: () => new Date(),
    log: createLogger('test', 'silent'),
  });

/** Queues a mail with a secret link, lets the deliverer look once, and gives the row and the secret. */
async function queueAndDeliver(recipient = `${randomUUID()}@bpr.example`) {
  const token = randomUUID().repeat(2);
  const dedupeKey = randomUUID();
  await database.db.$transaction((tx) =>
    queueNotice(tx, {
      template: 'PASSWORD_RESET',
      channel: 'EMAIL',
      recipient,
      params: { name: 'Rina', token, expiresAt: new Date().toISOString() },
      dedupeKey,
    }),
  );
  await deliver();
  return { token, row: await database.db.outgoingNotice.findUniqueOrThrow({ where: { dedupeKey } }) };
}

async function addDisabledPerson(): Promise<string> {
  const email = `${randomUUID()}@bpr.example`;
  await database.db.user.create({ data: { id: randomUUID(), name: 'Bekas', email, disabledAt: new Date() } });
  return email;
}

describe('the secret of a link', () => {
  it('is mailed, and then forgotten', async () => {
    const { token, row } = await queueAndDeliver();
    expect(row.status).toBe('SENT');
    expect(row.params).toMatchObject({ name: 'Rina' });
    expect(JSON.stringify(row.params)).not.toContain(token);
    const mails = await (await fetch(`${simulator.url}/api/messages`)).text();
    expect(mails).toContain(token);
  });

  it('is kept while the mail waits for another attempt', async () => {
    await control({ mode: 'busy' });
    const { token, row } = await queueAndDeliver();
    expect(row.status).toBe('QUEUED');
    expect(row.params).toMatchObject({ token });
  });

  it('is forgotten when the mail is given up or not wanted any more', async () => {
    await control({ mode: 'refuse' });
    const failed = await queueAndDeliver();
    const skipped = await queueAndDeliver(await addDisabledPerson());
    expect([failed.row.status, skipped.row.status]).toEqual(['FAILED', 'SKIPPED']);
    for (const { token, row } of [failed, skipped]) expect(JSON.stringify(row)).not.toContain(token);
  });
});
