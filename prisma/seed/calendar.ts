import type { HolidayKind } from '#contract/calendar/codes';
import type { Transaction } from '../client.ts';
import { day } from './stable-id.ts';

type DayRow = readonly [day: string, name: string, kind?: HolidayKind];

const leave = 'CUTI_BERSAMA';

/**
 * 2026 as the three ministers decreed it (SKB 3 Menteri for 2026). 2027 by date and by the moon, without collective
 * leave, before its decree: docs/OPERATIONS.md says how to check both against the decree in force.
 */
const days: readonly DayRow[] = [
  ['2026-01-01', 'Tahun Baru 2026 Masehi'],
  ['2026-01-16', 'Isra Mikraj Nabi Muhammad saw.'],
  ['2026-02-16', 'Cuti bersama Tahun Baru Imlek', leave],
  ['2026-02-17', 'Tahun Baru Imlek 2577 Kongzili'],
  ['2026-03-18', 'Cuti bersama Hari Suci Nyepi', leave],
  ['2026-03-19', 'Hari Suci Nyepi (Tahun Baru Saka 1948)'],
  ['2026-03-20', 'Cuti bersama Idulfitri 1447 Hijriah', leave],
  ['2026-03-21', 'Idulfitri 1447 Hijriah'],
  ['2026-03-22', 'Idulfitri 1447 Hijriah (hari kedua)'],
  ['2026-03-23', 'Cuti bersama Idulfitri 1447 Hijriah', leave],
  ['2026-03-24', 'Cuti bersama Idulfitri 1447 Hijriah', leave],
  ['2026-04-03', 'Wafat Yesus Kristus'],
  ['2026-04-05', 'Kebangkitan Yesus Kristus (Paskah)'],
  ['2026-05-01', 'Hari Buruh Internasional'],
  ['2026-05-14', 'Kenaikan Yesus Kristus'],
  ['2026-05-15', 'Cuti bersama Kenaikan Yesus Kristus', leave],
  ['2026-05-27', 'Iduladha 1447 Hijriah'],
  ['2026-05-28', 'Cuti bersama Iduladha 1447 Hijriah', leave],
  ['2026-05-31', 'Hari Raya Waisak 2570 BE'],
  ['2026-06-01', 'Hari Lahir Pancasila'],
  ['2026-06-16', 'Tahun Baru Islam 1448 Hijriah'],
  ['2026-08-17', 'Proklamasi Kemerdekaan'],
  ['2026-08-25', 'Maulid Nabi Muhammad saw.'],
  ['2026-12-24', 'Cuti bersama Kelahiran Yesus Kristus', leave],
  ['2026-12-25', 'Kelahiran Yesus Kristus'],
  ['2027-01-01', 'Tahun Baru 2027 Masehi'],
  ['2027-01-05', 'Isra Mikraj Nabi Muhammad saw.'],
  ['2027-02-06', 'Tahun Baru Imlek 2578 Kongzili'],
  ['2027-03-08', 'Hari Suci Nyepi (Tahun Baru Saka 1949)'],
  ['2027-03-10', 'Idulfitri 1448 Hijriah'],
  ['2027-03-11', 'Idulfitri 1448 Hijriah (hari kedua)'],
  ['2027-03-26', 'Wafat Yesus Kristus'],
  ['2027-03-28', 'Kebangkitan Yesus Kristus (Paskah)'],
  ['2027-05-01', 'Hari Buruh Internasional'],
  ['2027-05-06', 'Kenaikan Yesus Kristus'],
  ['2027-05-17', 'Iduladha 1448 Hijriah'],
  ['2027-05-20', 'Hari Raya Waisak 2571 BE'],
  ['2027-06-01', 'Hari Lahir Pancasila'],
  ['2027-06-06', 'Tahun Baru Islam 1449 Hijriah'],
  ['2027-08-15', 'Maulid Nabi Muhammad saw.'],
  ['2027-08-17', 'Proklamasi Kemerdekaan'],
  ['2027-12-25', 'Kelahiran Yesus Kristus'],
  ['2027-12-26', 'Isra Mikraj Nabi Muhammad saw. (1449 Hijriah)'],
];

/** 1447 and 1448 Hijriah. */
const ramadans = [
  ['2026-02-19', '2026-03-20'],
  ['2027-02-08', '2027-03-09'],
] as const;

/**
 * Free days of the whole country and Ramadan. Each year is written once: a year that has a day already is the
 * administrator's, and what he took away does not come back.
 */
export async function seedCalendar(tx: Transaction): Promise<void> {
  const known = await tx.holiday.findMany({ where: { officeId: null }, select: { day: true } });
  const years = new Set(known.map((row) => row.day.getUTCFullYear()));
  await tx.holiday.createMany({
    data: days
      .map(([on, name, kind = 'LIBUR_NASIONAL']) => ({ day: day(on), name, kind }))
      .filter((row) => !years.has(row.day.getUTCFullYear())),
  });
  const periods = await tx.ramadanPeriod.findMany({ select: { from: true } });
  const told = new Set([...years, ...periods.map((row) => row.from.getUTCFullYear())]);
  await tx.ramadanPeriod.createMany({
    data: ramadans
      .map(([from, to]) => ({ from: day(from), to: day(to) }))
      .filter(({ from }) => !told.has(from.getUTCFullYear())),
  });
}
