import { expect, test } from 'vitest';
import { deliveryBefore, deliveryStatuses, movesDelivery } from './delivery.ts';

/** Known so far, then whether SENT, DELIVERED, READ, FAILED replace it; a person keeps this table. */
const expected = [
  [null, [true, true, true, true]],
  ['SENT', [false, true, true, true]],
  ['DELIVERED', [false, false, true, false]],
  ['READ', [false, false, false, false]],
  ['FAILED', [false, false, false, false]],
] as const;

test.each(expected)('of a message that is %s, a report moves it only forward', (known, moves) => {
  expect(deliveryStatuses).toEqual(['SENT', 'DELIVERED', 'READ', 'FAILED']);
  expect(deliveryStatuses.map((reported) => movesDelivery(known, reported))).toEqual(moves);
});

test('the condition of an update names the same steps', () => {
  expect(deliveryBefore('SENT')).toEqual([null]);
  expect(deliveryBefore('DELIVERED')).toEqual([null, 'SENT']);
  expect(deliveryBefore('READ')).toEqual([null, 'SENT', 'DELIVERED']);
  expect(deliveryBefore('FAILED')).toEqual([null, 'SENT']);
});
