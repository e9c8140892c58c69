import { expect, it } from 'vitest';
import { mayCreateProduction, type ProductionFacts } from './production.ts';

const ready: ProductionFacts = {
  today: '2026-03-01',
  suspended: false,
  agreement: { startsOn: '2025-01-01', endsOn: '2026-03-01' },
  technicalGuideDone: true,
  productionOpen: true,
};

it('opens with juknis done, PKS in force and production opened, to the last day of the PKS', () => {
  expect(mayCreateProduction(ready)).toEqual({ may: true, obstacles: [] });
});

it.each([
  [{ suspended: true }, 'PRODUCTION_SUSPENDED'],
  [{ today: '2026-03-02' }, 'PRODUCTION_NO_AGREEMENT'],
  [{ agreement: null }, 'PRODUCTION_NO_AGREEMENT'],
  [{ technicalGuideDone: false }, 'PRODUCTION_NO_GUIDE'],
  [{ productionOpen: false }, 'PRODUCTION_CHECKLIST_OPEN'],
])('stays closed for %j', (facts, obstacle) => {
  expect(mayCreateProduction({ ...ready, ...facts })).toEqual({ may: false, obstacles: [obstacle] });
});

it('names everything that is missing at once', () => {
  const facts = { ...ready, agreement: null, technicalGuideDone: false, productionOpen: false };
  expect(mayCreateProduction(facts).obstacles).toHaveLength(3);
});
