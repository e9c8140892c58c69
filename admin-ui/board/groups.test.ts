import { expect, it } from 'vitest';
import { requestListQuery } from '#contract/requests/http';
import { requestSteps, stepStatuses } from '#contract/requests/steps';
import { bulkActsIn, filterOf, groupsOf, statusesOf } from './groups.ts';

it.each(requestSteps)('asks the list for %s by filters that the API knows', (step) => {
  for (const group of groupsOf[step]) {
    const parsed = requestListQuery.safeParse({ filter: JSON.stringify(filterOf(step, group)) });
    expect([group, parsed.success]).toEqual([group, true]);
  }
});

it('shows every unfinished status of the consolidation in some group', () => {
  const shown = new Set(groupsOf.KONSOLIDASI_MANUAL.flatMap(statusesOf));
  expect(stepStatuses.filter((status) => !shown.has(status))).toEqual(['SELESAI']);
});

it('lets staff give back the work of others, and leaves running jobs to the DWH', () => {
  const actions = (step: 'KONSOLIDASI_MANUAL' | 'SINKRONISASI_DWH', group: 'mine' | 'others') =>
    bulkActsIn(step, group, ['staf-konsolidasi']).map(({ act }) => act.action);
  expect(actions('KONSOLIDASI_MANUAL', 'others')).toEqual(['release']);
  expect(actions('SINKRONISASI_DWH', 'others')).toEqual([]);
  expect(actions('KONSOLIDASI_MANUAL', 'mine')).toEqual(['release', 'complete', 'fail']);
});

it('lets staff try again or send back what the DWH did not do', () => {
  const actions = bulkActsIn('SINKRONISASI_DWH', 'failed', ['staf-konsolidasi']).map(({ act }) => act.action);
  expect(actions).toEqual(['retry', 'redo']);
});
