import { createHmac } from 'node:crypto';
import { signatureHeader } from '#contract/external/whatsapp';
import type { DeliveryStatus } from '#contract/shared/delivery';
import { pushUntilHeard } from '../shared/repeat.ts';
import type { MessageStore, Report, StoredMessage } from './messages.ts';

export interface ReporterOptions {
  /** Our webhook; null reports nothing. */
  readonly url: string | null;
  readonly appSecret: string;
  /** Waits between attempts, in milliseconds. */
  readonly retryMs: readonly number[];
  readonly store: MessageStore;
}

export interface Reporter {
  /**
   * Reports one after another; what was not heard at once is repeated beside the next. Resolves after the first
   * attempt of the last one.
   */
  announce(message: StoredMessage, statuses: readonly AnnouncedStatus[], copies: number): Promise<void>;
  /** Reports again what a stop has cut short. */
  resume(): void;
  /** One push, now, of whatever the caller wants to claim. Gives the answer's status; 0 = no answer. */
  push(body: string, signature?: string): Promise<number>;
  stop(): void;
}

export interface AnnouncedStatus {
  readonly status: DeliveryStatus;
  readonly errorCode?: number | undefined;
}

const attemptTimeoutMs = 15_000;

/** The part of the simulator that tells our webhook what became of a message, as WhatsApp does. */
export function createReporter({ url, appSecret, retryMs, store }: ReporterOptions): Reporter {
  const stopped = new AbortController();

  async function push(body: string, signature = signatureOf(body, appSecret)): Promise<number> {
    if (!url) return 0;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [signatureHeader]: signature },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(attemptTimeoutMs)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  /** Resolves after the first attempt; the others go on by themselves. */
  async function tell(message: StoredMessage, report: Omit<Report, 'heard'>): Promise<void> {
    const body = reportBody(message, report);
    const attempt = async () => (await push(body)) === 200;
    const end = async (heard: boolean) => {
      // A store that is closing costs one more report after the next start, nothing else.
      if (heard) await store.heard(message.wamid, report.status).catch(() => undefined);
    };
    const heard = await attempt();
    if (heard) return end(true);
    if (url) void pushUntilHeard(attempt, retryMs, stopped.signal).then(end);
  }

  return {
    async announce(message, statuses, copies) {
      for (const { status, errorCode } of statuses) {
        const report = { status, at: new Date().toISOString(), ...(errorCode ? { errorCode } : {}) };
        await store.report(message.wamid, report);
        await Promise.all(Array.from({ length: copies }, () => tell(message, report)));
      }
    },
    resume() {
      for (const message of store.all()) {
        for (const report of message.reports) if (!report.heard) void tell(message, report);
      }
    },
    push,
    stop: () => stopped.abort(),
  };
}

const signatureOf = (body: string, appSecret: string): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

/** A report as WhatsApp writes it. */
export function reportBody(
  { wamid, to, reference }: Pick<StoredMessage, 'wamid' | 'to' | 'reference'>,
  { status, at, errorCode }: Omit<Report, 'heard'>,
): string {
  const failed =
    errorCode === undefined ? {} : { errors: [{ code: errorCode, title: 'Message undeliverable' }] };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '0',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '0', phone_number_id: '0' },
              statuses: [
                {
                  id: wamid,
                  status: status.toLowerCase(),
                  timestamp: String(Math.floor(Date.parse(at) / 1_000)),
                  recipient_id: to.replace(/^\+/, ''),
                  ...(reference === null ? {} : { biz_opaque_callback_data: reference }),
                  ...failed,
                },
              ],
            },
          },
        ],
      },
    ],
  });
}
