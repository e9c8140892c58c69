import { beforeAll, expect, it } from 'vitest';
import { problemFrom } from '../data/problems.ts';
import { switchLanguage } from '../i18n/texts.ts';
import { wrongCells } from './wrong-rows.ts';

beforeAll(() => {
  globalThis.document = { documentElement: { lang: '' } } as Document;
  return switchLanguage('id');
});

it('names line, column and cause of what the API refused, by line', () => {
  const error = problemFrom(422, {
    code: 'REPORT_ROWS',
    detail: 'Ada 2 baris yang tidak dapat dibaca.',
    errors: [
      { path: '12.row', code: 'REPORT_FIELDS', message: 'Jumlah kolom berbeda.' },
      { path: '3.NTPN', code: 'REPORT_NTPN', message: 'NTPN harus 16 huruf.' },
      { path: '3.TANGGALBAYAR', code: 'REPORT_DATE', message: 'Tanggal salah.' },
    ],
  });
  expect(wrongCells(error)).toEqual([
    { line: 3, column: 'NTPN', cause: 'NTPN harus 16 huruf.' },
    { line: 3, column: 'TANGGALBAYAR', cause: 'Tanggal salah.' },
    { line: 12, column: null, cause: 'Jumlah kolom berbeda.' },
  ]);
});

it('finds none in another refusal', () => {
  expect(wrongCells(problemFrom(415, { code: 'UNSUPPORTED_FILE', detail: 'Jenis lain.' }))).toEqual([]);
  expect(
    wrongCells(problemFrom(422, { detail: 'x', errors: [{ path: 'file', message: 'Wajib diisi.' }] })),
  ).toEqual([]);
  expect(wrongCells(new Error('x'))).toEqual([]);
});
