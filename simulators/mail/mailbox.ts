import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';

/** One received mail, as the JSON endpoint shows it. */
export interface StoredMail {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly from: string;
  /** Whom the mail server was told to deliver to. */
  readonly to: readonly string[];
  readonly subject: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly text: string;
  readonly html: string | null;
  readonly attachments: readonly { filename: string; contentType: string; size: number }[];
}

export interface MailboxStore {
  /** Resolves when the mail is on the disk. */
  store(raw: Buffer, envelope: { from: string; to: readonly string[] }): Promise<StoredMail>;
  /** Newest first. */
  list(limit: number): StoredMail[];
  find(id: string): StoredMail | undefined;
  attachment(id: string, index: number): Promise<Attachment | undefined>;
  clear(): Promise<void>;
}

/**
 * Opens the mailbox in its folder: each mail is a raw `.eml` and a `.json` beside it. A mail counts from the moment
 * its `.json` is there, so that a crash leaves no half mail.
 */
export async function openMailbox(directory: string): Promise<MailboxStore> {
  await mkdir(directory, { recursive: true });
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  const mails = new Map<string, StoredMail>();
  for (const name of names) {
    const mail = JSON.parse(await readFile(join(directory, name), 'utf8')) as StoredMail;
    mails.set(mail.id, mail);
  }
  const pathOf = (id: string, kind: 'eml' | 'json') => join(directory, `${id}.${kind}`);

  return {
    async store(raw, envelope) {
      const parsed = await simpleParser(raw);
      const now = new Date();
      const id = `${now.toISOString().replace(/\D/g, '')}-${randomBytes(4).toString('hex')}`;
      const mail = summary(id, now, parsed, envelope);
      await writeWhole(pathOf(id, 'eml'), raw);
      await writeWhole(pathOf(id, 'json'), JSON.stringify(mail));
      mails.set(id, mail);
      return mail;
    },
    list: (limit) => [...mails.values()].slice(-limit).reverse(),
    find: (id) => mails.get(id),
    async attachment(id, index) {
      if (!mails.has(id)) return undefined;
      const parsed = await simpleParser(await readFile(pathOf(id, 'eml')));
      return parsed.attachments[index];
    },
    async clear() {
      const ids = [...mails.keys()];
      mails.clear();
      for (const id of ids) {
        await rm(pathOf(id, 'json'), { force: true });
        await rm(pathOf(id, 'eml'), { force: true });
      }
    },
  };
}

const summary = (
  id: string,
  receivedAt: Date,
  parsed: ParsedMail,
  envelope: { from: string; to: readonly string[] },
): StoredMail => ({
  id,
  receivedAt: receivedAt.toISOString(),
  from: parsed.from?.text ?? envelope.from,
  to: envelope.to,
  subject: parsed.subject ?? '',
  messageId: parsed.messageId ?? '',
  text: parsed.text ?? '',
  html: parsed.html || null,
  attachments: parsed.attachments.map((attachment, index) => ({
    filename: attachment.filename ?? `lampiran-${index + 1}`,
    contentType: attachment.contentType,
    size: attachment.size,
  })),
});

/** Writes beside the place and renames, so that the file is whole or not there. */
async function writeWhole(path: string, content: Buffer | string): Promise<void> {
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}
