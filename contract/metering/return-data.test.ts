import { describe, expect, it } from 'vitest';
import { checkReturnDataRow, readDay, readReturnDataHeading, type TableCell } from './return-data.ts';

const cells = (...texts: string[]): TableCell[] => texts.map((text) => ({ text }));
const heading = readReturnDataHeading(cells('nik', 'Layanan', ' TANGGAL ', 'Hasil', 'CABANG'));
const check = (row: readonly TableCell[]) => {
  if ('missing' in heading) throw new Error('the heading was not read');
  return checkReturnDataRow(heading, row, '2026-11-26');
};
const nik = '3374014101900001';

describe('the heading of a databalikan file', () => {
  it('is read in any case and order, with further columns', () => {
    expect(heading).toEqual({ places: { NIK: 0, LAYANAN: 1, TANGGAL: 2, HASIL: 3 }, cells: 5 });
  });

  it('names what is missing', () => {
    expect(readReturnDataHeading(cells('NIK', 'HASIL'))).toEqual({ missing: ['LAYANAN', 'TANGGAL'] });
  });
});

describe('a row of databalikan', () => {
  it('is kept when every cell is right', () => {
    expect(check(cells(nik, 'Buka rekening', '25/11/2026', 'tidak dilayani'))).toEqual({
      row: { nik, service: 'Buka rekening', day: '2026-11-25', result: 'TIDAK_DILAYANI' },
    });
  });

  it.each([
    ['a NIK of 15 digits', cells(nik.slice(1), 'x', '2026-11-25', 'DILAYANI'), [['NIK', 'NIK']]],
    ['a NIK that lost its digits', cells('3.37401E+15', 'x', '2026-11-25', 'DILAYANI'), [['NIK', 'NIK']]],
    ['no day of the calendar', cells(nik, 'x', '30/02/2026', 'DILAYANI'), [['TANGGAL', 'DATE']]],
    ['tomorrow', cells(nik, 'x', '2026-11-27', 'DILAYANI'), [['TANGGAL', 'FUTURE_DATE']]],
    ['another result', cells(nik, 'x', '2026-11-25', 'OK'), [['HASIL', 'RESULT']]],
    ['a long text', cells(nik, 'x'.repeat(201), '2026-11-25', 'DILAYANI'), [['LAYANAN', 'TOO_LONG']]],
    [
      'empty cells',
      cells(nik, ' ', '2026-11-25'),
      [
        ['LAYANAN', 'REQUIRED'],
        ['HASIL', 'REQUIRED'],
      ],
    ],
    ['more cells than the heading', cells(nik, 'x', '2026-11-25', 'DILAYANI', '', 'y'), [[null, 'FIELDS']]],
    [
      'a formula',
      [{ formula: true }, ...cells('x', '2026-11-25', 'DILAYANI')] as TableCell[],
      [['NIK', 'FORMULA']],
    ],
  ] as const)('is refused for %s', (_, row, faults) => {
    expect(check(row)).toEqual({ faults: faults.map(([column, fault]) => ({ column, fault })) });
  });

  it('takes the day that a spreadsheet counts', () => {
    expect(readDay('45986')).toBe('2025-11-25');
    expect(readDay('5.5')).toBeNull();
  });
});
