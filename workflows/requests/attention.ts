import type { Appointment } from '../shared/diary.ts';
import { records } from './activities.ts';
import type { RequestRun } from './request-run.ts';

/** Waits for an act; reminds before the promise ends and escalates when it was not kept, once for each deadline. */
export function waitForPeople(run: RequestRun): Promise<void> {
  const { dueAt, remindAt, requestId } = run.request;
  const appointment = (kind: 'remind' | 'escalate', at: string | null): Appointment[] =>
    at === null || dueAt === null
      ? []
      : [
          {
            key: kind,
            at: Date.parse(at),
            keep: () => run.turns.take(() => records.remindOfRequest({ requestId, dueAt, kind })),
          },
        ];
  return run.follow([...appointment('remind', remindAt), ...appointment('escalate', dueAt)]);
}
