import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Actor, roleNames, systemActors } from '../../contract/access/roles.ts';
import {
  type OrderAction,
  type OrderActor,
  type OrderFacts,
  type OrderStatus,
  orderActions,
  orderLifecycle,
  orderPredicates,
  orderStatuses,
} from '../../contract/orders/lifecycle.ts';
import { next } from '../../contract/shared/lifecycle.ts';
import { type Asker, expectations, type Situation, situations } from './order.expectations.ts';

type Table = typeof orderLifecycle;

const askers: readonly Asker[] = [...roleNames, ...systemActors, 'pejabat who proposed'];
const situationNames = Object.keys(situations) as Situation[];

const actorOf = (asker: Asker): OrderActor =>
  asker === 'pejabat who proposed'
    ? { id: 'proposer', roles: ['pejabat'] }
    : { id: `one ${asker}`, roles: [asker as Actor] };

/** What the committed table expects of one cell. */
function expected(state: OrderStatus, situation: Situation, asker: Asker): Set<string> {
  const lines = expectations.filter(
    (line) =>
      line.state === state &&
      line.who.includes(asker) &&
      (line.in === 'every situation' || line.in.includes(situation)),
  );
  const may = new Set(lines.flatMap((line) => line.may));
  // What is done is also offered; the "?" is only said while SIMPONI was not asked.
  for (const each of [...may]) if (each.includes('>')) may.delete(`${each.split('>')[0]}?`);
  return may;
}

/** What a table says of one cell, in the same words. */
function actual(table: Table, state: OrderStatus, situation: Situation, asker: Asker): Set<string> {
  const place = { state, facts: situations[situation] as OrderFacts, actor: actorOf(asker) };
  const may = new Set<string>();
  for (const action of orderActions) {
    const done = next(table, action, place);
    if (done.ok) may.add(`${action}>${done.row.to}`);
    else if (next(table, action, place, { asked: false }).ok) may.add(`${action}?`);
  }
  return may;
}

/** Cells in which a table and the expectations disagree. */
function disagreements(table: Table): string[] {
  const cells: string[] = [];
  for (const state of orderStatuses) {
    for (const situation of situationNames) {
      for (const asker of askers) {
        const want = [...expected(state, situation, asker)].sort().join(' ');
        const have = [...actual(table, state, situation, asker)].sort().join(' ');
        if (want !== have) cells.push(`${state} / ${situation} / ${asker}: expected "${want}", is "${have}"`);
      }
    }
  }
  return cells;
}

const withRow = (at: number, change: Partial<Table['rows'][number]>): Table => ({
  ...orderLifecycle,
  rows: orderLifecycle.rows.map((row, index) => (index === at ? { ...row, ...change } : row)),
});

describe('the table of the order against the committed expectations', () => {
  it('agrees in every cell of state x situation x asker x action', () => {
    expect(disagreements(orderLifecycle)).toEqual([]);
  });

  it('names every action and every state that is not an end at least once', () => {
    const actions = new Set(expectations.flatMap((line) => line.may.map((each) => each.split(/[>?]/)[0])));
    expect([...actions].sort()).toEqual([...orderActions].sort());
    // Every cell of an end forbids everything, so no line names one.
    const open = orderStatuses.filter((state) => !orderLifecycle.final.includes(state));
    expect([...new Set(expectations.map((line) => line.state))].sort()).toEqual([...open].sort());
  });

  it('turns red when any one cell of the table is swapped', () => {
    const unnoticed: string[] = [];
    orderLifecycle.rows.forEach((row, at) => {
      const swaps: [string, Table][] = [
        ['to', withRow(at, { to: row.to === 'DIPROSES' ? 'SELESAI' : 'DIPROSES' })],
        ['by', withRow(at, { by: ['auditor'] })],
        ...row.from.map((state): [string, Table] => [
          `from without ${state}`,
          withRow(at, { from: row.from.filter((each) => each !== state) }),
        ]),
        ...(row.when ?? []).map((name): [string, Table] => [
          `when without ${name}`,
          withRow(at, { when: (row.when ?? []).filter((each) => each !== name) }),
        ]),
        ...(row.asks ?? []).map((name): [string, Table] => [
          `asks without ${name}`,
          withRow(at, { asks: [] }),
        ]),
      ];
      for (const [what, table] of swaps) {
        if (disagreements(table).length === 0) unnoticed.push(`${row.action}: ${what}`);
      }
    });
    // The one condition that the next one of its row implies.
    expect(unnoticed).toEqual(['confirmPayment: when without hasConfirmedPayment']);
  });
});

