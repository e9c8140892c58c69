import { describe, expect, it } from 'vitest';
import { judgePayment, odditiesOf } from './facts.ts';

const expiresAt = '2026-03-16T03:00:00.000Z';
const cancelledAt = '2026-03-12T03:00:00.000Z';

describe('a payment that SIMPONI confirmed', () => {
  it.each([
    ['at the last second', { cancelledAt: null, amountDiffers: false }, '2026-03-16T03:00:00.000Z', []],
    ['a second late', { cancelledAt: null, amountDiffers: false }, '2026-03-16T03:00:01.000Z', ['LATE']],
    ['before the cancelling', { cancelledAt, amountDiffers: false }, '2026-03-12T02:59:59.000Z', []],
    ['as it was cancelled', { cancelledAt, amountDiffers: false }, cancelledAt, ['CANCELLED']],
    ['of another amount', { cancelledAt: null, amountDiffers: true }, '2026-03-15T03:00:00.000Z', ['AMOUNT']],
    [
      'all at once',
      { cancelledAt, amountDiffers: true },
      '2026-03-17T03:00:00.000Z',
      ['LATE', 'CANCELLED', 'AMOUNT'],
    ],
  ])('%s is called what it is', (_, order, paidAt, odd) => {
    expect(odditiesOf({ expiresAt, ...order }, paidAt)).toEqual(odd);
    expect(judgePayment({ expiresAt, ...order }, paidAt)).toEqual({
      inTime: !odd.includes('LATE') && !odd.includes('CANCELLED'),
      inFull: !odd.includes('AMOUNT'),
    });
  });

  it('on a bill that never expires is in time', () => {
    expect(odditiesOf({ expiresAt: null, cancelledAt: null, amountDiffers: false }, expiresAt)).toEqual([]);
  });
});
