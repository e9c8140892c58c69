import { proxyActivities } from '@temporalio/workflow';
import type { MeteringRounds } from '../../activities/metering/rounds.ts';

const { lapseVouchers, remindOfEndingVouchers } = proxyActivities<MeteringRounds>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '10 seconds', maximumInterval: '10 minutes', maximumAttempts: 20 },
});

/** One round a day: what has lapsed is booked, then people are told of what will. Gives how many quotas were looked at. */
export async function voucherValidityWorkflow(): Promise<{ accounts: number }> {
  let accounts = 0;
  let account: Awaited<ReturnType<typeof lapseVouchers>>['next'] = null;
  do {
    const page: Awaited<ReturnType<typeof lapseVouchers>> = await lapseVouchers({ after: account });
    accounts += page.accounts;
    account = page.next;
  } while (account !== null);
  let voucher: string | null = null;
  do {
    const page: { next: string | null } = await remindOfEndingVouchers({ after: voucher });
    voucher = page.next;
  } while (voucher !== null);
  return { accounts };
}
