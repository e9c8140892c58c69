import { SMTPServer } from 'smtp-server';
import { z } from 'zod';
import type { MailboxStore } from './mailbox.ts';

/**
 * How the mail server misbehaves; the body of `POST /control`. `refuse`: 550 for the recipient, for good. `busy`: 451,
 * come again. `drop`: takes the mail and loses it. `down`: turns connections away. `normal` takes all back.
 */
export const MailFault = z.object({
  mode: z.enum(['normal', 'refuse', 'busy', 'drop', 'down']),
  /** How often; for ever when absent. */
  count: z.coerce.number().int().min(1).optional(),
  /** Only for this recipient (not for `down`). */
  forRecipient: z.string().trim().toLowerCase().optional(),
});
export type MailFault = z.infer<typeof MailFault>;

export interface MailFaults {
  obey(order: MailFault): void;
  /** Whether this mode strikes now; counts as one use of it. */
  take(mode: MailFault['mode'], recipient?: string): boolean;
  inForce(): readonly MailFault[];
}

export function createMailFaults(): MailFaults {
  let orders: MailFault[] = [];
  return {
    obey(order) {
      orders = order.mode === 'normal' ? [] : [...orders, order];
    },
    take(mode, recipient) {
      const found = orders.find(
        (order) =>
          order.mode === mode &&
          (order.forRecipient === undefined || order.forRecipient === recipient?.toLowerCase()),
      );
      if (found?.count !== undefined) {
        const left = { ...found, count: found.count - 1 };
        orders = orders.map((order) => (order === found ? left : order)).filter((order) => order.count !== 0);
      }
      return found !== undefined;
    },
    inForce: () => orders,
  };
}

const maxMailBytes = 25 * 1024 * 1024;

/** A real SMTP server, without accounts or TLS, that delivers everything into one mailbox. */
export function createSmtpServer(mailbox: MailboxStore, faults: MailFaults): SMTPServer {
  return new SMTPServer({
    banner: 'Loket Dukcapil, kotak surat simulasi',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: maxMailBytes,
    // Looking up the caller's name would need a name server.
    disableReverseLookup: true,
    onConnect(_session, done) {
      done(faults.take('down') ? reply(421, 'Service not available') : undefined);
    },
    onRcptTo(recipient, _session, done) {
      if (faults.take('refuse', recipient.address)) done(reply(550, 'Mailbox unavailable'));
      else if (faults.take('busy', recipient.address)) done(reply(451, 'Try again later'));
      else done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(reply(552, 'Message too large'));
        const to = session.envelope.rcptTo.map((recipient) => recipient.address);
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        if (to.some((recipient) => faults.take('drop', recipient))) return done(null, 'Accepted');
        mailbox.store(Buffer.concat(chunks), { from, to }).then(
          () => done(null, 'Accepted'),
          () => done(reply(452, 'Insufficient storage')),
        );
      });
    },
  });
}

const reply = (responseCode: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode });
