import { describe, expect, it } from 'vitest';
import { daysOfHalf, dueDayOf, halfBefore, halfOf, semesterStage } from './semester.ts';

describe('half-years', () => {
  it.each([
    ['2026-06-30', '2026-1', '2025-2', '2026-07-31', '2026-01-01', '2026-06-30'],
    ['2026-07-01', '2026-2', '2026-1', '2027-01-31', '2026-07-01', '2026-12-31'],
  ] as const)('%s lies in %s', (day, half, before, due, from, to) => {
    expect(halfOf(day)).toBe(half);
    expect(halfBefore(half)).toBe(before);
    expect(dueDayOf(half)).toBe(due);
    expect(daysOfHalf(half)).toEqual({ from, to });
  });
});

describe('reminders and warnings', () => {
  it.each([
    [31, null],
    [30, { when: 'before', days: 30 }],
    [15, { when: 'before', days: 30 }],
    [14, { when: 'before', days: 14 }],
    [3, { when: 'before', days: 3 }],
    [0, { when: 'before', days: 3 }],
    [-1, { when: 'after', days: 1 }],
    [-13, { when: 'after', days: 1 }],
    [-14, { when: 'after', days: 14 }],
    [-400, { when: 'after', days: 30 }],
  ] as const)('with %i days left', (daysLeft, stage) => {
    expect(semesterStage(daysLeft)).toEqual(stage);
  });
});
