import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '#platform/vault';
import { institutionId, seed } from '#prisma/seed';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { addComplaint } from '../../tests/support/trail.ts';
import { answerDueAt, remindOfComplaints } from './deadline.ts';

const config = testConfig();
const vault = createVault(config.dataKeys, config.indexKey);
const now = new Date('2026-11-20T03:00:00Z');
const yesterday = new Date('2026-11-19T09:00:00Z');

let database: TestDatabase;
let handler: TestPerson;
let colleague: TestPerson;
beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  await database.db.userRole.deleteMany({ where: { role: 'staf-kerjasama' } });
  handler = await addPerson(database.db, { roles: ['staf-kerjasama'], institutionId: null });
  colleague = await addPerson(database.db, { roles: ['staf-kerjasama'], institutionId: null });
});
beforeEach(() => database.db.accessComplaint.updateMany({ data: { answerDueAt: null } }));
afterAll(() => database?.drop());

async function complaint(data: { answerDueAt: Date | null; assigneeId?: string }) {
  const { id, number } = await addComplaint(database.db, vault, institutionId('BANK-CONTOH'));
  await database.db.accessComplaint.update({ where: { id }, data });
  return { id, number };
}
const round = () => remindOfComplaints(database.db, { now, after: null });
const told = async (complaintId: string) =>
  (
    await database.db.outgoingNotice.findMany({
      where: { complaintId, template: 'COMPLAINT_OVERDUE' },
      orderBy: { recipient: 'asc' },
    })
  ).map(({ recipient, params }) => ({ recipient, params }));

describe('a complaint whose citizen waits too long', () => {
  it('is told of once to who handles it, and again only after a new deadline', async () => {
    const { id, number } = await complaint({ answerDueAt: yesterday, assigneeId: handler.id });
    expect(await round()).toEqual({ next: null, done: 1 });
    expect(await round()).toEqual({ next: null, done: 0 });
    expect(await told(id)).toEqual([
      {
        recipient: handler.email,
        params: { complaintId: id, number, institutionName: expect.any(String), dueOn: '2026-11-19' },
      },
    ]);
    const later = new Date('2026-11-19T10:00:00Z');
    await database.db.accessComplaint.update({ where: { id }, data: { answerDueAt: later } });
    expect(await round()).toEqual({ next: null, done: 1 });
    expect(await told(id)).toHaveLength(2);
  });

  it('is told of to the whole desk while nobody has taken it, or who had left', async () => {
    const [free, left] = [
      await complaint({ answerDueAt: yesterday }),
      await complaint({ answerDueAt: yesterday, assigneeId: 'gone' }),
    ];
    expect((await round()).done).toBe(2);
    const desk = [handler.email, colleague.email].sort();
    for (const { id } of [free, left]) {
      expect((await told(id)).map(({ recipient }) => recipient)).toEqual(desk);
    }
  });

  it('is none before its time, and none once it is closed', async () => {
    await complaint({ answerDueAt: new Date('2026-11-20T09:00:00Z') });
    await complaint({ answerDueAt: null });
    expect(await round()).toEqual({ next: null, done: 0 });
  });
});

it('counts the promise in working days of the centre, from the day on which it came in', async () => {
  // A Friday; Saturday and Sunday are free.
  const filedAt = new Date('2026-11-20T03:00:00Z');
  expect(await answerDueAt(database.db, filedAt, 1)).toEqual(new Date('2026-11-23T09:00:00Z'));
  await database.db.holiday.create({
    data: { day: new Date('2026-11-23'), name: 'Libur uji', kind: 'LIBUR_NASIONAL', createdBy: 'uji' },
  });
  expect(await answerDueAt(database.db, filedAt, 1)).toEqual(new Date('2026-11-24T09:00:00Z'));
});
