import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listenLive } from './stream.ts';

/** What an order's change may show in beside the order itself. */
const touched = ['orders', 'dashboard', 'vouchers', 'checkouts', 'bills'] as const;

/** Asks the touched queries again, at most once a second however many orders change. */
function gather(client: QueryClient) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    timer = null;
    for (const key of touched) void client.invalidateQueries({ queryKey: [key, 'getList'] });
    void client.invalidateQueries({ queryKey: ['dashboard'] });
  };
  return {
    touch: () => {
      timer ??= setTimeout(flush, 1_000);
    },
    stop: () => {
      if (timer) clearTimeout(timer);
    },
  };
}

/** While mounted, pages show what happens to orders without a reload. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const lists = gather(client);
    const stop = listenLive({
      onChange: ({ orderId }) => {
        void client.invalidateQueries({
          predicate: ({ queryKey: [resource, method, params] }) =>
            resource === 'orders' &&
            method === 'getOne' &&
            String((params as { id?: unknown } | undefined)?.id) === orderId,
        });
        lists.touch();
      },
      onResume: () => {
        void client.invalidateQueries();
      },
    });
    return () => {
      stop();
      lists.stop();
    };
  }, [client]);
}
