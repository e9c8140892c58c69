import pg from 'pg';
import type { Logger } from '#platform/logger';
import { orderChangedChannel } from '#records/orders/transition';
import type { OrderChanged, OrderEvents } from '../shared/deps.ts';

type Listener = Parameters<OrderEvents['listen']>[0];

export interface OrderEventHub extends OrderEvents {
  close(): Promise<void>;
}

const pauses = { firstMs: 250, longestMs: 10_000 };

/**
 * Listens on one connection of its own for all streams of this process. When the connection breaks, every listener is
 * told (its browser asks everything again), and a new one is sought until it is there.
 */
export function createOrderEventHub(databaseUrl: string, logger: Logger): OrderEventHub {
  const listeners = new Set<Listener>();
  const end = new AbortController();
  let client: pg.Client | null = null;

  const breakAll = () => {
    for (const listener of [...listeners]) listener.onBreak();
  };

  async function listenOnce(): Promise<void> {
    const mine = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    client = mine;
    const broken = new Promise<void>((resolve) => {
      mine.on('error', () => resolve());
      mine.on('end', () => resolve());
    });
    mine.on('notification', ({ payload }) => {
      const change = readChange(payload);
      if (change) for (const listener of [...listeners]) listener.onChange(change);
    });
    try {
      await mine.connect();
      await mine.query(`LISTEN ${orderChangedChannel}`);
      logger.debug('listening for changes of orders');
      breakAll();
      await broken;
    } finally {
      await mine.end().catch(() => undefined);
    }
  }

  async function listenForEver(): Promise<void> {
    let pause = pauses.firstMs;
    while (!end.signal.aborted) {
      const started = Date.now();
      await listenOnce().catch((error: unknown) => logger.warn({ err: error }, 'no connection for events'));
      if (end.signal.aborted) return;
      breakAll();
      pause =
        Date.now() - started > pauses.longestMs ? pauses.firstMs : Math.min(pause * 2, pauses.longestMs);
      await wait(pause, end.signal);
    }
  }

  const running = listenForEver();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      end.abort();
      breakAll();
      await client?.end().catch(() => undefined);
      await running;
    },
  };
}

function readChange(payload: string | undefined): OrderChanged | null {
  try {
    return JSON.parse(payload ?? '') as OrderChanged;
  } catch {
    return null;
  }
}

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
