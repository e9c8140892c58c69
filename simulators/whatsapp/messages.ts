import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DeliveryStatus } from '#contract/shared/delivery';
import { openJournal } from '../shared/journal.ts';

/** One report about a message, and whether the webhook has taken it. */
export interface Report {
  readonly status: DeliveryStatus;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly errorCode?: number | undefined;
  readonly heard: boolean;
}

/** One accepted message, as the JSON endpoint shows it. */
export interface StoredMessage {
  readonly wamid: string;
  /** E.164. */
  readonly to: string;
  readonly template: string;
  readonly parameters: readonly string[];
  /** As the phone shows it. */
  readonly text: string;
  readonly reference: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly reports: readonly Report[];
}

export type NewMessage = Omit<StoredMessage, 'wamid' | 'at' | 'reports'>;

type Event =
  | { readonly type: 'message'; readonly message: StoredMessage }
  | { readonly type: 'report'; readonly wamid: string; readonly report: Report }
  | { readonly type: 'heard'; readonly wamid: string; readonly status: DeliveryStatus }
  | { readonly type: 'cleared' };

export interface MessageStore {
  /** Resolves when the message is on the disk. */
  accept(message: NewMessage): Promise<StoredMessage>;
  report(wamid: string, report: Omit<Report, 'heard'>): Promise<void>;
  heard(wamid: string, status: DeliveryStatus): Promise<void>;
  find(wamid: string): StoredMessage | undefined;
  /** Oldest first. */
  all(): readonly StoredMessage[];
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the messages in their folder; they survive a restart. */
export async function openMessages(directory: string): Promise<MessageStore> {
  const messages = new Map<string, StoredMessage>();

  const change = (wamid: string, reportsOf: (before: readonly Report[]) => readonly Report[]) => {
    const message = messages.get(wamid);
    if (message) messages.set(wamid, { ...message, reports: reportsOf(message.reports) });
  };
  const apply = (event: Event) => {
    if (event.type === 'cleared') messages.clear();
    else if (event.type === 'message') messages.set(event.message.wamid, event.message);
    else if (event.type === 'report') change(event.wamid, (before) => [...before, event.report]);
    else
      change(event.wamid, (before) =>
        before.map((report) => (report.status === event.status ? { ...report, heard: true } : report)),
      );
  };
  const journal = await openJournal<Event>(join(directory, 'messages.jsonl'), apply);
  const write = async (event: Event) => {
    await journal.append(event);
    apply(event);
  };

  return {
    async accept(message) {
      const wamid = `wamid.${randomBytes(24).toString('base64url')}`;
      const stored = { ...message, wamid, at: new Date().toISOString(), reports: [] };
      await write({ type: 'message', message: stored });
      return stored;
    },
    report: (wamid, report) => write({ type: 'report', wamid, report: { ...report, heard: false } }),
    heard: (wamid, status) => write({ type: 'heard', wamid, status }),
    find: (wamid) => messages.get(wamid),
    all: () => [...messages.values()],
    clear: () => write({ type: 'cleared' }),
    close: () => journal.close(),
  };
}

/** Names a phone on the pages, so that no number stands in an address. */
export const phoneId = (number: string): string =>
  createHash('sha256').update(number).digest('hex').slice(0, 16);
