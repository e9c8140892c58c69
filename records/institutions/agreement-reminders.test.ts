import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { remindOfEndingAgreements } from './agreement-reminders.ts';

let database: TestDatabase;
let desk: TestPerson;
let made = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await addPerson(database.db, { roles: ['staf-kerjasama'], institutionId: null });
});
afterAll(() => database?.drop());

interface Term {
  readonly from: string;
  readonly to: string;
}

async function institution(...terms: readonly Term[]) {
  const code = `PKS-${++made}`;
  const row = await database.db.institution.create({
    data: {
      ...{ code, name: code, category: 'ASURANSI', address: '-', phone: '-' },
      email: `${code.toLowerCase()}@uji.test`,
      agreements: {
        create: terms.map(({ from, to }, at) => ({
          number: `${code}/${at}`,
          startsOn: new Date(from),
          endsOn: new Date(to),
        })),
      },
    },
  });
  const manager = await addPerson(database.db, { roles: ['lembaga-admin'], institutionId: row.id });
  await addPerson(database.db, { roles: ['lembaga-pemesan'], institutionId: row.id });
  return { ...row, manager };
}

/** The round of a day, and how many days were left in each mail about this institution, by recipient. */
async function round(day: string, about: { id: string }) {
  await remindOfEndingAgreements(database.db, { now: new Date(`${day}T01:00:00Z`), after: null });
  const mails = await database.db.outgoingNotice.findMany({ where: { template: 'AGREEMENT_ENDING' } });
  const left: Record<string, number[]> = {};
  for (const { recipient, params } of mails) {
    const { institutionId, daysLeft } = params as { institutionId: string; daysLeft: number };
    if (institutionId === about.id) left[recipient] = [...(left[recipient] ?? []), daysLeft];
  }
  for (const each of Object.values(left)) each.sort((a, b) => b - a);
  return left;
}

it('goes to the institution, its managers and the desk at 90, 30 and 7 days, once each', async () => {
  const one = await institution({ from: '2026-01-01', to: '2026-12-31' });
  const all = (...days: number[]) =>
    Object.fromEntries([one.email, one.manager.email, desk.email].map((to) => [to, days]));
  expect(await round('2026-10-01', one)).toEqual({});
  expect(await round('2026-10-02', one)).toEqual(all(90));
  expect(await round('2026-10-03', one)).toEqual(all(90));
  expect(await round('2026-12-01', one)).toEqual(all(90, 30));
  // Nothing ran on the 24th: the next round makes up for it.
  expect(await round('2026-12-25', one)).toEqual(all(90, 30, 6));
  expect(await round('2026-12-31', one)).toEqual(all(90, 30, 6));
  expect(await round('2027-01-01', one)).toEqual(all(90, 30, 6));
});

it('says nothing of a PKS that has a successor, nor of one that has not begun', async () => {
  const renewed = await institution(
    { from: '2026-01-01', to: '2026-12-31' },
    { from: '2027-01-01', to: '2027-12-31' },
  );
  const future = await institution({ from: '2026-12-20', to: '2027-01-10' });
  expect(await round('2026-12-10', renewed)).toEqual({});
  expect(await round('2026-12-10', future)).toEqual({});
});

it('reminds at once of a PKS that is recorded late, and only of the day that is due', async () => {
  const late = await institution({ from: '2026-12-01', to: '2026-12-20' });
  expect(Object.values(await round('2026-12-05', late))).toEqual([[15], [15], [15]]);
});
