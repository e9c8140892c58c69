import { expect, it } from 'vitest';
import { cardStateOf } from './card-states.ts';

it.each([
  ['S', 'SUDAH_REKAM'],
  ['b', 'BELUM_REKAM'],
  ['SUDAH CETAK', 'SUDAH_CETAK'],
  ['PRINT_READY_RECORD', 'SIAP_CETAK'],
  [' Card  Shipped ', 'DIKIRIM'],
  ['BIO_CAPTURED', null],
  ['', null],
  ['constructor', null],
])('"%s" of SIAK means %s', (said, state) => {
  expect(cardStateOf(said)).toBe(state);
});