describe('the shape of the table', () => {
  const edges = orderLifecycle.rows.flatMap((row) => row.from.map((from) => [from, row.to] as const));

  it('reaches every state from the first, and an end from every state', () => {
    const reach = (start: OrderStatus) => {
      const seen = new Set<OrderStatus>([start]);
      for (let size = 0; size !== seen.size; ) {
        size = seen.size;
        for (const [from, to] of edges) if (seen.has(from)) seen.add(to);
      }
      return seen;
    };
    expect([...reach(orderLifecycle.initial)].sort()).toEqual([...orderStatuses].sort());
    for (const state of orderStatuses) {
      expect(
        orderLifecycle.final.some((end) => reach(state).has(end)),
        state,
      ).toBe(true);
    }
  });

  it('has a row for every action, and uses every condition', () => {
    expect([...new Set(orderLifecycle.rows.map((row) => row.action))].sort()).toEqual(
      [...orderActions].sort(),
    );
    const used = orderLifecycle.rows.flatMap((row) => [...(row.when ?? []), ...(row.asks ?? [])]);
    expect([...new Set(used)].sort()).toEqual(Object.keys(orderPredicates).sort());
  });
});

const facts: fc.Arbitrary<OrderFacts> = fc.record({
  total: fc.constantFrom(0, 100_000),
  decisionRequired: fc.boolean(),
  standingDecision: fc.boolean(),
  approved: fc.boolean(),
  agreementActive: fc.boolean(),
  payment: fc.option(
    fc.record({ ntpn: fc.constant('N'.repeat(16)), inTime: fc.boolean(), inFull: fc.boolean() }),
  ),
  saidUnpaid: fc.boolean(),
  proposal: fc.constantFrom(null, 'HONOUR' as const, 'RETURN' as const),
  proposedBy: fc.constantFrom(null, 'a', 'b'),
});
const actor: fc.Arbitrary<OrderActor> = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  roles: fc.uniqueArray(fc.constantFrom<Actor>(...roleNames, ...systemActors), {
    minLength: 1,
    maxLength: 3,
  }),
});
const step = fc.record({ action: fc.constantFrom(...orderActions), facts, actor });

/** The seed is printed, so that a failure can be seen again: FC_SEED=… runs it. */
const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000);
const runs = { seed, numRuns: 2_000 };

describe(`random sequences (seed ${seed})`, () => {
  it('never satisfies two rows of one role at once', () => {
    const single = fc.constantFrom<Actor>(...roleNames, ...systemActors);
    fc.assert(
      fc.property(
        fc.constantFrom(...orderStatuses),
        facts,
        single,
        fc.constantFrom('a', 'b'),
        (state, known, role, id) => {
          for (const action of orderActions) {
            const rows = orderLifecycle.rows.filter((row) => row.action === action && row.by.includes(role));
            const fitting = rows.filter(
              (row) =>
                next({ ...orderLifecycle, rows: [row] }, action, {
                  state,
                  facts: known,
                  actor: { id, roles: [role] },
                }).ok,
            );
            expect(fitting.length, action).toBeLessThanOrEqual(1);
          }
        },
      ),
      runs,
    );
  });

  it('leave an end never, and give no voucher without a confirmed payment or a Rp0 approval', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let state: OrderStatus = orderLifecycle.initial;
        for (const { action, ...place } of steps) {
          const verdict = next(orderLifecycle, action as OrderAction, { state, ...place });
          const isRow = orderLifecycle.rows.some((row) => row.action === action && row.from.includes(state));
          if (!isRow) expect(verdict.ok).toBe(false);
          if (!verdict.ok) continue;
          expect(orderLifecycle.final).not.toContain(state);
          expect(verdict.row.by.some((role) => place.actor.roles.includes(role))).toBe(true);
          if (verdict.row.to === 'SELESAI') {
            const paid = place.facts.payment !== null;
            const granted = place.facts.total === 0 && place.facts.approved;
            expect(paid || granted).toBe(true);
          }
          if (action === 'decide') expect(place.facts.proposedBy).not.toBe(place.actor.id);
          if (action === 'expire' || action === 'cancel') expect(place.facts.saidUnpaid).toBe(true);
          state = verdict.row.to;
        }
      }),
      runs,
    );
  });
});
