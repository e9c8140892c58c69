import { encodeNotice, noticeWasHeard } from '#contract/external/simponi';
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

  async function pushUntilHeard(billing: Billing, payment: Payment): Promise<boolean> {
    for (const wait of [...options.retryMs, null]) {
      if (await push(billing, payment)) return true;
      if (wait === null || !(await pause(wait, stopped.signal))) return false;
    }
    return false;
  }

  return {
    announce(billing, payment, copies) {
      if (!options.url) return;
      const pushes = Array.from({ length: copies }, () => pushUntilHeard(billing, payment));
      void Promise.all(pushes).then((heard) => {
        if (!stopped.signal.aborted) options.onEnded(payment.ntpn, heard.every(Boolean));
      });
    },
    push,
    stop: () => stopped.abort(),
  };
}

/** Waits; false when the signal came first. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const end = (waited: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve(waited);
    };
    const abort = () => end(false);
    const timer = setTimeout(() => end(true), ms);
    signal.addEventListener('abort', abort);
  });
}
