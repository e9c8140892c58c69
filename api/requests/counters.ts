import type { RequestCounter } from '#contract/requests/schemas';
import { countCap } from '#contract/shared/paging';
import { dayKey } from '#platform/clock';
import type { ApiDeps, SignedIn } from '../shared/deps.ts';
import { implement } from '../shared/route.ts';
import { type RequestFilter, requestWhere } from './rows.ts';
import { seesAllRequests } from './scope.ts';

type Desk = 'office' | 'centre' | 'auditor';
type Key = RequestCounter['key'];

/** Whose work the counters are about: an office's people look at their office, the centre at the steps. */
function deskOf(actor: SignedIn): Desk {
  if (!seesAllRequests(actor)) return 'office';
  return actor.roles.includes('staf-konsolidasi') ? 'centre' : 'auditor';
}

const monthOf = (today: string): string => `${today.slice(0, 7)}-01`;

/** What each counter counts is exactly what its filter finds. In the order of the page. */
const rules: Readonly<Record<Key, Partial<Record<Desk, (today: string) => RequestFilter>>>> = {
  new: {
    office: () => ({ status: 'BARU' }),
    auditor: () => ({ status: 'BARU' }),
  },
  mine: {
    office: () => ({ status: 'BARU', assignee: 'me' }),
    centre: () => ({ status: 'DIPROSES', assignee: 'me' }),
  },
  overdue: {
    office: () => ({ status: 'BARU', overdue: true }),
    centre: () => ({ status: ['DISETUJUI', 'DIPROSES'], overdue: true }),
    auditor: () => ({ overdue: true }),
  },
  dueToday: {
    office: () => ({ status: 'BARU', dueToday: true }),
    centre: () => ({ status: ['DISETUJUI', 'DIPROSES'], dueToday: true }),
  },
  approved: {
    office: () => ({ status: 'DISETUJUI' }),
    centre: () => ({ status: 'DISETUJUI' }),
    auditor: () => ({ status: 'DISETUJUI' }),
  },
  inProcess: {
    office: () => ({ status: 'DIPROSES' }),
    centre: () => ({ status: 'DIPROSES' }),
    auditor: () => ({ status: 'DIPROSES' }),
  },
  questions: {
    office: () => ({ status: 'DIPROSES', stepStatus: 'KLARIFIKASI' }),
    centre: () => ({ status: 'DIPROSES', stepStatus: 'KLARIFIKASI' }),
  },
  failed: {
    office: () => ({ status: 'DIPROSES', stepStatus: 'GAGAL' }),
    centre: () => ({ status: 'DIPROSES', stepStatus: 'GAGAL' }),
    auditor: () => ({ status: 'DIPROSES', stepStatus: 'GAGAL' }),
  },
  doneThisMonth: {
    office: (today) => ({ status: 'SELESAI', endedFrom: monthOf(today) }),
    centre: (today) => ({ status: 'SELESAI', endedFrom: monthOf(today) }),
    auditor: (today) => ({ status: 'SELESAI', endedFrom: monthOf(today) }),
  },
};

/** Counts that lead to the list they count, up to `countCap`: the page then says "more than". */
export const requestCounterHandlers = [
  implement('requests.counters', ({ deps, actor }) => readRequestCounters(deps, actor)),
];

/** The counters of this person's desk. */
export function readRequestCounters({ db, now }: ApiDeps, actor: SignedIn): Promise<RequestCounter[]> {
  const desk = deskOf(actor);
  const at = now();
  const today = dayKey(at, actor.officeZone ?? 'WIB');
  const mine = (Object.keys(rules) as Key[]).flatMap((key) => {
    const rule = rules[key][desk];
    return rule ? [{ key, filter: rule(today) }] : [];
  });
  return Promise.all(
    mine.map(async ({ key, filter }) => {
      const found = await db.syncRequest.count({
        where: requestWhere(actor, filter, at),
        // Along an index, so that counting ends at the cap.
        orderBy: [{ queueAt: 'desc' }, { id: 'desc' }],
        take: countCap + 1,
      });
      return { key, filter, count: Math.min(found, countCap), capped: found > countCap };
    }),
  );
}
