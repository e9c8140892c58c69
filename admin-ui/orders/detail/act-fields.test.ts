import { expect, it } from 'vitest';
import { orderActionInputs } from '#contract/orders/schemas';
import { bodyFor, emptyFields, wibToInstant, wrongFields } from './act-fields.ts';

it('reads a WIB wall clock time', () => {
  expect(wibToInstant('2023-03-16T06:30')).toBe('2023-03-15T23:30:00.000Z');
});

const filled = {
  ...emptyFields,
  kodeBilling: ' 820230316000001 ',
  expiresAt: '2023-03-16T14:05',
  letter: 'S-12/2023',
  date: '2023-03-20',
};

it.each(Object.keys(orderActionInputs) as (keyof typeof orderActionInputs)[])(
  'sends for %s what the contract takes',
  (action) => {
    expect(wrongFields(action, filled)).toEqual([]);
    const parsed = orderActionInputs[action].safeParse(bodyFor(action, filled, 'Catatan'));
    expect(parsed.error?.issues).toBeUndefined();
  },
);

it('names the fields that are not right yet', () => {
  expect(wrongFields('enterBilling', { ...emptyFields, kodeBilling: '12a' })).toEqual([
    'kodeBilling',
    'expiresAt',
  ]);
  expect(wrongFields('completeReturn', emptyFields)).toEqual(['letter', 'date']);
  expect(wrongFields('cancel', emptyFields)).toEqual([]);
});
