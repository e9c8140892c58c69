import { expect, it } from 'vitest';
import { mayCreateProduction, type ProductionFacts } from './production.ts';

const ready: ProductionFacts = {
  today: '2026-03-01',
  suspended: false,
  agreement: { startsOn: '2025-01-01', endsOn: '2026-03-01' },
  technicalGuideDone: true,
  testChecklistOpened: null,
};

it('opens with juknis done and PKS in force, to its last day', () => {
  expect(mayCreateProduction(ready)).toEqual({ may: true, obstacles: [] });
  expect(mayCreateProduction({ ...ready, testChecklistOpened: true }).may).toBe(true);
});

it.each([
  [{ suspended: true }, 'PRODUCTION_SUSPENDED'],
  [{ today: '2026-03-02' }, 'PRODUCTION_NO_AGREEMENT'],
  [{ agreement: null }, 'PRODUCTION_NO_AGREEMENT'],
  [{ technicalGuideDone: false }, 'PRODUCTION_NO_GUIDE'],
  [{ testChecklistOpened: false }, 'PRODUCTION_CHECKLIST_OPEN'],
])('stays closed for %j', (facts, obstacle) => {
  expect(mayCreateProduction({ ...ready, ...facts })).toEqual({ may: false, obstacles: [obstacle] });
});

it('names everything that is missing at once', () => {
  const facts = { ...ready, agreement: null, technicalGuideDone: false, testChecklistOpened: false };
  expect(mayCreateProduction(facts).obstacles).toHaveLength(3);
});
