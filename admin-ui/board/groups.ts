import type { RequestStep, StepStatus } from '#contract/requests/steps';

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

export const statusesOf = (group: BoardGroup): readonly StepStatus[] => [rules[group].stepStatus];
