import { expect, it } from 'vitest';
import { readEvent } from './stream.ts';

it('hears of an order or a request, and of nothing else', () => {
  expect(readEvent('{"orderId":"o-1","status":"DIBAYAR"}')).toEqual({ resource: 'orders', id: 'o-1' });
  expect(readEvent('{"requestId":"r-1","officeId":"k-1","status":"BARU"}')).toEqual({
    resource: 'requests',
    id: 'r-1',
  });
  for (const data of ['', 'alive', '{}', '{"orderId":7}', '{"requestId":null}', null, undefined]) {
    expect(readEvent(data)).toBeNull();
  }
});
