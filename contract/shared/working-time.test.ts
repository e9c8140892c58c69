import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterWorkingTime,
  dayAt,
  endOfWorkingDays,
  isWorkingDay,
  officeHours,
  type WorkingCalendar,
  workingDaysBetween,
  workingTimeBetween,
} from './working-time.ts';
import { zoneHours, zoneNames } from './zones.ts';

const plain: WorkingCalendar = { zone: 'WIB', holidays: [], ramadan: [] };
const at = (text: string): number => Date.parse(text);
const iso = (ms: number): string => new Date(ms).toISOString();

describe('the hours of an office', () => {
  it('are 37.5 a week from 07.30 in its own zone, with a longer day for the longer break of Friday', () => {
    const hours = (day: string, calendar: WorkingCalendar) => {
      const found = officeHours(day, calendar);
      return found && [iso(found.opens), iso(found.closes)];
    };
    expect(hours('2026-11-26', plain)).toEqual(['2026-11-26T00:30:00.000Z', '2026-11-26T09:00:00.000Z']);
    expect(hours('2026-11-27', plain)).toEqual(['2026-11-27T00:30:00.000Z', '2026-11-27T09:30:00.000Z']);
    expect(hours('2026-11-26', { ...plain, zone: 'WIT' })?.[0]).toBe('2026-11-25T22:30:00.000Z');
    expect(hours('2026-11-28', plain)).toBeNull();
    expect(hours('2026-11-26', { ...plain, holidays: ['2026-11-26'] })).toBeNull();
  });

  it('are shorter from the first to the last day of Ramadan', () => {
    const calendar = { ...plain, ramadan: [{ from: '2027-02-08', to: '2027-03-09' }] };
    const length = (day: string) => {
      const hours = officeHours(day, calendar);
      return hours && (hours.closes - hours.opens) / 3_600_000;
    };
    expect(['2027-02-05', '2027-02-08', '2027-02-12', '2027-03-09', '2027-03-10'].map(length)).toEqual([
      9, 7, 7.5, 7, 8.5,
    ]);
  });
});

describe('a promise in working days', () => {
  it.each([
    ['Monday in hours', '2026-11-23T03:00:00Z', 3, '2026-11-26T09:00:00.000Z'],
    ['Monday before hours', '2026-11-22T20:00:00Z', 3, '2026-11-26T09:00:00.000Z'],
    ['Monday at closing time', '2026-11-23T09:00:00Z', 3, '2026-11-26T09:00:00.000Z'],
    ['Monday after hours counts for Tuesday', '2026-11-23T09:00:00.001Z', 3, '2026-11-27T09:30:00.000Z'],
    ['Saturday counts for Monday', '2026-11-28T03:00:00Z', 1, '2026-12-01T09:00:00.000Z'],
    ['over a weekend', '2026-11-26T03:00:00Z', 2, '2026-11-30T09:00:00.000Z'],
    ['no day at all', '2026-11-26T03:00:00Z', 0, '2026-11-26T09:00:00.000Z'],
  ])('%s', (_, start, days, end) => {
    expect(iso(endOfWorkingDays(at(start), days, plain))).toBe(end);
  });

  it('jumps holidays and collective leave', () => {
    const lebaran = {
      ...plain,
      holidays: ['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-23', '2026-03-24'],
      ramadan: [{ from: '2026-02-19', to: '2026-03-20' }],
    };
    expect(iso(endOfWorkingDays(at('2026-03-17T03:00:00Z'), 1, lebaran))).toBe('2026-03-25T09:00:00.000Z');
    // At 15.30 the office has closed already: in Ramadan the next day counts, which is after Lebaran.
    expect(iso(endOfWorkingDays(at('2026-03-17T08:30:00Z'), 0, lebaran))).toBe('2026-03-25T09:00:00.000Z');
  });

  it('falls on the day of the office, not on that of Jakarta', () => {
    const moment = at('2026-11-23T15:30:00Z'); // Monday 22.30 WIB, Tuesday 00.30 WIT
    const days = zoneNames.map((zone) => dayAt(endOfWorkingDays(moment, 0, { ...plain, zone }), zone));
    expect(days).toEqual(['2026-11-24', '2026-11-24', '2026-11-24']);
    expect(dayAt(moment, 'WIT')).toBe('2026-11-24');
  });

  it('is refused for a number of days that is none, and a calendar that never works', () => {
    expect(() => endOfWorkingDays(0, -1, plain)).toThrow(RangeError);
    expect(() => endOfWorkingDays(0, 1.5, plain)).toThrow(RangeError);
    const days = Array.from({ length: 500 }, (_, n) => dayAt(n * 86_400_000, 'WIB'));
    expect(() => endOfWorkingDays(0, 1, { ...plain, holidays: days })).toThrow(/no working day/);
  });
});

const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
const days = moments.map((date) => date.toISOString().slice(0, 10));
const calendars = fc.record({
  zone: fc.constantFrom(...zoneNames),
  holidays: fc.array(days, { maxLength: 30 }),
  ramadan: fc.constantFrom([], [{ from: '2026-02-19', to: '2026-03-20' }]),
});
const starts = moments.map((date) => date.getTime());
const counts = fc.integer({ min: 0, max: 30 });

describe('for every calendar', () => {
  it('a later start or one day more never ends earlier', () => {
    fc.assert(
      fc.property(starts, starts, counts, calendars, (a, b, count, calendar) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        const end = endOfWorkingDays(early, count, calendar);
        expect(endOfWorkingDays(late, count, calendar)).toBeGreaterThanOrEqual(end);
        expect(endOfWorkingDays(early, count + 1, calendar)).toBeGreaterThan(end);
      }),
    );
  });

  it('a promise ends after its start, at closing time of a working day', () => {
    fc.assert(
      fc.property(starts, counts, calendars, (start, count, calendar) => {
        const end = endOfWorkingDays(start, count, calendar);
        const day = dayAt(end, calendar.zone);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(isWorkingDay(day, calendar)).toBe(true);
        expect(officeHours(day, calendar)?.closes).toBe(end);
      }),
    );
  });

  it('one holiday more never ends earlier', () => {
    fc.assert(
      fc.property(starts, counts, calendars, days, (start, count, calendar, day) => {
        const more = { ...calendar, holidays: [...calendar.holidays, day] };
        expect(endOfWorkingDays(start, count, more)).toBeGreaterThanOrEqual(
          endOfWorkingDays(start, count, calendar),
        );
      }),
    );
  });

  it('the days of a promise can be counted again', () => {
    fc.assert(
      fc.property(starts, counts, calendars, (start, count, calendar) => {
        expect(workingDaysBetween(start, endOfWorkingDays(start, count, calendar), calendar)).toBe(count);
        expect(workingDaysBetween(start, start - 1, calendar)).toBe(0);
      }),
    );
  });

  it('office time that passed brings back the moment, and a pause of the clock moves it by office time only', () => {
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 1, max: 100 * 3_600_000 }),
        calendars,
        (start, work, calendar) => {
          const end = afterWorkingTime(start, work, calendar);
          expect(workingTimeBetween(start, end, calendar)).toBe(work);
          const hours = officeHours(dayAt(end, calendar.zone), calendar);
          expect(hours && hours.opens <= end && end <= hours.closes).toBe(true);
        },
      ),
    );
  });
});

it('knows the zones as whole hours', () => {
  expect(zoneHours).toEqual({ WIB: 7, WITA: 8, WIT: 9 });
});
