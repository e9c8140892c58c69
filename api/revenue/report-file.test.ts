import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { reportColumns } from '#contract/external/simponi-report';
import { texts } from '#contract/i18n/index';
import { AppError } from '#contract/shared/errors';
import { readReport } from './report-file.ts';

const ntpn = (number: number) => `NTPN${String(number).padStart(12, '0')}`;
const row = (number: number, amount = '100.000,00', date = '2023-03-09') =>
  [`82023030900${1000 + number}`, ntpn(number), '000000000012', 'Setoran', 'Bank Cafè', amount, date].map(
    (value) => `"${value}"`,
  );
const csv = (
  rows: readonly (readonly string[])[],
  delimiter = ';',
  heading: readonly string[] = reportColumns,
) => [heading, ...rows].map((cells) => cells.join(delimiter)).join('\r\n');

const read = (content: string | Buffer) => {
  const bytes = Buffer.from(content as string);
  // Small pieces, so that nothing relies on a file that arrives whole.
  const stream = () =>
    Readable.from(
      Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7)),
    );
  return readReport({ fileName: 'laporan.csv', stream }, texts('id'));
};
const refusal = async (content: string | Buffer): Promise<AppError> => {
  const error = await read(content).catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error('the report was not refused');
};

describe("SIMPONI's report", () => {
  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ])('is read with %s between its columns', async (_, delimiter) => {
    const report = await read(csv([row(1), row(2, '2.500.000,00', '10/03/2023')], delimiter));
    expect(report.rowCount).toBe(2);
    expect(report.payments).toEqual([
      {
        kodeBilling: '820230309001001',
        ntpn: ntpn(1),
        ntb: '000000000012',
        amount: 100_000,
        paidOn: '2023-03-09',
      },
      {
        kodeBilling: '820230309001002',
        ntpn: ntpn(2),
        ntb: '000000000012',
        amount: 2_500_000,
        paidOn: '2023-03-10',
      },
    ]);
  });

  it.each([
    ['UTF-8', Buffer.from(csv([row(1)]))],
    ['UTF-8', Buffer.from(`\uFEFF${csv([row(1)])}`)],
    ['UTF-16LE', iconv.encode(csv([row(1)]), 'utf16le', { addBOM: true })],
    ['UTF-16LE', iconv.encode(csv([row(1)]), 'utf16le', { addBOM: false })],
    ['UTF-16BE', iconv.encode(csv([row(1)]), 'utf16be', { addBOM: true })],
    ['Windows-1252', iconv.encode(csv([row(1)]), 'win1252')],
  ])('is recognised in %s', async (encoding, bytes) => {
    const report = await read(bytes);
    expect(report.encoding).toBe(encoding);
    expect(report.payments).toHaveLength(1);
  });

  it('is Windows-1252 also when the one letter that shows it stands at the very end', async () => {
    const rows = Array.from({ length: 2_000 }, (_, number) =>
      row(number).map((value) => value.replace('è', 'e')),
    );
    const bytes = iconv.encode(`${csv(rows)}\r\n${row(5_000).join(';')}`, 'win1252');
    const report = await read(bytes);
    expect(report).toMatchObject({ encoding: 'Windows-1252', rowCount: 2_001 });
  });

  it('takes its columns in any order, case and spelling, and more of them', async () => {
    const heading = ['No', ...[...reportColumns].reverse().map((name) => name.toLowerCase()), 'Kode Satker'];
    const cells = ['1', ...row(1).reverse(), '664090'];
    const spaced = heading.map((name) => (name === 'kodebilling' ? 'Kode Billing' : name));
    expect((await read(csv([cells], ';', spaced))).payments[0]?.kodeBilling).toBe('820230309001001');
  });

  it("begins after a spreadsheet's separator line and ends before its empty rows", async () => {
    const report = await read(`sep=;\r\n\r\n${csv([row(1)])}\r\n;;;;;;\r\n\r\n`);
    expect(report.rowCount).toBe(1);
  });

  it('adds the rows of one code and NTPN up', async () => {
    const report = await read(csv([row(1, '60.000,00', '10/03/2023'), row(2), row(1, '40000')]));
    expect(report.rowCount).toBe(3);
    expect(report.payments[0]).toMatchObject({ amount: 100_000, paidOn: '2023-03-09' });
    expect(report.payments).toHaveLength(2);
  });

  it('reads numbers that a spreadsheet kept as text', async () => {
    const [, ...rest] = row(1);
    expect((await read(csv([["'820230309001001", ...rest]]))).payments[0]?.kodeBilling).toBe(
      '820230309001001',
    );
    expect((await read(csv([['"=""820230309001001"""', ...rest]]))).payments[0]?.kodeBilling).toBe(
      '820230309001001',
    );
  });

  it('with a heading and nothing else is an empty report', async () => {
    expect(await read(csv([]))).toMatchObject({ rowCount: 0, payments: [] });
  });
});

describe('a file that is no report', () => {
  it('is refused with the names of the columns that are missing', async () => {
    const heading = reportColumns.map((name) => (name === 'NTPN' ? 'NOMOR' : name));
    const error = await refusal(csv([row(1)], ';', heading));
    expect(error.code).toBe('REPORT_COLUMNS');
    expect(error.details).toEqual({ missing: ['NTPN'] });
    expect(error.params.columns).toBe('kolom NTPN tidak ditemukan');
  });

  it.each([
    ['empty', ''],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46])],
    ['zeros', Buffer.alloc(100_000)],
    ['one endless line', 'x'.repeat(200_000)],
  ])('is refused when it is %s', async (_, content) => {
    const error = await refusal(content);
    expect(error.code).toBe('REPORT_COLUMNS');
    expect(error.details).toEqual({ missing: [...reportColumns] });
  });

  it('is refused whole for wrong rows, each named with its line and what is wrong', async () => {
    const wrong = row(2, '1.234,50', '2023-02-30');
    wrong[0] = '"8,2E+14"';
    const error = await refusal(csv([row(1), wrong, row(3), ['only', 'two']]));
    expect(error.code).toBe('REPORT_ROWS');
    expect(error.params).toEqual({ count: 2, line: 3 });
    expect(error.errors).toEqual([
      { path: '3.KODEBILLING', code: 'REPORT_CODE' },
      { path: '3.SETORANPERAKUNRP', code: 'REPORT_AMOUNT' },
      { path: '3.TANGGALBAYAR', code: 'REPORT_DATE' },
      { path: '5.row', code: 'REPORT_FIELDS' },
    ]);
  });

  it.each(['-1', '1,5', '1.23', 'Rp', '', '1e5', '9.007.199.254.740.993,00'])(
    'is refused for the amount %j',
    async (amount) => {
      const [error] = (await refusal(csv([row(1, amount)]))).errors;
      expect(error).toEqual({ path: '2.SETORANPERAKUNRP', code: 'REPORT_AMOUNT' });
    },
  );

  it('is refused when amounts add up to more than can be counted', async () => {
    const huge = '9.007.199.254.740.991';
    expect((await refusal(csv([row(1, huge), row(1, huge)]))).code).toBe('REPORT_ROWS');
  });

  it('is refused when a quote is never closed', async () => {
    const error = await refusal(`${csv([row(1)])}\r\n"820230309001002;${'x;'.repeat(100_000)}`);
    expect(error.code).toBe('REPORT_ROWS');
  });

  it('names no more than a hundred faults, and counts all', async () => {
    const error = await refusal(csv(Array.from({ length: 500 }, (_, number) => row(number, 'x'))));
    expect(error.errors).toHaveLength(100);
    expect(error.params).toEqual({ count: 500, line: 2 });
  });
});
