import type { Role } from '#contract/access/roles';
import type { RequestStep, StepStatus } from '#contract/requests/steps';
import { type BulkAct, bulkActsOnStep } from '../requests/batch/acts.ts';

/** How staff divide the work of a step; each group is a filter of the same list. */
export type BoardGroup = 'waiting' | 'mine' | 'others' | 'asked' | 'failed';

interface GroupRule {
  readonly stepStatus: StepStatus;
  readonly assignee?: 'me';
}

const rules: Readonly<Record<BoardGroup, GroupRule>> = {
  waiting: { stepStatus: 'MENUNGGU' },
  mine: { stepStatus: 'DIKERJAKAN', assignee: 'me' },
  others: { stepStatus: 'DIKERJAKAN' },
  asked: { stepStatus: 'KLARIFIKASI' },
  failed: { stepStatus: 'GAGAL' },
};

/** Groups in the order of the work; the DWH asks no office, and works on jobs that nobody has taken. */
export const groupsOf: Readonly<Record<RequestStep, readonly BoardGroup[]>> = {
  KONSOLIDASI_MANUAL: ['waiting', 'mine', 'asked', 'failed', 'others'],
  SINKRONISASI_DWH: ['others', 'failed', 'waiting', 'mine'],
};

/** The list's filter for one group of a step. */
export const filterOf = (step: RequestStep, group: BoardGroup): Readonly<Record<string, string>> => ({
  step,
  ...rules[group],
});

/**
 * What staff may do with many rows of a group: of others' work they may only give consolidation back to the queue, and
 * a job that runs at the DWH is the interface's. Else what the step's table gives to these roles.
 */
export function bulkActsIn(step: RequestStep, group: BoardGroup, roles: readonly Role[]): BulkAct[] {
  const acts = bulkActsOnStep(step, statusesOf(group), roles);
  if (group !== 'others') return acts;
  return step === 'KONSOLIDASI_MANUAL' ? acts.filter(({ act }) => act.action === 'release') : [];
}

export const statusesOf = (group: BoardGroup): readonly StepStatus[] => [rules[group].stepStatus];
