import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#contract/shared/errors';
import type { StoredMail } from '../../simulators/mail/mailbox.ts';
import { type MailSimulator, startMailSimulator } from '../../simulators/mail/simulator.ts';
import { createMailPort, type Mail, type MailPort } from './mail-port.ts';

let simulator: MailSimulator;
let port: MailPort;
let dataDir: string;

const from = 'Loket Dukcapil <loket@dukcapil.example>';

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mail-port-'));
  simulator = await startMailSimulator({ mode: 'demo', port: 0, smtpPort: 0, dataDir });
  port = createMailPort({ url: simulator.smtpUrl, from });
});
afterAll(async () => {
  port.close();
  await simulator.stop();
  await rm(dataDir, { recursive: true });
});
afterEach(async () => {
  await control({ mode: 'normal' });
  await fetch(`${simulator.url}/api/messages`, { method: 'DELETE' });
});

const mail = (changes: Partial<Mail> = {}): Mail => ({
  to: 'keuangan@bpr.example',
  subject: 'Pemberitahuan kode billing — Rp100.000',
  text: 'Yth. Bapak/Ibu,\nkode billing Anda sudah terbit.',
  messageId: 'order-1.billing-issued',
  ...changes,
});

const control = (body: object) =>
  fetch(`${simulator.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const received = async (): Promise<StoredMail[]> =>
  (await fetch(`${simulator.url}/api/messages`)).json() as Promise<StoredMail[]>;

async function failureOf(act: Promise<unknown>): Promise<AppError> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error(`expected an AppError, got ${String(error)}`);
}

describe('a mail', () => {
  test('arrives whole: text, HTML, attachment, sender and its stable id', async () => {
    const content = Buffer.from('%PDF-1.7 tagihan');
    const sent = await port.send(
      mail({
        html: '<p>Kode billing <b>terbit</b></p>',
        attachments: [{ filename: 'tagihan KW-B1.pdf', contentType: 'application/pdf', content }],
      }),
    );
    expect(sent).toEqual({ messageId: '<order-1.billing-issued@dukcapil.example>' });
    const [arrived] = await received();
    expect(arrived).toMatchObject({
      to: ['keuangan@bpr.example'],
      subject: 'Pemberitahuan kode billing — Rp100.000',
      messageId: sent.messageId,
      html: expect.stringContaining('<b>terbit</b>'),
      text: expect.stringContaining('kode billing Anda sudah terbit.'),
      attachments: [{ filename: 'tagihan KW-B1.pdf', contentType: 'application/pdf', size: content.length }],
    });
    expect(arrived?.from).toContain('loket@dukcapil.example');
    const file = await fetch(`${simulator.url}/pesan/${arrived?.id}/lampiran/0`);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(content);
  });

  test('that is sent twice carries the same id', async () => {
    await port.send(mail());
    await port.send(mail());
    expect(new Set((await received()).map((row) => row.messageId)).size).toBe(1);
  });

  test('reaches one recipient, however its address and subject are written', async () => {
    await port.send(mail({ subject: 'Tagihan\r\nBcc: orang@lain.example' }));
    expect(await received()).toMatchObject([{ to: ['keuangan@bpr.example'] }]);
    await port.send(mail({ to: 'satu@bpr.example, dua@lain.example' })).catch(() => undefined);
    for (const row of await received()) expect(row.to).toHaveLength(1);
  });

  test('cannot smuggle a header in by its id', async () => {
    expect((await failureOf(port.send(mail({ messageId: 'a@b>\r\nBcc: x' })))).code).toBe('INVALID_INPUT');
    expect(await received()).toEqual([]);
  });
});

describe('a mail that is not taken', () => {
  test.each([
    ['for good when the recipient is refused', { mode: 'refuse' }, { permanent: true, smtpCode: 550 }],
    ['for now when the server is busy', { mode: 'busy' }, { permanent: false, smtpCode: 451 }],
    ['for now when the server turns us away', { mode: 'down' }, { permanent: false }],
  ])('fails %s, without naming the recipient', async (_name, fault, details) => {
    await control(fault);
    const error = await failureOf(port.send(mail()));
    expect(error.code).toBe('MAIL_UNAVAILABLE');
    expect(error.details).toMatchObject(details);
    expect(JSON.stringify([error.message, error.details, error.stack, error.cause])).not.toContain(
      'bpr.example',
    );
    await control({ mode: 'normal' });
    await port.send(mail());
    expect(await received()).toHaveLength(1);
  });

  test('fails for now when nobody listens, or listens and says nothing', async () => {
    const nobody = createMailPort({ url: 'smtp://127.0.0.1:1', from });
    expect((await failureOf(nobody.send(mail()))).details).toMatchObject({ permanent: false });
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const silentPort = typeof address === 'object' && address ? address.port : 0;
    const waiting = createMailPort({ url: `smtp://127.0.0.1:${silentPort}`, from, timeoutMs: 200 });
    expect((await failureOf(waiting.send(mail()))).details).toMatchObject({ permanent: false });
    silent.close();
  });

  test('fails for now when the server refuses our account: that is no fault of the mail', async () => {
    const strict = new SMTPServer({
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: (_login, _session, done) => done(new Error('Invalid username or password')),
    });
    const address = await new Promise<ReturnType<Server['address']>>((resolve) => {
      const server = strict.listen(0, '127.0.0.1', () => resolve(server.address()));
    });
    const strictPort = typeof address === 'object' && address ? address.port : 0;
    const url = `smtp://user:salah@127.0.0.1:${strictPort}`;
    const error = await failureOf(createMailPort({ url, from }).send(mail()));
    strict.close();
    expect(error.details).toMatchObject({ reason: 'EAUTH', smtpCode: 535 });
    expect([error.code, error.details.permanent]).toEqual(['MAIL_UNAVAILABLE', false]);
    expect(JSON.stringify([error.message, error.details])).not.toContain('salah');
  });
});

test('a sender without an address is refused at the start', () => {
  expect(() => createMailPort({ url: simulator.smtpUrl, from: 'Loket' })).toThrow(/sender/);
});
