import { expect, it } from 'vitest';
import { formatRequestCode } from '#contract/requests/identity';
import { readSearch } from './lookup.ts';

const code = formatRequestCode([1, 2, 3, 4, 5, 6, 7, 8, 9]);

it.each([code, code.toLowerCase(), code.replaceAll('-', ' '), code.slice(3)])(
  'reads the code in %s',
  (typed) => {
    expect(readSearch(typed)).toEqual({ by: 'code', code });
  },
);

it.each(['1610014101900001', '1610 0141 0190 0001', ' 16.10.01-410190-0001 '])(
  'reads the number in %s',
  (typed) => expect(readSearch(typed)).toEqual({ by: 'number', number: '1610014101900001' }),
);

it.each(['', 'Budi', '161001410190001', 'SD-AAAAA-AAAAB'])('searches nothing for "%s"', (typed) => {
  expect(readSearch(typed)).toEqual({ by: 'nothing' });
});
