import { proxyActivities } from '@temporalio/workflow';
import type { OrderActivities } from '../../activities/orders/index.ts';

const { sweepPayments } = proxyActivities<Pick<OrderActivities, 'sweepPayments'>>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '3 minutes',
  retry: { maximumAttempts: 3, initialInterval: '10 seconds' },
});

/**
 * One round of asking SIMPONI about every code on which money may still come; started by a Schedule. What it finds
 * goes into the inbox and from there to the orders. Gives how many codes were asked about and how many were paid.
 */
export async function paymentSweepWorkflow(): Promise<{ asked: number; paid: number }> {
  const total = { asked: 0, paid: 0 };
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof sweepPayments>> = await sweepPayments({ after });
    total.asked += page.asked;
    total.paid += page.paid;
    after = page.next;
  } while (after !== null);
  return total;
}
