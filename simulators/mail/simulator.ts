import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { listen } from '#platform/service';
import { type Mode, refuseProduction } from '../shared/guard.ts';
import { addressOf } from '../shared/serve.ts';
import { openMailbox } from './mailbox.ts';
import { createMailFaults, createSmtpServer } from './smtp.ts';
import { mailWeb } from './web.ts';

export interface MailSimulatorOptions {
  /** Production is refused. */
  readonly mode: Mode;
  /** Port of the inbox pages; 0 takes a free one. */
  readonly port: number;
  readonly smtpPort: number;
  /** `127.0.0.1` unless set. */
  readonly host?: string;
  /** Folder of the received mails; they survive a restart. */
  readonly dataDir: string;
}

export interface MailSimulator {
  /** Address of the inbox pages. */
  readonly url: string;
  readonly port: number;
  /** For `SMTP_URL`. */
  readonly smtpUrl: string;
  readonly smtpPort: number;
  stop(): Promise<void>;
}

/** Starts a mail server of our own with an inbox to look into. Throws in production or when a port is taken. */
export async function startMailSimulator(options: MailSimulatorOptions): Promise<MailSimulator> {
  refuseProduction('the mail server', options.mode);
  const host = options.host ?? '127.0.0.1';
  const mailbox = await openMailbox(join(options.dataDir, 'messages'));
  const faults = createMailFaults();
  const smtp = createSmtpServer(mailbox, faults);
  const smtpServer = await new Promise<ReturnType<typeof smtp.listen>>((resolve, reject) => {
    smtp.once('error', reject);
    const server = smtp.listen(options.smtpPort, host, () => resolve(server));
  });
  // A client that breaks off is no trouble of ours.
  smtp.removeAllListeners('error').on('error', () => undefined);
  const closeSmtp = () => new Promise<void>((resolve) => smtp.close(() => resolve()));

  const http = await listen(mailWeb(mailbox, faults), { port: options.port, host }).catch(async (error) => {
    await closeSmtp();
    throw error;
  });
  const smtpPort = (smtpServer.address() as AddressInfo).port;
  return {
    url: addressOf(host, http.port),
    port: http.port,
    smtpUrl: addressOf(host, smtpPort).replace('http:', 'smtp:'),
    smtpPort,
    async stop() {
      await Promise.all([http.close(0), closeSmtp()]);
    },
  };
}
