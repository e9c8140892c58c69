import { describe, expect, it } from 'vitest';
import {
  formatKuitansi,
  formatTrxId,
  formatVoucherNumber,
  kuitansiPattern,
  kuitansiPrefix,
} from './identifiers.ts';

describe('kode kuitansi', () => {
  it('reads as on the printed invoice', () => {
    expect(formatKuitansi('B1', '2023-03-09', 16)).toBe('KW-B1-0903230016');
  });

  it('goes on past 9.999 receipts a day', () => {
    const kuitansi = formatKuitansi('B1', '2026-12-31', 10_000);
    expect(kuitansi).toBe('KW-B1-31122610000');
    expect(kuitansi).toMatch(kuitansiPattern);
  });

  it('is kept by the voucher and the transaction id', () => {
    expect(formatVoucherNumber('KW-B1-0903230016')).toBe('VC-B1-0903230016');
    expect(formatTrxId('KW-B1-0903230016', 2)).toBe('KW-B1-0903230016-2');
  });
});

it.each([
  ['kw-b1-0903', 'KW-B1-0903'],
  ['KW', 'KW'],
  [' 0903230016 ', 'KW-B1-0903230016'],
  ['c2-09', 'KW-C2-09'],
  ['B1', 'KW-B1'],
  ['NTPN000000000001', null],
  ['KWX', null],
  ['B1-09-x', null],
])('reads %j as the beginning of a kode kuitansi', (typed, prefix) => {
  expect(kuitansiPrefix(typed, 'B1')).toBe(prefix);
});
