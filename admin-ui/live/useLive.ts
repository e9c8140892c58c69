import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { isSessionEnded, onSession } from '../session/ended.ts';
import { type Changed, listenLive } from './stream.ts';

/** What a change may show in beside the thing itself: lists, and figures. */
const touched = {
  orders: {
    lists: ['orders', 'dashboard', 'vouchers', 'checkouts', 'bills'],
    figures: ['dashboard'],
  },
  requests: { lists: ['requests'], figures: ['request-counters'] },
} as const satisfies Record<Changed['resource'], { lists: readonly string[]; figures: readonly string[] }>;

/** Asks the touched queries again, at most once a second however much changes. */
function gather(client: QueryClient) {
  const waiting = new Set<Changed['resource']>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    timer = null;
    for (const resource of waiting) {
      const { lists, figures } = touched[resource];
      for (const key of lists) void client.invalidateQueries({ queryKey: [key, 'getList'] });
      for (const key of figures) void client.invalidateQueries({ queryKey: [key] });
    }
    waiting.clear();
  };
  return {
    touch: (resource: Changed['resource']) => {
      waiting.add(resource);
      timer ??= setTimeout(flush, 1_000);
    },
    stop: () => {
      if (timer) clearTimeout(timer);
    },
  };
}

/** While mounted and signed in, pages show what happens to orders and requests without a reload. */
export function useLive(): void {
  const client = useQueryClient();
  const ended = useSyncExternalStore(onSession, isSessionEnded);
  useEffect(() => {
    if (ended) return;
    const lists = gather(client);
    const stop = listenLive({
      onChange: (change) => {
        void client.invalidateQueries({
          predicate: ({ queryKey: [resource, method, params] }) =>
            resource === change.resource &&
            method === 'getOne' &&
            String((params as { id?: unknown } | undefined)?.id) === change.id,
        });
        lists.touch(change.resource);
      },
      onResume: () => {
        void client.invalidateQueries();
      },
    });
    return () => {
      stop();
      lists.stop();
    };
  }, [client, ended]);
}
