import nodemailer from 'nodemailer';
import { AppError } from '#contract/shared/errors';

export interface MailPortOptions {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  /** The sender, `Name <address>`. */
  readonly from: string;
  /** Patience with a silent mail server; 20 s unless set. */
  readonly timeoutMs?: number;
}

export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export interface Mail {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly MailAttachment[];
  /**
   * Id of the notice, the same at every attempt: letters, digits, dots and dashes. A receiver can tell by it that a
   * mail came twice.
   */
  readonly messageId: string;
}

/**
 * Sends mail. Throws `MAIL_UNAVAILABLE` with `details: {permanent, smtpCode?, reason}` when the mail server did not
 * take the mail: `permanent` means that it refused this recipient or this mail for good (5xx), so that a repetition is
 * of no use. No error names the recipient.
 */
export interface MailPort {
  /** Resolves when the mail server has taken the mail, with the Message-ID as it stands in the mail. */
  send(mail: Mail): Promise<{ messageId: string }>;
  close(): void;
}

/** Builds the client of the mail server. Throws when `from` is no sender. */
export function createMailPort({ url, from, timeoutMs = 20_000 }: MailPortOptions): MailPort {
  const domain = /@([a-z0-9.-]+)>?\s*$/i.exec(from)?.[1];
  if (!domain) throw new Error('the sender of mails is no address');
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Content comes from us alone, never from a path or an address that somebody else wrote.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      const messageId = `<${checkedId(mail.messageId)}@${domain}>`;
      const { to, subject, text, html, attachments = [] } = mail;
      try {
        await transport.sendMail({
          from,
          // As an object an address cannot grow into several.
          to: { name: '', address: to },
          subject,
          text,
          ...(html === undefined ? {} : { html }),
          attachments: attachments.map((attachment) => ({ ...attachment })),
          messageId,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw unavailable(error);
      }
      return { messageId };
    },
    close: () => transport.close(),
  };
}

function checkedId(id: string): string {
  if (/^[A-Za-z0-9.-]{1,200}$/.test(id)) return id;
  throw new AppError('INVALID_INPUT', { message: 'the id of a mail is letters, digits, dots and dashes' });
}

/** Codes of nodemailer that speak of this one mail or recipient; all others speak of the way to the server. */
const aboutTheMail = new Set(['EENVELOPE', 'EMESSAGE']);

function unavailable(error: unknown): AppError {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const smtpCode = typeof responseCode === 'number' ? responseCode : undefined;
  const reason = typeof code === 'string' ? code : 'unknown';
  // An address that is none is refused by nodemailer itself, without a code of the server.
  const permanent = aboutTheMail.has(reason) && (smtpCode === undefined || smtpCode >= 500);
  // The server's words and the cause are left out: they repeat the recipient's address.
  return new AppError('MAIL_UNAVAILABLE', {
    message: `the mail server did not take the mail (${reason}${smtpCode === undefined ? '' : ` ${smtpCode}`})`,
    details: { permanent, reason, ...(smtpCode === undefined ? {} : { smtpCode }) },
  });
}
