import { patched, proxyActivities } from '@temporalio/workflow';
import type { DutyActivities } from '../../activities/metering/duties.ts';

const { openSemesterReports, remindOfSemesterReports, remindOfComplaints, destroyReturnDataFiles } =
  proxyActivities<DutyActivities>({
    startToCloseTimeout: '10 minutes',
    retry: { initialInterval: '10 seconds', maximumInterval: '10 minutes', maximumAttempts: 20 },
  });

interface Page {
  readonly next: string | null;
  readonly done: number;
}

/** Batches of files of one round: what is left then is for the round of the next day. */
const mostBatches = 200;

/** Walks all pages; gives how many things were done. */
async function throughPages(turn: (input: { after: string | null }) => Promise<Page>): Promise<number> {
  let done = 0;
  let after: string | null = null;
  do {
    const page: Page = await turn({ after });
    done += page.done;
    after = page.next;
  } while (after !== null);
  return done;
}

/**
 * One round a day: drafts of the half-year that ended, reminders and warnings, complaints that are overdue, files past
 * their retention. `reminded` counts reports and complaints.
 */
export async function institutionDutiesWorkflow(): Promise<{
  opened: number;
  reminded: number;
  destroyed: number;
}> {
  const opened = await throughPages(openSemesterReports);
  let reminded = await throughPages(remindOfSemesterReports);
  if (patched('complaint-reminders')) reminded += await throughPages(remindOfComplaints);
  let destroyed = 0;
  for (let at = 0; at < mostBatches; at += 1) {
    const files = await destroyReturnDataFiles();
    destroyed += files;
    if (files === 0) break;
  }
  return { opened, reminded, destroyed };
}
