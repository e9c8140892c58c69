import { encodeNotice, noticeWasHeard } from '#contract/external/simponi';
import { pushUntilHeard } from '../shared/repeat.ts';
import type { Billing, Payment } from './ledger.ts';

export interface NotifierOptions {
  /** Where notices of payment are pushed to; none are pushed when null. */
  readonly url: string | null;
  /** Waits between attempts, in milliseconds; after the last one SIMPONI gives up. */
  readonly retryMs: readonly number[];
  readonly onEnded: (ntpn: string, heard: boolean) => void;
}

export interface Notifier {
  /** Pushes `copies` notices at once and repeats those that were not heard. Returns at once. */
  announce(billing: Billing, payment: Payment, copies: number): void;
  /** One push of one notice, now. True when it was heard. */
  push(billing: Billing, payment: Payment): Promise<boolean>;
  /** Stops repeating; what was not heard is announced again at the next start. */
  stop(): void;
}

const attemptTimeoutMs = 15_000;

/** The part of the simulator that tells the payee of a payment, like SIMPONI with retries. */
export function createNotifier(options: NotifierOptions): Notifier {
  const stopped = new AbortController();

  async function push(billing: Billing, payment: Payment): Promise<boolean> {
    if (!options.url) return false;
    const body = encodeNotice({
      simponiTrxId: billing.simponiTrxId,
      kodeBilling: billing.kodeBilling,
      ntpn: payment.ntpn,
      ntb: payment.ntb,
      paidAt: new Date(payment.paidAt),
      bankCode: payment.bankCode,
      channelCode: payment.channelCode,
    });
    try {
      const response = await fetch(options.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(attemptTimeoutMs)]),
      });
      return noticeWasHeard(await response.text()) && response.ok;
    } catch {
      return false;
    }
  }

  return {
    announce(billing, payment, copies) {
      if (!options.url) return;
      const pushes = Array.from({ length: copies }, () =>
        pushUntilHeard(() => push(billing, payment), options.retryMs, stopped.signal),
      );
      void Promise.all(pushes).then((heard) => {
        if (!stopped.signal.aborted) options.onEnded(payment.ntpn, heard.every(Boolean));
      });
    },
    push,
    stop: () => stopped.abort(),
  };
}
