import { expect, it } from 'vitest';
import { requestListQuery } from '#contract/requests/http';
import { requestSteps, stepStatuses } from '#contract/requests/steps';
import { filterOf, groupsOf, statusesOf } from './groups.ts';

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
