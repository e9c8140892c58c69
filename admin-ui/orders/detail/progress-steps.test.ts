import { expect, it } from 'vitest';
import { orderLifecycle, orderStatuses } from '#contract/orders/lifecycle';
import { stepsOf } from './progress-steps.ts';

it('walks a priced order through bill and payment', () => {
  const names = ['created', 'billed', 'paid', 'done'];
  expect(stepsOf({ total: 100_000, status: 'MENUNGGU_PEMBAYARAN', passed: [] })).toEqual({
    names,
    active: 2,
    stopped: false,
  });
  expect(stepsOf({ total: 100_000, status: 'SELESAI', passed: [] })).toEqual({
    names,
    active: 4,
    stopped: false,
  });
});

it('walks a free order through a decision', () => {
  expect(stepsOf({ total: 0, status: 'MENUNGGU_PERSETUJUAN', passed: [] })).toEqual({
    names: ['created', 'decision', 'done'],
    active: 1,
    stopped: false,
  });
});

it('marks where an order left the straight way', () => {
  expect(stepsOf({ total: 1, status: 'KEDALUWARSA', passed: ['MENUNGGU_PEMBAYARAN'] })).toMatchObject({
    active: 2,
    stopped: true,
  });
});

it.each(orderStatuses)('has a place for %s, whatever came before and whatever it costs', (status) => {
  for (const total of [0, 1]) {
    const passed = orderLifecycle.rows.filter((row) => row.to === status).flatMap((row) => row.from);
    if (total === 0 && passed.includes('PENERBITAN_TAGIHAN')) continue;
    const { active, names } = stepsOf({ total, status, passed });
    expect(active).toBeLessThanOrEqual(names.length);
  }
});
