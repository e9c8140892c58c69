import { expect, it } from 'vitest';
import { stepsOf } from './monitoring.ts';

it('looks back over 24 hours, of which the last one runs', () => {
  const steps = stepsOf('HOURS', new Date('2026-05-04T03:25:00Z'));
  expect(steps).toHaveLength(24);
  expect(steps[0]?.toISOString()).toBe('2026-05-03T04:00:00.000Z');
  expect(steps[23]?.toISOString()).toBe('2026-05-04T03:00:00.000Z');
});

it('looks back over 30 days, each of which begins at midnight in WIB', () => {
  const steps = stepsOf('DAYS', new Date('2026-05-04T18:25:00Z'));
  expect(steps).toHaveLength(30);
  expect(steps[0]?.toISOString()).toBe('2026-04-05T17:00:00.000Z');
  expect(steps[29]?.toISOString()).toBe('2026-05-04T17:00:00.000Z');
});

it('is in the new day from midnight in WIB on', () => {
  expect(stepsOf('DAYS', new Date('2026-05-04T16:59:59Z')).at(-1)?.toISOString()).toBe(
    '2026-05-03T17:00:00.000Z',
  );
  expect(stepsOf('DAYS', new Date('2026-05-04T17:00:00Z')).at(-1)?.toISOString()).toBe(
    '2026-05-04T17:00:00.000Z',
  );
});
