import type { Logger } from '#platform/logger';
import { listenTo } from '#prisma/listen';
import { orderChangedChannel } from '#records/orders/transition';
import { requestChangedChannel } from '#records/requests/transition';
import type { LiveEvents, OrderChanged, RequestChanged } from '../shared/deps.ts';

type Listener = Parameters<LiveEvents['listen']>[0];

export interface LiveEventHub extends LiveEvents {
  /** Ends every stream and the connection. */
  close(): Promise<void>;
}

/**
 * Listens on one connection of its own for all streams of this process. Whenever that connection stands (again),
 * those who listened before are told that they may have missed something: their browsers ask everything anew.
 */
export function createLiveEventHub(databaseUrl: string, logger: Logger): LiveEventHub {
  const listeners = new Set<Listener>();
  const breakAll = () => {
    for (const listener of [...listeners]) listener.onBreak();
  };
  const connection = listenTo(databaseUrl, {
    channels: [orderChangedChannel, requestChangedChannel],
    onNotification: (channel, payload) => {
      const change = readChange(payload);
      if (change === null) return;
      for (const listener of [...listeners]) {
        if (channel === requestChangedChannel) listener.onRequest(change as RequestChanged);
        else listener.onOrder(change as OrderChanged);
      }
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

function readChange(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
}
