import { expect, it } from 'vitest';
import { readEvent } from './stream.ts';

it('hears of an order and of nothing else', () => {
  expect(readEvent('{"orderId":"o-1","status":"DIBAYAR"}')).toEqual({ orderId: 'o-1' });
  for (const data of ['', 'alive', '{}', '{"orderId":7}', null, undefined]) {
    expect(readEvent(data)).toBeNull();
  }
});
