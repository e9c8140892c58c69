import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoredMail } from './mailbox.ts';
import { type MailSimulator, startMailSimulator } from './simulator.ts';

let simulator: MailSimulator;
let dataDir: string;
const start = () => startMailSimulator({ mode: 'demo', port: 0, smtpPort: 0, dataDir });

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mail-simulator-'));
  simulator = await start();
});
afterEach(async () => {
  await simulator.stop();
  await rm(dataDir, { recursive: true });
});

async function send(changes: object = {}): Promise<void> {
  const transport = nodemailer.createTransport(simulator.smtpUrl);
  await transport.sendMail({
    from: 'loket@dukcapil.example',
    to: 'a@b.example',
    subject: 'Undangan <Loket>',
    text: 'Buka https://loket.example/undangan#abc lalu masuk.',
    ...changes,
  });
  transport.close();
}
const list = async (): Promise<StoredMail[]> =>
  (await fetch(`${simulator.url}/api/messages`)).json() as Promise<StoredMail[]>;
const visit = async (path: string) => {
  const response = await fetch(`${simulator.url}${path}`);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

test('mails survive a restart, and a half-written one does not count', async () => {
  await send();
  await simulator.stop();
  await writeFile(join(dataDir, 'messages', '20230309.eml'), 'half');
  await writeFile(join(dataDir, 'messages', '20230309.json.part'), '{"id"');
  simulator = await start();
  expect((await list()).map((mail) => mail.subject)).toEqual(['Undangan <Loket>']);
});

test('the inbox lists the newest first and a mail shows its text with links', async () => {
  await send({ subject: 'Pertama' });
  await send({ subject: 'Kedua' });
  const inbox = (await visit('/')).text;
  expect(inbox.indexOf('Kedua')).toBeLessThan(inbox.indexOf('Pertama'));
  const [mail] = await list();
  const { text } = await visit(`/pesan/${mail?.id}`);
  expect(text).toContain('<a href="https://loket.example/undangan#abc" target="_blank"');
});

test('what a mail says is text on our pages, and its HTML runs nothing', async () => {
  await send({
    subject: '<img src=x>',
    html: '<script>alert(1)</script><a href="https://x.example">tautan</a>',
  });
  const [mail] = await list();
  const shown = await visit(`/pesan/${mail?.id}`);
  expect(shown.text).not.toContain('<img src=x>');
  expect(shown.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  const framed = await visit(`/pesan/${mail?.id}/html`);
  expect(framed.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*sandbox allow-popups/);
  expect(framed.text).toContain('<base target="_blank">');
});

test('a dropped mail is taken and never seen; other recipients get theirs', async () => {
  await fetch(`${simulator.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode: 'drop', count: 1, forRecipient: 'A@b.example' }),
  });
  await send({ to: 'other@b.example' });
  await send();
  await send();
  expect((await list()).map((mail) => mail.to[0])).toEqual(['a@b.example', 'other@b.example']);
});

test('what is not there says so', async () => {
  for (const path of ['/pesan/x', '/pesan/x/html', '/pesan/x/lampiran/0', '/pesan/..%2f..%2fetc%2fpasswd']) {
    const { status, text } = await visit(path);
    expect([status, text.includes('Tidak ditemukan')]).toEqual([404, true]);
  }
});

test('production is refused', async () => {
  await expect(startMailSimulator({ mode: 'production', port: 0, smtpPort: 0, dataDir })).rejects.toThrow(
    /production/,
  );
});
