import { describe, expect, it } from 'vitest';
import { UnreadableTable } from './rows.ts';
import { isZip, xlsxRows } from './xlsx.ts';

/** A ZIP whose parts are stored as they are: enough of one to be read. */
function zip(parts: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [title, content] = [Buffer.from(name), Buffer.from(text)];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(content.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(title.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt32LE(content.length, 20);
    central.writeUInt32LE(content.length, 24);
    central.writeUInt16LE(title.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(local, title, content);
    centrals.push(central, title);
    offset += local.length + title.length + content.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(centrals.length / 2, 8);
  end.writeUInt16LE(centrals.length / 2, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const book = {
  'xl/workbook.xml':
    '<workbook xmlns:r="r"><sheets><sheet name="Data" sheetId="2" r:id="rId7"/><sheet name="x" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Target="worksheets/sheet2.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': '<worksheet><sheetData/></worksheet>',
  'xl/sharedStrings.xml':
    '<sst><si><t>NIK</t></si><si><r><t>Buka </t></r><r><t>rekening</t></r><rPh><t>baca</t></rPh></si></sst>',
};
const sheet = (rows: string) =>
  zip({ ...book, 'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>` });

async function rowsOf(content: Buffer) {
  const rows = [];
  for await (const { line, cells } of xlsxRows(content)) rows.push({ line, cells });
  return rows;
}

describe('a workbook', () => {
  it('gives the rows of its first sheet: shared and inline texts, numbers, gaps', async () => {
    const content = sheet(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>HASIL</t></is></c></row>' +
        '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>45986</v></c></row>',
    );
    expect(isZip(content)).toBe(true);
    expect(await rowsOf(content)).toEqual([
      { line: 1, cells: [{ text: 'NIK' }, { text: '' }, { text: 'HASIL' }] },
      { line: 3, cells: [{ text: 'Buka rekening' }, { text: '45986' }] },
    ]);
  });

  it('never gives what a formula came to', async () => {
    const content = sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>');
    expect(await rowsOf(content)).toEqual([{ line: 1, cells: [{ formula: true }] }]);
  });

  it.each([
    ['damaged', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ['another ZIP', zip({ 'word/document.xml': '<w/>' })],
    ['broken XML', sheet('<row r="1"><c')],
    [
      'a document type',
      zip({
        ...book,
        'xl/worksheets/sheet2.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>',
      }),
    ],
  ])('is refused when it is %s', async (_, content) => {
    await expect(rowsOf(content)).rejects.toThrow(UnreadableTable);
  });
});
