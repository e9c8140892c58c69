import { describe, expect, it } from 'vitest';
import { orderWithin } from './list-order.ts';

describe('order of the queue', () => {
  it('is what was asked for, unless a time bounds the list: then that time', () => {
    expect(orderWithin({}, ['queue', 'ASC'])).toEqual(['queue', 'ASC']);
    expect(orderWithin({}, ['submittedAt', 'DESC'])).toEqual(['submittedAt', 'DESC']);
    expect(orderWithin({ submittedFrom: '2026-03-01' }, ['queue', 'ASC'])).toEqual(['submittedAt', 'ASC']);
    expect(orderWithin({ submittedTo: '2026-03-01' }, ['queue', 'DESC'])).toEqual(['submittedAt', 'DESC']);
    expect(orderWithin({ endedFrom: '2026-03-01' }, ['submittedAt', 'DESC'])).toEqual(['queue', 'DESC']);
  });
});
