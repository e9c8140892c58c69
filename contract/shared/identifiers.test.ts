import { describe, expect, it } from 'vitest';
import { formatKuitansi, formatTrxId, formatVoucherNumber, kuitansiPattern } from './identifiers.ts';

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
