import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvStream } from './csv.ts';

async function cellsOf(...cells: (string | number | null)[]): Promise<string[]> {
  async function* rows() {
    yield cells;
  }
  let text = '';
  for await (const piece of csvStream(['kepala'], rows())) text += String(piece);
  // As a spreadsheet reads it: any of the three line breaks ends a row outside of quotes.
  const found = parse(text, {
    bom: true,
    delimiter: ';',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
  }) as string[][];
  expect(found).toHaveLength(2);
  return found[1] ?? [];
}

describe('a cell of a CSV', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '|calc',
    '\t=1',
    '\n=1',
    '\u0000=1',
    ' =1',
    '\u00a0=1',
    '＝1+1',
    '\u202e=1',
  ])('that begins as a formula is text: %j', async (text) => {
    const [cell = ''] = await cellsOf(text);
    expect(cell.startsWith("'")).toBe(true);
  });

  it.each(['PT Contoh\n=HYPERLINK("http://x")', 'PT Contoh\r=1+1', 'PT Contoh\r\n=1+1', 'a;b"c'])(
    'cannot begin a row of its own: %j',
    async (text) => {
      expect(await cellsOf(text, 'next')).toEqual([text.replace(/\r\n?/g, '\n'), 'next']);
    },
  );

  it('keeps figures, nothing, and plain words as they are', async () => {
    expect(await cellsOf(-5, null, 'PT Contoh – 100%', 'a=b')).toEqual(['-5', '', 'PT Contoh – 100%', 'a=b']);
  });
});
