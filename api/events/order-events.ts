import type { Logger } from '#platform/logger';
import { listenTo } from '#prisma/listen';
import { orderChangedChannel } from '#records/orders/transition';
import type { OrderChanged, OrderEvents } from '../shared/deps.ts';

type Listener = Parameters<OrderEvents['listen']>[0];

export interface OrderEventHub extends OrderEvents {
  /** Ends every stream and the connection. */
  close(): Promise<void>;
}

/**
 * Listens on one connection of its own for all streams of this process. Whenever that connection stands (again),
 * those who listened before are told that they may have missed something: their browsers ask everything anew.
 */
export function createOrderEventHub(databaseUrl: string, logger: Logger): OrderEventHub {
  const listeners = new Set<Listener>();
  const breakAll = () => {
    for (const listener of [...listeners]) listener.onBreak();
  };
  const connection = listenTo(databaseUrl, {
    channels: [orderChangedChannel],
    onNotification: (_channel, payload) => {
      const change = readChange(payload);
      if (change) for (const listener of [...listeners]) listener.onChange(change);
    },
    onConnected: breakAll,
    onError: (error) => logger.warn({ err: error }, 'the connection for events broke'),
  });
  return {
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      breakAll();
      await connection.stop();
    },
  };
}

function readChange(payload: string): OrderChanged | null {
  try {
    return JSON.parse(payload) as OrderChanged;
  } catch {
    return null;
  }
}
