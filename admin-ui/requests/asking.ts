import type { QueryClient } from '@tanstack/react-query';

/** After somebody acted: lists, counters and the page of the request show what is true now. */
export function askAgain(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['requests'] });
  void client.invalidateQueries({ queryKey: ['request-counters'] });
}
