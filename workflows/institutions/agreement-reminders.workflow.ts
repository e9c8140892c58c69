import { proxyActivities } from '@temporalio/workflow';
import type { InstitutionActivities } from '../../activities/institutions/index.ts';

const { remindOfAgreements } = proxyActivities<InstitutionActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '10 seconds', maximumInterval: '10 minutes' },
});

/**
 * One round over the PKS that end soon; started by a Schedule once a day. A mail is queued once for each of the days
 * that reminders go out on, whenever the round of that day is run. Gives for how many PKS something was queued.
 */
export async function agreementRemindersWorkflow(): Promise<{ reminded: number }> {
  let reminded = 0;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof remindOfAgreements>> = await remindOfAgreements({ after });
    reminded += page.reminded;
    after = page.next;
  } while (after !== null);
  return { reminded };
}
