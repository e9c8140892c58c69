import { isCancellation, patched, proxyActivities } from '@temporalio/workflow';
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

/** Files past their retention, a batch at a time; gives how many were destroyed. */
async function throughFiles(): Promise<number> {
  let destroyed = 0;
  for (let at = 0; at < mostBatches; at += 1) {
    const files = await destroyReturnDataFiles();
    destroyed += files;
    if (files === 0) break;
  }
  return destroyed;
}

/**
 * One round a day: drafts of the half-year that ended, reminders and warnings, complaints that are overdue, files past
 * their retention. `reminded` counts reports and complaints. A duty that fails for good keeps none of the others from
 * being done; the round fails with the first such failure at its end.
 */
export async function institutionDutiesWorkflow(): Promise<{
  opened: number;
  reminded: number;
  destroyed: number;
}> {
  const failures: unknown[] = [];
  const duty = async (work: () => Promise<number>): Promise<number> => {
    try {
      return await work();
    } catch (error) {
      if (isCancellation(error)) throw error;
      failures.push(error);
      return 0;
    }
  };
  const opened = await duty(() => throughPages(openSemesterReports));
  let reminded = await duty(() => throughPages(remindOfSemesterReports));
  if (patched('complaint-reminders')) reminded += await duty(() => throughPages(remindOfComplaints));
  const destroyed = await duty(throughFiles);
  if (failures.length > 0) throw failures[0];
  return { opened, reminded, destroyed };
}
