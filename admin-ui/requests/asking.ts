import type { QueryClient } from '@tanstack/react-query';

/** Who saw a request: asked anew after a reading of one's own. */
export const accessLogKey = (requestId: string): readonly string[] => ['request-access-log', requestId];

/** After somebody acted: lists, counters and the page of the request show what is true now. */
export function askAgain(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['requests'] });
  void client.invalidateQueries({ queryKey: ['request-counters'] });
}
