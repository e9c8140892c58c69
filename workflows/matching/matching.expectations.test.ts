import { describe, expect, it } from 'vitest';
import { actorNames } from '../../contract/access/roles.ts';
import {
  matchingActions,
  matchingLifecycle,
  matchingStatuses,
} from '../../contract/metering/matching/lifecycle.ts';
import { next } from '../../contract/shared/lifecycle.ts';
import { matchingExpectations } from './matching.expectations.ts';

type Table = typeof matchingLifecycle;

/** Cells in which a table and the expectations disagree. */
const disagreements = (table: Table): string[] =>
  matchingStatuses.flatMap((state) =>
    actorNames.flatMap((who) => {
      const want = matchingExpectations
        .filter((line) => line.state === state && line.who === who)
        .flatMap(({ may }) => may);
      const have = matchingActions.flatMap((action) => {
        const verdict = next(table, action, { state, facts: {}, actor: { id: 'x', roles: [who] } });
        return verdict.ok ? [`${action}>${verdict.row.to}`] : [];
      });
      const [wanted, had] = [[...want].sort().join(' '), [...have].sort().join(' ')];
      return wanted === had ? [] : [`${state} / ${who}: expected "${wanted}", is "${had}"`];
    }),
  );

const withRow = (at: number, change: Partial<Table['rows'][number]>): Table => ({
  ...matchingLifecycle,
  rows: matchingLifecycle.rows.map((row, index) => (index === at ? { ...row, ...change } : row)),
});

describe('the table of a matching job against the committed expectations', () => {
  it('agrees in every cell of state x asker x action', () => {
    expect(disagreements(matchingLifecycle)).toEqual([]);
  });

  it('turns red when any one cell of the table is swapped', () => {
    const unnoticed = matchingLifecycle.rows.flatMap((row, at) => {
      const elsewhere = matchingStatuses.find((state) => state !== row.to) ?? row.to;
      const swaps: [string, Table][] = [
        ['to', withRow(at, { to: elsewhere })],
        ...row.by.map((role): [string, Table] => [
          `by without ${role}`,
          withRow(at, { by: row.by.filter((each) => each !== role) }),
        ]),
        ...row.from.map((state): [string, Table] => [
          `from without ${state}`,
          withRow(at, { from: row.from.filter((each) => each !== state) }),
        ]),
      ];
      return swaps
        .filter(([, table]) => disagreements(table).length === 0)
        .map(([what]) => `${row.action}: ${what}`);
    });
    expect(unnoticed).toEqual([]);
  });

  it('reaches every state from the first, and an end from every state', () => {
    const reach = (start: string) => {
      const seen = new Set([start]);
      for (let size = 0; size !== seen.size; ) {
        size = seen.size;
        for (const { from, to } of matchingLifecycle.rows)
          if ((from as readonly string[]).some((state) => seen.has(state))) seen.add(to);
      }
      return seen;
    };
    expect([...reach(matchingLifecycle.initial)].sort()).toEqual([...matchingStatuses].sort());
    const stuck = matchingStatuses.filter((state) => {
      const reached = reach(state);
      return !matchingLifecycle.final.some((end) => reached.has(end));
    });
    expect(stuck).toEqual([]);
  });
});
